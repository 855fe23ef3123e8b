"""How an access token comes to the UserInfo endpoint, and what it must be good for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...core.errors import InsufficientScope, InvalidRequest, InvalidToken, TokenAbsent
from ...core.parameters import Parameters
from ...core.provider import Provider
from ...core.scopes import OPENID
from ...core.seams import ABSENT, Absent, Table
from ..tokens.records import ACCESS_TOKENS, AccessToken, is_revoked


@dataclass(frozen=True)
class UserInfoRequest:
    """A request at the UserInfo endpoint."""

    provider: Provider
    method: str
    authorization: str | None
    query: Parameters
    body: Parameters


bearer = Table[Callable[[UserInfoRequest], str | Absent]]("bearer")


@bearer
def header(request: UserInfoRequest) -> str | Absent:
    """RFC 6750 2.1: the token stands in the Authorization header, the scheme in any case."""
    scheme, _, token = (request.authorization or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ABSENT


@bearer
def body(request: UserInfoRequest) -> str | Absent:
    """RFC 6750 2.2: the token is a parameter of the form."""
    return request.body.get("access_token") or ABSENT


@dataclass(frozen=True, slots=True)
class Presented:
    """The access tokens that came with a request."""

    provider: Provider
    request: UserInfoRequest
    tokens: tuple[str, ...]

    @property
    def token(self) -> AccessToken:
        """The access token that the provider remembers."""
        return self.provider.store[ACCESS_TOKENS][self.tokens[0]]


userinfo = Table[Callable[[Presented], None]]("userinfo")


@userinfo
def one_method(presented: Presented) -> None:
    """RFC 6750 2: the token is sent by one method only."""
    if len(presented.tokens) > 1:
        raise InvalidRequest("the access token is sent by more than one method")


@userinfo
def parameters_once(presented: Presented) -> None:
    """RFC 6750 3.1: a repeated parameter makes the request invalid."""
    if presented.request.body.repeated(("access_token",)):
        raise InvalidRequest("access_token occurs more than once")


@userinfo.fixed
def token_present(presented: Presented) -> None:
    """RFC 6750 3: a request without a token is told how to authenticate."""
    if not presented.tokens:
        raise TokenAbsent("an access token is required")


@userinfo
def token_known(presented: Presented) -> None:
    """RFC 6750 3.1: the token is one that the provider issued."""
    if presented.tokens[0] not in presented.provider.store[ACCESS_TOKENS]:
        raise InvalidToken("the access token is unknown")


@userinfo
def token_unexpired(presented: Presented) -> None:
    """RFC 6750 3.1: the token has not expired."""
    if presented.provider.clock.now() >= presented.token.expires_at:
        raise InvalidToken("the access token has expired")


@userinfo
def token_unrevoked(presented: Presented) -> None:
    """RFC 6750 3.1: the token was not revoked."""
    if is_revoked(presented.provider.store, presented.token):
        raise InvalidToken("the access token was revoked")


@userinfo
def token_for_this_server(presented: Presented) -> None:
    """RFC 9700 2.3: a token that is meant for other resource servers opens nothing here."""
    if presented.token.resources:
        raise InvalidToken("the access token is meant for another resource server")


@userinfo
def scope_openid(presented: Presented) -> None:
    """OpenID Connect Core 5.3: the token was obtained by OpenID Connect authentication."""
    if OPENID not in presented.token.scopes:
        raise InsufficientScope("the access token was not granted the scope openid")
