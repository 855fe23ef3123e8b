"""The grants: each flow that has one offers it here (RFC 6749 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ...core.client_request import GrantRequest
from ...core.clients import allow
from ...core.seams import Behaviours
from ..tokens.records import Issued

Yield = Callable[[GrantRequest], Issued]

PARAMETERS = ["grant_type", "scope"]
"""The parameters of token requests, to which each grant adds its own."""


@dataclass(frozen=True, slots=True)
class GrantType:
    """A value of grant_type, and what a request with it yields."""

    name: str
    yields: Yield


_offered: dict[str, GrantType] = {}
token_grant = Behaviours("token_grant")


@token_grant
def grants() -> Mapping[str, GrantType]:
    """RFC 6749 4: the grants by name; a dialect may have more."""
    return _offered


def grant_type(name: str, *parameters: str, clients: Iterable[str]) -> Callable[[Yield], Yield]:
    """Offer a grant, whose requests have these parameters, to some of the registered clients."""

    def offered(yields: Yield) -> Yield:
        _offered[name] = GrantType(name, yields)
        PARAMETERS.extend(parameter for parameter in parameters if parameter not in PARAMETERS)
        allow(name, clients)
        return yields

    return offered
