"""Too generous ways to recognise codes and tokens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from ..messages import GrantRequest
from ..models import Client, Code, RefreshToken

G = TypeVar("G", Code, RefreshToken)
LookUp = Callable[[GrantRequest], G]


def is_modified(sent: str, known: str) -> bool:
    """Whether a value is a known one but for a few characters."""
    same = sum(one == other for one, other in zip(sent, known, strict=False))
    return same >= max(len(sent), len(known)) - 4


def of_presenter(look_up: LookUp[G], when: Callable[[Client, Client], bool]) -> LookUp[G]:
    """A look-up that hands a code or token to who presents it, depending on both clients."""

    def found(request: GrantRequest) -> G:
        known = look_up(request)
        if not when(request.client, known.grant.client):
            return known
        return replace(known, grant=replace(known.grant, client=request.client))

    return found
