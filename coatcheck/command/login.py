"""`coatcheck login`: a person logs in, and the session is kept for later runs."""

import argparse
import datetime
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from coatcheck.base.errors import CredentialsRefused, UsageError
from coatcheck.base.nearest import asked
from coatcheck.base.text import plural, visible
from coatcheck.net.wire import Request, with_query
from coatcheck.preflight import documents, end_users
from coatcheck.protocol.authorization import AuthorizationResponse
from coatcheck.protocol.dialogue import authorization_kind
from coatcheck.protocol.parties import User
from coatcheck.run.session import Session
from coatcheck.scenario import by_hand
from coatcheck.target import target_file
from coatcheck.target.target import Target
from coatcheck.user_agent.agent import Interaction, Navigation
from coatcheck.user_agent.attended import Person, at_the_screen, attended
from coatcheck.user_agent.chromium import require_screen
from coatcheck.user_agent.kept import KeptSession


def act(arguments: argparse.Namespace) -> int:
    """Let a person log in at a visible browser, keep the session, and check that it works."""
    console = Console(highlight=False)
    target = target_file.load(arguments.target, "TARGET")
    user = chosen(target, arguments.user)
    require_screen()
    session = Session(target, headed=True)
    try:
        log_in(session, user, console)
    finally:
        session.close()
    return 0


def chosen(target: Target, name: str | None) -> User:
    """Return the end-user who logs in. Raises UsageError where a session cannot be used."""
    if target.start is not None:
        raise UsageError(
            f"The provider of {target.file} stops after a run, and a session would end with it.",
            "Start the provider yourself, and set issuer in the target file instead of start.",
        )
    users = {user.username: user for user in target.users if user.by_hand}
    if not users:
        raise UsageError(
            f"No end-user of {target.file} logs in by hand, so a session would not be used.",
            "Set `login: by hand` for an end-user under users.",
        )
    if name is not None and name not in users:
        hint = asked(name, users, f"End-users who log in by hand: {', '.join(users)}.")
        raise UsageError(f"{target.file} has no end-user {name} who logs in by hand.", hint)
    return users[name] if name is not None else next(iter(users.values()))


def log_in(
    session: Session, user: User, console: Console, person: Person = at_the_screen
) -> KeptSession:
    """Let a person log in, and keep the session. Raises CredentialsRefused where this fails.

    `person` is called with the browser; by default it is a human at the screen.
    """
    documents.metadata(session)
    issuer, file = session.target.issuer or "", by_hand.file_of(session.target, user)
    _say(console, f"A browser opens at {issuer}. Log in there as {user.username}.")
    storage = _storage(session, user, person)
    made = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    kept = KeptSession(issuer, user.username, made, storage)
    kept.write(file)
    _say(console, f"The session is kept in {file}, which only you can read:", *_summary(kept))
    _say(console, f"It was tried: {_tried(session, user)}.")
    return kept


def _storage(session: Session, user: User, person: Person) -> dict[str, Any]:
    """Return the storage of the browser when the person has reached the client."""
    party = session.party
    request = party.authorization_request(session.target.clients[0])
    endpoint = party.endpoint("authorization_endpoint").partition("#")[0]
    opened = Request("GET", with_query(endpoint, request.parameters.encode()))
    interaction = Interaction(
        user, (), Navigation("authorization request", party.stops(opened.url))
    )
    arrival, storage = attended(session.browser, opened, interaction, party.wire, person)
    if not arrival.location:
        raise CredentialsRefused(
            f"The browser did not reach the client: {arrival.last.summary}.",
            "Continue the login until the window closes by itself.",
        )
    if authorization_kind(request, arrival.location) is not AuthorizationResponse:
        raise CredentialsRefused(
            f"The login ended with an error: {session.redactor.text(arrival.location)}.",
            f"Correct the client {request.client.client_id} in {session.target.file}, or its "
            "registration at the provider.",
        )
    return storage


def _summary(kept: KeptSession) -> Iterator[str]:
    """Yield the parts of a session, without their values."""
    domains = sorted({cookie["domain"].lstrip(".") for cookie in kept.cookies})
    yield f"  {plural(len(kept.cookies), 'cookie')}, of {', '.join(domains) or 'no domain'}"
    origins = [each["origin"] for each in kept.origins]
    if origins:
        yield f"  the local storage of {', '.join(origins)}"
    ends = [cookie["expires"] for cookie in kept.cookies if cookie["expires"] > 0]
    if ends:
        first = datetime.datetime.fromtimestamp(min(ends), datetime.UTC)
        yield f"  the first cookie expires at {first:%Y-%m-%d %H:%M} UTC"


def _tried(session: Session, user: User) -> str:
    try:
        return end_users.login(session, user)
    except CredentialsRefused as error:
        raise CredentialsRefused(
            f"The session is kept, but it does not work. {error.what}",
            "The provider may require a login for every request, or bind the session to the closed "
            "window. Then a kept session cannot be used.",
        ) from error


def _say(console: Console, *lines: str) -> None:
    for line in lines:
        console.print(Text(visible(line)), soft_wrap=True)
