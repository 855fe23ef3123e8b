"""The token endpoint: RFC 6749 3.2."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ..checks.assertion import Assertion, assertion
from ..checks.client_authentication import Credentials, client_authentication
from ..checks.token import grant, token_request
from ..errors import OAuthError
from ..grants.authorization_code import redeem
from ..grants.client_credentials import grant_to_client
from ..grants.refresh_token import renew
from ..messages import GrantRequest, TokenRequest
from ..models import AUTHORIZATION_CODE, CLIENT_CREDENTIALS, REFRESH_TOKEN, Client
from ..parameters import Parameters
from ..responses.token import Issued, failure, success
from ..seams import Behaviours
from .http import content_type_of, form_of, provider_of, query_of

token_parameters = Behaviours("token_parameters")


@token_parameters
def effective(method: str, query: Parameters, body: Parameters) -> Parameters:
    """RFC 6749 2.3.1: what stands in the URI of a POST request is no parameter of it."""
    return body if method == "POST" else query


async def token(http: Request) -> Response:
    """Answer a token request."""
    provider = provider_of(http)
    arrived = TokenRequest(
        provider,
        http.method,
        content_type_of(http),
        http.headers.get("authorization"),
        Parameters(),
    )
    try:
        query, body = query_of(http), await form_of(http)
        parameters = provider.use(effective)(http.method, query, body)
        return success(_grant(arrived.with_parameters(parameters)))
    except OAuthError as refusal:
        return failure(provider, arrived, refusal)


def _grant(request: TokenRequest) -> Issued:
    provider = request.provider
    provider.check(token_request, request)
    client = _authenticated(Credentials(request))
    granted = GrantRequest(provider, request.parameters, client)
    provider.check(grant, granted)
    return _GRANTS[request.grant_type or ""](granted)


_GRANTS = {
    AUTHORIZATION_CODE: redeem,
    REFRESH_TOKEN: renew,
    CLIENT_CREDENTIALS: grant_to_client,
}


def _authenticated(presented: Credentials) -> Client:
    provider = presented.provider
    provider.check(client_authentication, presented)
    client = presented.client
    assert client is not None
    if presented.assertion is not None:
        judged = Assertion(provider, client, presented.assertion, presented.parameters)
        provider.check(assertion, judged)
    return client
