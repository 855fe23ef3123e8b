"""The token endpoint: RFC 6749 3.2."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from ..checks.assertion import assertion
from ..checks.client_authentication import Credentials, client_authentication
from ..checks.token import grant, token_request
from ..errors import OAuthError
from ..grants.authorization_code import redeem
from ..grants.backchannel import collect
from ..grants.client_credentials import grant_to_client
from ..grants.device import connect
from ..grants.password import grant_by_password
from ..grants.refresh_token import renew
from ..messages import ClientRequest, GrantRequest
from ..models import (
    AUTHORIZATION_CODE,
    CIBA,
    CLIENT_CREDENTIALS,
    DEVICE_CODE,
    PASSWORD,
    REFRESH_TOKEN,
)
from ..responses.token import Issued, failure, success
from ..seams import Behaviours
from .client_endpoint import arrived, authenticated, with_parameters


async def token(http: Request) -> Response:
    """Answer a token request."""
    request = arrived(http)
    try:
        request = await with_parameters(http, request)
        return success(_grant(request))
    except OAuthError as refusal:
        return failure(request.provider, request, refusal)


def _grant(request: ClientRequest) -> Issued:
    provider = request.provider
    provider.check(token_request, request)
    client = authenticated(Credentials(request), client_authentication, assertion)
    granted = GrantRequest(provider, request.parameters, client)
    provider.check(grant, granted)
    return provider.use(grants)()[request.grant_type or ""](granted)


Grants = Mapping[str, Callable[[GrantRequest], Issued]]
"""What each grant yields, by its grant_type."""

token_grant = Behaviours("token_grant")


@token_grant
def grants() -> Grants:
    """RFC 6749 4: the grants; a dialect may have more."""
    return _GRANTS


_GRANTS: Grants = {
    AUTHORIZATION_CODE: redeem,
    REFRESH_TOKEN: renew,
    CLIENT_CREDENTIALS: grant_to_client,
    PASSWORD: grant_by_password,
    CIBA: collect,
    DEVICE_CODE: connect,
}
