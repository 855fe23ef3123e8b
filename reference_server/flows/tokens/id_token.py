"""The ID Token: OpenID Connect Core 2, 3.1.3.6 and 12.2."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...core.jose import sign
from ...core.keys import SigningKey
from ...core.provider import Provider
from ...core.seams import ABSENT, Behaviours, Table
from .claims import by_id_token_request, released
from .records import ID_TOKENS, AccessToken

LIFETIME = 600
AMR_PASSWORD = "pwd"


@dataclass(frozen=True, slots=True)
class IdTokenContext:
    """What an ID Token is made from."""

    provider: Provider
    access_token: AccessToken
    now: int

    @property
    def alg(self) -> str:
        """The algorithm of the signature."""
        return self.provider.use(algorithm)(self)


Claim = Callable[[IdTokenContext], Any]
id_token = Table[Claim]("id_token")
id_token_header = Table[Claim]("id_token_header")
id_token_signature = Behaviours("id_token_signature")


@id_token
def iss(context: IdTokenContext) -> Any:
    """OpenID Connect Core 2: the issuer."""
    return context.provider.issuer


@id_token
def sub(context: IdTokenContext) -> Any:
    """OpenID Connect Core 2: the end-user."""
    return context.access_token.grant.sub


@id_token
def aud(context: IdTokenContext) -> Any:
    """OpenID Connect Core 2: the client."""
    return context.access_token.grant.client.client_id


@id_token
def azp(context: IdTokenContext) -> Any:
    """OpenID Connect Core 2: azp is not used without an extension that asks for it."""
    return ABSENT


@id_token
def exp(context: IdTokenContext) -> Any:
    """OpenID Connect Core 2: when the ID Token expires."""
    return context.now + LIFETIME


@id_token
def iat(context: IdTokenContext) -> Any:
    """OpenID Connect Core 2: when the ID Token was issued."""
    return context.now


@id_token
def nbf(context: IdTokenContext) -> Any:
    """RFC 7519 4.1.5: the ID Token is valid at once, so that nbf is not needed."""
    return ABSENT


@id_token
def auth_time(context: IdTokenContext) -> Any:
    """OpenID Connect Core 2: when the end-user logged in."""
    return context.access_token.grant.auth_time


@id_token
def nonce(context: IdTokenContext) -> Any:
    """OpenID Connect Core 2: the nonce of the authorization request, unmodified."""
    return context.access_token.grant.nonce or ABSENT


@id_token
def acr(context: IdTokenContext) -> Any:
    """OpenID Connect Core 2: the authentication context class that was reached."""
    return context.access_token.grant.acr


@id_token
def amr(context: IdTokenContext) -> Any:
    """OpenID Connect Core 2: the authentication methods, an array of strings."""
    return [AMR_PASSWORD]


@id_token
def at_hash(context: IdTokenContext) -> Any:
    """OpenID Connect Core 3.1.3.6: the left half of the access token's hash."""
    digest = hashlib.sha512 if context.alg == "EdDSA" else hashlib.sha256
    hashed = digest(context.access_token.value.encode("ascii")).digest()
    return base64.urlsafe_b64encode(hashed[: len(hashed) // 2]).rstrip(b"=").decode()


@id_token_header
def alg(context: IdTokenContext) -> Any:
    """RFC 7515 4.1.1: the algorithm of the signature."""
    return context.alg


@id_token_header
def typ(context: IdTokenContext) -> Any:
    """RFC 7519 5.1: the token is a JWT."""
    return "JWT"


@id_token_header
def kid(context: IdTokenContext) -> Any:
    """OpenID Connect Core 10.1: the key, among several, that made the signature."""
    return context.provider.keys[context.alg].kid


@id_token_header
def cty(context: IdTokenContext) -> Any:
    """RFC 7519 5.2: nothing is nested in the token."""
    return ABSENT


@id_token_header
def crit(context: IdTokenContext) -> Any:
    """RFC 7515 4.1.11: no extension has to be understood."""
    return ABSENT


@id_token_header
def jku(context: IdTokenContext) -> Any:
    """OpenID Connect Core 2: the header does not say where the key is."""
    return ABSENT


@id_token_signature
def algorithm(context: IdTokenContext) -> str:
    """OpenID Connect Core 3.1.3.7: the algorithm that the client registered."""
    return context.access_token.grant.client.id_token_signed_response_alg


@id_token_signature
def serialised(header: dict[str, Any], claims: dict[str, Any], signing_key: SigningKey) -> str:
    """RFC 7515 3.1: a compact serialisation."""
    return sign(header, claims, signing_key.alg, signing_key.key)


def issue_id_token(provider: Provider, access_token: AccessToken, table: Table[Claim]) -> str:
    """Make and remember an ID Token with the claims of a table and those that were requested."""
    context = IdTokenContext(provider, access_token, int(provider.clock.now()))
    grant = access_token.grant
    requested = released(provider, grant.user, provider.use(by_id_token_request)(grant))
    claims = {**requested, **provider.build(table, context)}
    header = provider.build(id_token_header, context)
    value = provider.use(serialised)(header, claims, provider.keys[context.alg])
    provider.store[ID_TOKENS][value] = grant
    return value
