"""What holds of every token request by which a client asks whether an end-user has decided.

A client asks by a device code (RFC 8628 3.4) or by an auth_req_id (CIBA 10.1). The checks of either
have a table of their own, which names their clauses; what they have in common stands here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ...core.client_request import GrantRequest
from ...core.clients import Client
from ...core.errors import (
    AccessDenied,
    AuthorizationPending,
    ExpiredToken,
    InvalidGrant,
    InvalidRequest,
    SlowDown,
)
from ...core.parameters import Parameters
from ...core.store import SPENT, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class PolledRequest(ABC):
    """A request that waits for an end-user's decision, for which the client polls."""

    client: Client
    parameters: Parameters
    expires_at: float
    interval: int
    """The seconds that the client leaves between two polls."""
    polled_at: float | None = None
    approved: bool = False

    @property
    @abstractmethod
    def handle(self) -> str:
        """What the client asks by."""

    @property
    @abstractmethod
    def is_decided(self) -> bool:
        """Whether the end-user has decided."""


P = TypeVar("P", bound=PolledRequest)


def longer_interval(waiting: PolledRequest) -> int:
    """The interval for a client that asks too often: five seconds more."""
    return waiting.interval + 5


@dataclass(frozen=True)
class Handle(Generic[P]):
    """What a client polls by, and what holds of a token request that presents it."""

    parameter: str
    called: str
    """What it is called in a refusal."""
    undecided: str
    """What a client is told until the end-user has decided."""
    kept: Kind[P]
    presented: Callable[[GrantRequest], P]
    """The request that it stands for, as a provider looks it up."""

    def known(self, request: GrantRequest) -> P:
        """The request that it stands for; InvalidGrant when there is none."""
        kept = request.provider.store[self.kept]
        waiting = kept.get(request.parameters.get(self.parameter) or "")
        if waiting is None:
            raise InvalidGrant(f"the {self.called} is unknown")
        return waiting

    def present(self, request: GrantRequest) -> None:
        """Refuse a request without a handle."""
        if request.parameters.get(self.parameter) is None:
            raise InvalidRequest(f"{self.parameter} is missing")

    def of_client(self, request: GrantRequest) -> None:
        """Refuse the handle of another client."""
        if self.presented(request).client.client_id != request.client.client_id:
            raise InvalidGrant(f"the {self.called} was issued to another client")

    def unused(self, request: GrantRequest) -> None:
        """Refuse a handle that brought tokens."""
        if self.presented(request).handle in request.provider.store[SPENT]:
            raise InvalidGrant(f"the {self.called} was used before")

    def unexpired(self, request: GrantRequest) -> None:
        """Refuse a handle that has expired."""
        if request.provider.clock.now() >= self.presented(request).expires_at:
            raise ExpiredToken(f"the {self.called} has expired")

    def decided(self, request: GrantRequest, longer: Callable[[P], int] = longer_interval) -> None:
        """Have the client ask again, by and by, until the end-user has decided."""
        waiting, now = self.presented(request), request.provider.clock.now()
        if waiting.is_decided:
            return
        hasty = waiting.polled_at is not None and now - waiting.polled_at < waiting.interval
        interval = longer(waiting) if hasty else waiting.interval
        polled = replace(waiting, polled_at=now, interval=interval)
        request.provider.store[self.kept][waiting.handle] = polled
        raise SlowDown(self.undecided) if hasty else AuthorizationPending(self.undecided)

    def approved(self, request: GrantRequest) -> None:
        """Refuse what the end-user did not approve."""
        waiting = self.presented(request)
        if waiting.is_decided and not waiting.approved:
            raise AccessDenied("the end-user did not approve")
