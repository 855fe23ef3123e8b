"""Who is at the small provider, as the options say it."""

CLIENTS = ("--client", "one:client_secret_post:ONE", "--client", "two:none")
ANN = "ann@mail.example"
USERS = ("--user", f"{ANN}:ANN")
