"""What every token request must keep before its client is authenticated, and its grant after."""

from collections.abc import Callable

from ..errors import InvalidRequest, MethodNotAllowed, UnauthorizedClient, UnsupportedGrantType
from ..messages import GrantRequest, TokenRequest
from ..models import AUTHORIZATION_CODE, CLIENT_CREDENTIALS, REFRESH_TOKEN
from ..seams import Table

PARAMETERS = (
    "grant_type", "code", "redirect_uri", "client_id", "client_secret", "client_assertion",
    "client_assertion_type", "code_verifier", "refresh_token", "scope",
)  # fmt: skip
GRANT_TYPES = (AUTHORIZATION_CODE, REFRESH_TOKEN, CLIENT_CREDENTIALS)
FORM = "application/x-www-form-urlencoded"

token_request = Table[Callable[[TokenRequest], None]]("token_request")
grant = Table[Callable[[GrantRequest], None]]("grant")


@token_request
def method_post(request: TokenRequest) -> None:
    """RFC 6749 3.2: the client uses POST."""
    if request.method != "POST":
        raise MethodNotAllowed("the token endpoint is spoken to by POST")


@token_request
def content_type_form(request: TokenRequest) -> None:
    """RFC 6749 4.1.3: the parameters come as a form."""
    if request.method == "POST" and request.content_type != FORM:
        raise InvalidRequest(f"the content type is not {FORM}")


@token_request
def parameters_once(request: TokenRequest) -> None:
    """RFC 6749 3.2: a parameter occurs once at most."""
    if request.parameters.repeated(PARAMETERS):
        raise InvalidRequest("a parameter occurs more than once")


@token_request
def grant_type_present(request: TokenRequest) -> None:
    """RFC 6749 5.2: a request without grant_type is invalid."""
    if request.grant_type is None:
        raise InvalidRequest("grant_type is missing")


@token_request
def grant_type_supported(request: TokenRequest) -> None:
    """RFC 6749 5.2: an unknown grant type is refused."""
    if request.grant_type not in GRANT_TYPES:
        raise UnsupportedGrantType("the grant type is not supported")


@grant
def client_authorized(request: GrantRequest) -> None:
    """RFC 6749 4.4 and 5.2: the client may use the grant; a public one has no credentials to."""
    if request.parameters.get("grant_type") not in request.client.grant_types:
        raise UnauthorizedClient("the client may not use this grant type")
