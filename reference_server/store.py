"""What a provider remembers, in memory and bounded."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, MutableMapping
from typing import TypeVar

from .models import AccessToken, Code, Grant, Interaction, RefreshToken, Session

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


class Store:
    """The shelves of one provider; values that only need to be known are kept as marks."""

    def __init__(self) -> None:
        self.sessions: Shelf[Session] = Shelf()
        self.interactions: Shelf[Interaction] = Shelf()
        self.codes: Shelf[Code] = Shelf()
        self.access_tokens: Shelf[AccessToken] = Shelf()
        self.refresh_tokens: Shelf[RefreshToken] = Shelf()
        self.id_tokens: Shelf[Grant] = Shelf()
        """What was granted with each ID Token, which may come back as a hint."""
        self.consents: Shelf[frozenset[str]] = Shelf()
        self.spent: Shelf[bool] = Shelf()
        """Codes and refresh tokens that were used."""
        self.grants_without_access: Shelf[bool] = Shelf()
        """Grants whose access tokens are revoked."""
        self.grants_without_refresh: Shelf[bool] = Shelf()
        """Grants whose refresh tokens are revoked."""
        self.assertions: Shelf[float] = Shelf()
        """The `jti` of each client assertion that was accepted, with its expiry."""


def unguessable() -> str:
    """A random value of 256 bits (RFC 6749 10.10)."""
    return secrets.token_urlsafe(32)
