"""What every token request must keep before its client is authenticated, and its grant after."""

from collections.abc import Callable

from ..errors import InvalidRequest, MethodNotAllowed, UnauthorizedClient, UnsupportedGrantType
from ..messages import ClientRequest, GrantRequest
from ..models import (
    AUTHORIZATION_CODE,
    CIBA,
    CLIENT_CREDENTIALS,
    DEVICE_CODE,
    PASSWORD,
    REFRESH_TOKEN,
)
from ..resources import asked
from ..seams import Table
from .client_authentication import CREDENTIALS
from .resource import Asked, token_resource

PARAMETERS = (
    "grant_type", "code", "redirect_uri", "client_id", *CREDENTIALS, "code_verifier",
    "refresh_token", "scope", "username", "password", "auth_req_id", "device_code",
)  # fmt: skip
GRANT_TYPES = (
    AUTHORIZATION_CODE, REFRESH_TOKEN, CLIENT_CREDENTIALS, PASSWORD, CIBA, DEVICE_CODE,
)  # fmt: skip
FORM = "application/x-www-form-urlencoded"

token_request = Table[Callable[[ClientRequest], None]]("token_request")
grant = Table[Callable[[GrantRequest], None]]("grant")


@token_request
def method_post(request: ClientRequest) -> None:
    """RFC 6749 3.2: the client uses POST."""
    if request.method != "POST":
        raise MethodNotAllowed("this endpoint is spoken to by POST")


@token_request
def content_type_form(request: ClientRequest) -> None:
    """RFC 6749 4.1.3: the parameters come as a form."""
    if request.method == "POST" and request.content_type != FORM:
        raise InvalidRequest(f"the content type is not {FORM}")


@token_request
def parameters_once(request: ClientRequest) -> None:
    """RFC 6749 3.2: a parameter occurs once at most."""
    if request.parameters.repeated(PARAMETERS):
        raise InvalidRequest("a parameter occurs more than once")


@token_request
def grant_type_present(request: ClientRequest) -> None:
    """RFC 6749 5.2: a request without grant_type is invalid."""
    if request.grant_type is None:
        raise InvalidRequest("grant_type is missing")


@token_request
def grant_type_supported(request: ClientRequest) -> None:
    """RFC 6749 5.2: an unknown grant type is refused."""
    if request.grant_type not in GRANT_TYPES:
        raise UnsupportedGrantType("the grant type is not supported")


@grant
def client_authorized(request: GrantRequest) -> None:
    """RFC 6749 4.4 and 5.2: the client may use the grant; a public one has no credentials to."""
    if request.parameters.get("grant_type") not in request.client.grant_types:
        raise UnauthorizedClient("the client may not use this grant type")


@grant
def resource_acceptable(request: GrantRequest) -> None:
    """RFC 8707 2.2: with every grant, the resources are well-formed and known."""
    resources = Asked(request.client, asked(request.parameters))
    request.provider.check(token_resource, resources)
