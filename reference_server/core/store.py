"""What a provider remembers, in memory and bounded: a shelf for each kind of thing."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, MutableMapping
from typing import Any, Generic, TypeVar, cast

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


class Kind(Generic[V]):
    """A kind of thing that providers remember; who knows the kind declares it."""


class Store:
    """The shelves of one provider, each made when its kind is first asked for."""

    def __init__(self) -> None:
        self._shelves: dict[Kind[Any], Shelf[Any]] = {}

    def __getitem__(self, kind: Kind[V]) -> Shelf[V]:
        return cast("Shelf[V]", self._shelves.setdefault(kind, Shelf()))


SPENT = Kind[bool]()
"""What can be used once, and was: codes, refresh tokens and the like."""


def unguessable() -> str:
    """A random value of 256 bits (RFC 6749 10.10)."""
    return secrets.token_urlsafe(32)
