"""Too generous ways to recognise codes and tokens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from ....core.client_request import GrantRequest
from ....core.clients import Client
from ..records import AccessToken, Grant, RefreshToken


@dataclass(frozen=True)
class OfGrant(Protocol):
    """What is of a grant, and of its client by that."""

    grant: Grant


G = TypeVar("G", bound=OfGrant)
LookUp = Callable[[GrantRequest], G]
Find = Callable[[GrantRequest], AccessToken | RefreshToken | None]

HINTED = {"access_token": AccessToken, "refresh_token": RefreshToken}
"""The kinds of tokens by the values of token_type_hint (RFC 7009 2.1)."""


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


def obeying_the_hint(found: Find) -> Find:
    """A search for a token that goes only where token_type_hint says."""

    def found_there(request: GrantRequest) -> AccessToken | RefreshToken | None:
        token = found(request)
        hinted = HINTED.get(request.parameters.get("token_type_hint") or "")
        return token if hinted is None or isinstance(token, hinted) else None

    return found_there
