"""What was granted, and the tokens that came of it, as the provider remembers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...core.clients import Client
from ...core.parameters import Parameters
from ...core.provider import Provider
from ...core.store import Kind, Store
from ...core.users import User

REFRESH_TOKEN = "refresh_token"


@dataclass(frozen=True, slots=True)
class RequestedClaims:
    """The `claims` parameter, read (OpenID Connect Core 5.5)."""

    id_token: Mapping[str, Any] = field(default_factory=dict)
    userinfo: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grant:
    """What an end-user (or a client for itself) granted to a client: the root of its tokens."""

    grant_id: str
    client: Client
    sub: str
    scopes: tuple[str, ...]
    user: User | None = None
    auth_time: int | None = None
    acr: str | None = None
    nonce: str | None = None
    claims: RequestedClaims = RequestedClaims()
    granted_at: int = 0
    parameters: Parameters = field(default_factory=Parameters)
    """The authorization request."""
    resources: tuple[str, ...] = ()
    actor: str | None = None
    """Who acts for the end-user."""


@dataclass(frozen=True, slots=True)
class AccessToken:
    """An access token as the provider remembers it."""

    value: str
    grant: Grant
    scopes: tuple[str, ...]
    expires_at: float
    resources: tuple[str, ...] = ()
    """Where it is good; nowhere but at the provider itself when there are none."""
    issued_at: int = 0
    jti: str = ""


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A refresh token, one of the line that a grant yields by rotation."""

    value: str
    grant: Grant
    expires_at: float


@dataclass(frozen=True, slots=True)
class Issued:
    """What a grant yielded."""

    provider: Provider
    access_token: AccessToken
    refresh_token: str | None = None
    id_token: str | None = None


ACCESS_TOKENS = Kind[AccessToken]()
REFRESH_TOKENS = Kind[RefreshToken]()
ID_TOKENS = Kind[Grant]()
"""What was granted with each ID Token, which may come back as a hint."""

GRANTS_WITHOUT_ACCESS = Kind[bool]()
"""Grants whose access tokens are revoked."""

GRANTS_WITHOUT_REFRESH = Kind[bool]()
"""Grants whose refresh tokens are revoked."""

REVOKED = Kind[bool]()
"""Access tokens that their clients revoked."""


def known_token(store: Store, value: str) -> AccessToken | RefreshToken | None:
    """The access token or the refresh token of this value."""
    return store[ACCESS_TOKENS].get(value) or store[REFRESH_TOKENS].get(value)


def is_revoked(store: Store, token: AccessToken | RefreshToken) -> bool:
    """Whether a token was revoked, by itself or with its grant."""
    if isinstance(token, RefreshToken):
        return token.grant.grant_id in store[GRANTS_WITHOUT_REFRESH]
    return token.value in store[REVOKED] or token.grant.grant_id in store[GRANTS_WITHOUT_ACCESS]
