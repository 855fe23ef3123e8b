"""What every token request must keep, whatever the grant."""

from __future__ import annotations

from collections.abc import Callable

from ...core.asked_resources import Asked, asked_resources
from ...core.client_request import ClientRequest, GrantRequest
from ...core.errors import InvalidRequest, UnauthorizedClient, UnsupportedGrantType
from ...core.resources import asked
from ...core.seams import Table
from .endpoint import token
from .grants import grants

token_resource = Table[Callable[[Asked], None]]("token_resource", asked_resources)


@token.request
def grant_type_present(request: ClientRequest) -> None:
    """RFC 6749 5.2: a request without grant_type is invalid."""
    if request.grant_type is None:
        raise InvalidRequest("grant_type is missing")


@token.request
def grant_type_supported(request: ClientRequest) -> None:
    """RFC 6749 5.2: an unknown grant type is refused."""
    if request.grant_type not in request.provider.use(grants)():
        raise UnsupportedGrantType("the grant type is not supported")


@token.check
def client_authorized(request: GrantRequest) -> None:
    """RFC 6749 4.4 and 5.2: the client may use the grant; a public one has no credentials to."""
    if request.parameters.get("grant_type") not in request.client.grant_types:
        raise UnauthorizedClient("the client may not use this grant type")


@token.check
def resource_acceptable(request: GrantRequest) -> None:
    """RFC 8707 2.2: with every grant, the resources are well-formed and known."""
    resources = Asked(request.client, asked(request.parameters))
    request.provider.check(token_resource, resources)
