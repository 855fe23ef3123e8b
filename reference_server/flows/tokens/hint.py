"""The ID Token that a request may bring along as a hint."""

from __future__ import annotations

from ...core.jose import Jwt, take_apart
from ...core.parameters import Parameters


def id_token_hint(parameters: Parameters) -> Jwt | None:
    """The ID Token that comes as a hint; none when it cannot be read."""
    try:
        return take_apart(parameters.get("id_token_hint") or "")
    except ValueError:
        return None
