"""By what an end-user is named: a username, an e-mail address, a telephone number, a user ID."""

from collections.abc import Callable, Mapping

from ..core.provider import Provider
from ..core.users import User


def _verified(claim: str) -> Callable[[User], str | None]:
    """A claim that names an end-user once it was verified."""

    def of(user: User) -> str | None:
        value = user.claims.get(claim)
        return value if value and user.claims.get(f"{claim}_verified") is True else None

    return of


USERNAME = "username"
PHONE = "phone"

USERNAME_TYPES: Mapping[str, Callable[[User], str | None]] = {
    USERNAME: lambda user: user.username,
    "email": lambda user: user.claims.get("email"),
    "phone_number": lambda user: user.claims.get("phone_number"),
}
"""oidcToken username_type: what the username is, by default a username."""

LOGIN_HINT_TYPES: Mapping[str, Callable[[User], str | None]] = {
    PHONE: _verified("phone_number"),
    "email": _verified("email"),
    "user_id": lambda user: user.sub,
}
"""oidcBackchannelAuthenticate login_hint_type: what the login_hint is, by default a number."""


def user_with(
    provider: Provider, alias: Callable[[User], str | None], value: str | None
) -> User | None:
    """The end-user whom a value names."""
    users = provider.users.values()
    return next((user for user in users if value and alias(user) == value), None)
