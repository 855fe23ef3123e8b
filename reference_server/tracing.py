"""The traced provider: sound, and every answer names the seams that had a part in it.

A scenario in which a seam has no part comes out the same whatever stands at that seam. So the
trace of one run tells which scenarios a fault can touch at all. A seam is named `noun.name` when it
was used, and also `noun.name!` when it acted: when it objected, or answered something.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from functools import wraps
from typing import Any

from .seams import ABSENT, Function

NAME = "traced"
"""The path segment below which the traced provider is served."""

HEADER = "coatcheck-seams"

_used: ContextVar[set[str] | None] = ContextVar("seams in use", default=None)


def begin() -> set[str]:
    """Start the trace of one request and return it; it fills as seams are used."""
    used: set[str] = set()
    _used.set(used)
    return used


def traced(seams: Mapping[str, Function]) -> dict[str, Function]:
    """The same functions, each of which notes its address when it is called."""
    return {address: _noting(address, function) for address, function in seams.items()}


def _noting(address: str, function: Function) -> Function:
    @wraps(function)
    def noting(*context: Any, **named: Any) -> Any:
        used = _used.get()
        if used is None:
            return function(*context, **named)
        used.add(address)
        acted = True
        try:
            answer = function(*context, **named)
            acted = answer is not None and answer is not ABSENT
            return answer
        finally:
            if acted:
                used.add(f"{address}!")

    return noting
