"""The UserInfo endpoint: OpenID Connect Core 5.3."""

from starlette.requests import Request
from starlette.responses import Response

from ...core.errors import OAuthError
from ...core.http import form_of, provider_of, query_of
from ...core.metadata import DISCOVERY, announce, at, left_out
from ...core.routing import route
from .answer import failure, success
from .duties import Presented, UserInfoRequest, bearer, userinfo

announce(("userinfo_endpoint", at("/me"), f"{DISCOVERY}: the UserInfo endpoint."))
left_out(
    "userinfo_signing_alg_values_supported",
    "userinfo_encryption_alg_values_supported",
    "userinfo_encryption_enc_values_supported",
)


@route("/me", "GET", "POST", scripts=True)
async def me(http: Request) -> Response:
    """Answer a UserInfo request."""
    provider = provider_of(http)
    try:
        request = UserInfoRequest(
            provider,
            http.method,
            http.headers.get("authorization"),
            query_of(http),
            await form_of(http),
        )
        tokens = tuple(str(token) for token in provider.build(bearer, request).values())
        presented = Presented(provider, request, tokens)
        provider.check(userinfo, presented)
        return success(provider, presented.token)
    except OAuthError as refusal:
        return failure(provider, refusal)
