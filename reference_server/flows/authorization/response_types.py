"""The response types: each flow that has one says what is answered to it (RFC 6749 3.1.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .request import AuthorizationRequest

Members = Mapping[str, Any]
Brings = Callable[[AuthorizationRequest], Members]


@dataclass(frozen=True, slots=True)
class ResponseType:
    """A response type, what the response holds, and how it is delivered unless asked otherwise."""

    name: str
    brings: Brings
    mode: str


SUPPORTED: dict[frozenset[str], ResponseType] = {}
"""The response types by their words."""


def response_type(name: str, mode: str) -> Callable[[Brings], Brings]:
    """Support a response type; the order of its words means nothing."""

    def supported(brings: Brings) -> Brings:
        SUPPORTED[frozenset(name.split())] = ResponseType(name, brings, mode)
        return brings

    return supported


def asked_type(request: AuthorizationRequest) -> ResponseType | None:
    """The response type that a request asks for, if it is supported."""
    return SUPPORTED.get(frozenset(request.parameters.words("response_type")))


def granted_type(request: AuthorizationRequest) -> ResponseType:
    """The response type that is granted: the one asked for, or any where nothing has checked it."""
    return asked_type(request) or next(iter(SUPPORTED.values()))


def supported_types() -> list[str]:
    """The names of the response types."""
    return [known.name for known in SUPPORTED.values()]
