"""What a token request with an end-user's password must keep."""

from collections.abc import Callable

from ...core.client_request import GrantRequest
from ...core.errors import InvalidGrant, InvalidRequest, InvalidScope
from ...core.scopes import ALL_SCOPES, is_well_formed
from ...core.seams import Behaviours, Table
from ...core.store import Kind
from ...core.users import User

GUESSES = 50
"""So many wrong passwords within the time are taken for an attack."""

WINDOW = 300

PASSWORD = "password"

WRONG_PASSWORDS = Kind[tuple[float, ...]]()
"""When the grant was last refused, by the username."""

password = Table[Callable[[GrantRequest], None]]("password")
resource_owner = Behaviours("resource_owner")


@password
def username_present(request: GrantRequest) -> None:
    """RFC 6749 4.3.2: username is required."""
    if request.parameters.get("username") is None:
        raise InvalidRequest("username is missing")


@password
def password_present(request: GrantRequest) -> None:
    """RFC 6749 4.3.2: password is required."""
    if request.parameters.get("password") is None:
        raise InvalidRequest("password is missing")


@password
def scope_well_formed(request: GrantRequest) -> None:
    """RFC 6749 5.2: a malformed scope is refused."""
    scope = request.parameters.get("scope")
    if scope is not None and not is_well_formed(scope):
        raise InvalidScope("scope is malformed")


@password
def scope_known(request: GrantRequest) -> None:
    """RFC 6749 5.2: an unknown scope is refused."""
    if not set(request.parameters.words("scope")) <= set(ALL_SCOPES):
        raise InvalidScope("a scope value is unknown")


@password.fixed
def guesses_limited(request: GrantRequest) -> None:
    """RFC 6749 4.3.2: a password cannot be guessed by brute force."""
    if len(recent_guesses(request)) >= GUESSES:
        raise InvalidGrant("too many wrong passwords; wait for a while")


@resource_owner
def named(request: GrantRequest) -> User | None:
    """RFC 6749 4.3.2: the end-user whom the username names."""
    return request.provider.users.get(request.parameters.get("username") or "")


@resource_owner
def matches(user: User, entered: str) -> bool:
    """RFC 6749 4.3.2: the password is the end-user's."""
    return user.has_password(entered)


def recent_guesses(request: GrantRequest) -> tuple[float, ...]:
    """When wrong passwords came for this username lately."""
    since = request.provider.clock.now() - WINDOW
    guesses = request.provider.store[WRONG_PASSWORDS]
    at = guesses.get(request.parameters.get("username") or "", ())
    return tuple(moment for moment in at if moment > since)
