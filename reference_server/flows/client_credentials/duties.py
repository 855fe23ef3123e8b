"""What a client that acts for itself may ask for."""

from collections.abc import Callable

from ...core.client_request import GrantRequest
from ...core.errors import InvalidScope
from ...core.scopes import API_SCOPES, is_well_formed
from ...core.seams import Table

CLIENT_CREDENTIALS = "client_credentials"

client_credentials = Table[Callable[[GrantRequest], None]]("client_credentials")


@client_credentials
def scope_well_formed(request: GrantRequest) -> None:
    """RFC 6749 5.2: a malformed scope is refused."""
    scope = request.parameters.get("scope")
    if scope is not None and not is_well_formed(scope):
        raise InvalidScope("scope is malformed")


@client_credentials
def scope_of_api(request: GrantRequest) -> None:
    """RFC 6749 4.4.2: a client has no claims of an end-user to ask for."""
    if not set(request.parameters.words("scope")) <= set(API_SCOPES):
        raise InvalidScope("the scope is not one that a client may have for itself")
