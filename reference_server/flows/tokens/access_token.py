"""Access tokens: JWTs of RFC 9068 that the provider remembers, so that it can revoke them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...core.jose import sign
from ...core.keys import SigningKey
from ...core.lifetimes import lifetime_of
from ...core.provider import Provider
from ...core.seams import ABSENT, Behaviours, Table
from ...core.store import unguessable
from .records import ACCESS_TOKENS, AccessToken, Grant


@dataclass(frozen=True, slots=True)
class AccessTokenContext:
    """What an access token is made from."""

    provider: Provider
    grant: Grant
    scopes: tuple[str, ...]
    resources: tuple[str, ...]
    now: int


access_token_claim = Table[Callable[[AccessTokenContext], Any]]("access_token_claim")
access_token = Behaviours("access_token")


@lifetime_of("access_token")
@access_token
def lifetime(grant: Grant) -> int:
    """RFC 6749 10.3: the seconds for which an access token is good."""
    return 3600


@access_token_claim
def iss(context: AccessTokenContext) -> Any:
    """RFC 9068 2.2: the issuer."""
    return context.provider.issuer


@access_token_claim
def sub(context: AccessTokenContext) -> Any:
    """RFC 9068 2.2: the end-user, or the client that acts for itself."""
    return context.grant.sub


@access_token_claim
def aud(context: AccessTokenContext) -> Any:
    """RFC 9068 2.2, RFC 8707 2: the resources, by default the provider itself."""
    resources = context.resources or (context.provider.issuer,)
    return resources[0] if len(resources) == 1 else list(resources)


@access_token_claim
def client_id(context: AccessTokenContext) -> Any:
    """RFC 9068 2.2: the client."""
    return context.grant.client.client_id


@access_token_claim
def iat(context: AccessTokenContext) -> Any:
    """RFC 9068 2.2: when the token was issued."""
    return context.now


@access_token_claim
def exp(context: AccessTokenContext) -> Any:
    """RFC 9068 2.2: when the token expires."""
    return context.now + context.provider.use(lifetime)(context.grant)


@access_token_claim
def jti(context: AccessTokenContext) -> Any:
    """RFC 9068 2.2: the token's own name, which makes it unguessable."""
    return unguessable()


@access_token_claim
def scope(context: AccessTokenContext) -> Any:
    """RFC 9068 2.2.3: what the token is good for."""
    return " ".join(context.scopes)


@access_token_claim.fixed
def auth_time(context: AccessTokenContext) -> Any:
    """RFC 9068 2.2.1: when the end-user logged in."""
    return ABSENT if context.grant.auth_time is None else context.grant.auth_time


@access_token_claim.fixed
def acr(context: AccessTokenContext) -> Any:
    """RFC 9068 2.2.1: how the end-user logged in."""
    return context.grant.acr or ABSENT


@access_token
def serialised(header: dict[str, Any], claims: dict[str, Any], key: SigningKey) -> str:
    """RFC 9068 2.1: the token is signed, and cannot be guessed or modified."""
    return sign(header, claims, key.alg, key.key)


def issue_access_token(
    provider: Provider,
    grant: Grant,
    scopes: tuple[str, ...],
    resources: tuple[str, ...] | None = None,
) -> AccessToken:
    """Make and remember an access token, by default for all resources that were granted."""
    at = grant.resources if resources is None else resources
    context = AccessTokenContext(provider, grant, scopes, at, int(provider.clock.now()))
    key = provider.keys["RS256"]
    header = {"alg": key.alg, "typ": "at+jwt", "kid": key.kid}
    claims = provider.build(access_token_claim, context)
    value = provider.use(serialised)(header, claims, key)
    expires_at = context.now + provider.use(lifetime)(grant)
    jti = str(claims.get("jti", ""))
    token = AccessToken(value, grant, scopes, expires_at, at, context.now, jti)
    provider.store[ACCESS_TOKENS][value] = token
    return token
