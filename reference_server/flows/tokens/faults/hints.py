"""What faults ask of an ID Token that comes as a hint."""

from __future__ import annotations

from ....core.faults.requests import Request
from ..hint import id_token_hint


def hint_has_expired(request: Request) -> bool:
    """Whether an ID Token comes as a hint whose time is over."""
    hint = id_token_hint(request.parameters)
    return hint is not None and hint.claims.get("exp", 0) <= request.provider.clock.now()


def hint_is_unsigned(request: Request) -> bool:
    """Whether an ID Token comes as a hint that nobody signed."""
    hint = id_token_hint(request.parameters)
    return hint is not None and hint.header.get("alg") == "none"
