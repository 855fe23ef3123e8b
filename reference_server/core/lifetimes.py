"""Lifetimes that whoever starts the provider may choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .seams import Function, address_of

F = TypeVar("F", bound=Function)

LIFETIMES: dict[str, str] = {}
"""The seams at which it is decided how long something is good, by its name."""


def lifetime_of(name: str) -> Callable[[F], F]:
    """Have the number of seconds that a behaviour answers be one that can be chosen."""

    def known(behaviour: F) -> F:
        LIFETIMES[name] = address_of(behaviour)
        return behaviour

    return known
