"""The UserInfo response and its refusals: OpenID Connect Core 5.3.2, RFC 6750 3."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from starlette.responses import Response

from ...core.errors import InsufficientScope, OAuthError, TokenAbsent
from ...core.headers import Header, json_for_scripts, not_stored
from ...core.provider import Provider
from ...core.seams import Absent, Behaviours, Table
from ..tokens.claims import by_scope, by_userinfo_request, released
from ..tokens.records import AccessToken

userinfo_header = Table[Header]("userinfo_header", not_stored, json_for_scripts)
userinfo_answer = Behaviours("userinfo_answer")

Refused = tuple[Provider, OAuthError]
userinfo_error_header = Table[Callable[[Refused], str | Absent]]("userinfo_error_header")


@userinfo_error_header
def www_authenticate(refused: Refused) -> str | Absent:
    """RFC 6750 3: a refusal is a Bearer challenge; without a token it bears no error."""
    provider, error = refused
    challenge = f'Bearer realm="{provider.issuer}"'
    if isinstance(error, TokenAbsent):
        return challenge
    challenge += f', error="{error.code}", error_description="{error.description}"'
    return challenge + (', scope="openid"' if isinstance(error, InsufficientScope) else "")


@userinfo_error_header.fixed
def cache_control(refused: Refused) -> str | Absent:
    """RFC 6750 5.3: nothing about a token is stored."""
    return "no-store"


@userinfo_answer
def sub(token: AccessToken) -> Mapping[str, Any]:
    """OpenID Connect Core 5.3.2: sub is always there, and that of the ID Token."""
    return {"sub": token.grant.sub}


@userinfo_answer
def error_status(refusal: OAuthError) -> int:
    """RFC 6750 3.1: the status that belongs to the error code."""
    return refusal.status


@userinfo_answer
def serialised(claims: Mapping[str, Any]) -> str | bytes:
    """OpenID Connect Core 5.3.2: the claims are the members of one JSON object in UTF-8."""
    return json.dumps(claims, ensure_ascii=False)


def success(provider: Provider, token: AccessToken) -> Response:
    """The claims that the access token is good for."""
    requests = {
        **dict.fromkeys(provider.use(by_scope)(token)),
        **provider.use(by_userinfo_request)(token.grant),
    }
    claims = {**provider.use(sub)(token), **released(provider, token.grant.user, requests)}
    headers = provider.headers(userinfo_header, provider)
    return Response(provider.use(serialised)(claims), headers=headers)


def failure(provider: Provider, refusal: OAuthError) -> Response:
    """A refusal, told in the challenge and again as JSON."""
    stated = {"error": refusal.code, "error_description": refusal.description}
    return Response(
        json.dumps(stated) if refusal.code else "",
        provider.use(error_status)(refusal),
        {
            **provider.headers(userinfo_error_header, (provider, refusal)),
            "content-type": "application/json",
        },
    )
