"""What a provider remembers, in memory and bounded."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import TypeVar

from .models import (
    AccessToken,
    BackchannelRequest,
    Code,
    DeviceAuthorization,
    DeviceInteraction,
    Grant,
    Interaction,
    PendingLogout,
    PushedRequest,
    RefreshToken,
    Session,
)

V = TypeVar("V")
CAPACITY = 20_000


class Shelf(MutableMapping[str, V]):
    """A dictionary that forgets its oldest entries beyond a capacity."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._entries: dict[str, V] = {}
        self._capacity = capacity

    def __getitem__(self, key: str) -> V:
        return self._entries[key]

    def __setitem__(self, key: str, value: V) -> None:
        self._entries[key] = value
        if len(self._entries) > self._capacity:
            del self._entries[next(iter(self._entries))]

    def __delitem__(self, key: str) -> None:
        del self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


@dataclass(frozen=True)
class Store:
    """The shelves of one provider; values that only need to be known are kept as marks."""

    sessions: Shelf[Session] = field(default_factory=Shelf)
    interactions: Shelf[Interaction] = field(default_factory=Shelf)
    logouts: Shelf[PendingLogout] = field(default_factory=Shelf)
    codes: Shelf[Code] = field(default_factory=Shelf)
    pushed_requests: Shelf[PushedRequest] = field(default_factory=Shelf)
    backchannel_requests: Shelf[BackchannelRequest] = field(default_factory=Shelf)
    device_authorizations: Shelf[DeviceAuthorization] = field(default_factory=Shelf)
    device_interactions: Shelf[DeviceInteraction] = field(default_factory=Shelf)
    wrong_user_codes: Shelf[tuple[float, ...]] = field(default_factory=Shelf)
    """When an end-user last entered a user code that nobody had been given, by the username."""
    access_tokens: Shelf[AccessToken] = field(default_factory=Shelf)
    refresh_tokens: Shelf[RefreshToken] = field(default_factory=Shelf)
    id_tokens: Shelf[Grant] = field(default_factory=Shelf)
    """What was granted with each ID Token, which may come back as a hint."""
    consents: Shelf[frozenset[str]] = field(default_factory=Shelf)
    spent: Shelf[bool] = field(default_factory=Shelf)
    """Codes, refresh tokens, auth_req_ids, device codes and pushed requests that were used."""
    grants_without_access: Shelf[bool] = field(default_factory=Shelf)
    """Grants whose access tokens are revoked."""
    grants_without_refresh: Shelf[bool] = field(default_factory=Shelf)
    """Grants whose refresh tokens are revoked."""
    revoked: Shelf[bool] = field(default_factory=Shelf)
    """Access tokens that their clients revoked."""
    assertions: Shelf[float] = field(default_factory=Shelf)
    """The `jti` of each client assertion that was accepted, with its expiry."""
    wrong_passwords: Shelf[tuple[float, ...]] = field(default_factory=Shelf)
    """When the password grant was last refused, by the username."""

    def token(self, value: str) -> AccessToken | RefreshToken | None:
        """The access token or the refresh token of this value."""
        return self.access_tokens.get(value) or self.refresh_tokens.get(value)

    def is_revoked(self, token: AccessToken | RefreshToken) -> bool:
        """Whether a token was revoked, by itself or with its grant."""
        if isinstance(token, RefreshToken):
            return token.grant.grant_id in self.grants_without_refresh
        return token.value in self.revoked or token.grant.grant_id in self.grants_without_access


def unguessable() -> str:
    """A random value of 256 bits (RFC 6749 10.10)."""
    return secrets.token_urlsafe(32)
