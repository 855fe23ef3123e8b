"""The UserInfo endpoint: OpenID Connect Core 5.3."""

from starlette.requests import Request
from starlette.responses import Response

from ..checks.userinfo import Presented, bearer, userinfo
from ..errors import OAuthError
from ..messages import UserInfoRequest
from ..responses.userinfo import failure, success
from .http import form_of, provider_of, query_of


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
