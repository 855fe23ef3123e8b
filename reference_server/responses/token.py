"""The token response and the token error response: RFC 6749 5.1 and 5.2."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from ..errors import OAuthError
from ..messages import ClientRequest
from ..models import AccessToken
from ..provider import Provider
from ..seams import ABSENT, Behaviours, Table
from .headers import token_error_header, token_header


@dataclass(frozen=True, slots=True)
class Issued:
    """What a grant yielded."""

    provider: Provider
    access_token: AccessToken
    refresh_token: str | None = None
    id_token: str | None = None


token_response = Table[Callable[[Issued], Any]]("token_response")
token_error = Table[Callable[[OAuthError], Any]]("token_error")
token_answer = Behaviours("token_answer")


@token_response.named("access_token")
def access_token(issued: Issued) -> Any:
    """RFC 6749 5.1: the access token."""
    return issued.access_token.value


@token_response
def token_type(issued: Issued) -> Any:
    """RFC 6749 5.1 and 7.1: how to use the token."""
    return "Bearer"


@token_response
def expires_in(issued: Issued) -> Any:
    """RFC 6749 5.1: the seconds for which the access token is good."""
    return math.ceil(issued.access_token.expires_at - issued.provider.clock.now())


@token_response
def scope(issued: Issued) -> Any:
    """RFC 6749 5.1: what was granted, which may differ from what was asked."""
    return " ".join(issued.access_token.scopes) or ABSENT


@token_response
def refresh_token(issued: Issued) -> Any:
    """RFC 6749 5.1: the refresh token, where one is due."""
    return issued.refresh_token or ABSENT


@token_response
def id_token(issued: Issued) -> Any:
    """OpenID Connect Core 3.1.3.3: the ID Token, in answer to an authentication request."""
    return issued.id_token or ABSENT


@token_response
def issued_token_type(issued: Issued) -> Any:
    """RFC 6749 5.1 has no such member; a dialect may."""
    return ABSENT


@token_error
def error(refusal: OAuthError) -> Any:
    """RFC 6749 5.2: the error code."""
    return refusal.code


@token_error
def error_description(refusal: OAuthError) -> Any:
    """RFC 6749 5.2: a sentence in the characters of the clause."""
    return refusal.description


@token_error
def error_uri(refusal: OAuthError) -> Any:
    """RFC 6749 5.2: a page about the error, which is optional and not offered."""
    return ABSENT


@token_error
def message(refusal: OAuthError) -> Any:
    """RFC 6749 5.2 has no such member; a dialect may."""
    return ABSENT


@token_error
def error_code(refusal: OAuthError) -> Any:
    """RFC 6749 5.2 has no such member; a dialect may."""
    return ABSENT


@token_answer
def success_status(issued: Issued) -> int:
    """RFC 6749 5.1: a grant is answered with 200."""
    return 200


@token_answer
def error_status(refusal: OAuthError) -> int:
    """RFC 6749 5.2: a refusal is answered with 400, or 401 when nobody was authenticated."""
    return refusal.status


@token_answer
def serialised(members: Mapping[str, Any]) -> str:
    """RFC 6749 5.1: the members of one JSON object."""
    return json.dumps(members)


def success(issued: Issued) -> Response:
    """The answer to a request that was granted."""
    provider = issued.provider
    return Response(
        provider.use(serialised)(provider.build(token_response, issued)),
        provider.use(success_status)(issued),
        provider.headers(token_header, provider),
    )


def failure(provider: Provider, request: ClientRequest, refusal: OAuthError) -> Response:
    """The answer to a request that was refused."""
    return Response(
        json.dumps(provider.build(token_error, refusal)),
        provider.use(error_status)(refusal),
        provider.headers(token_error_header, (provider, request, refusal)),
    )
