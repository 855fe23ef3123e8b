"""The grants of the token endpoint: the checks of each, and what it yields."""
