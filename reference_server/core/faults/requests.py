"""What faults ask of a request, whichever endpoint it comes to."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Protocol

from ..client_request import ClientRequest
from ..clients import Client
from ..parameters import Parameters
from ..provider import Provider
from ..resources import asked


class Request(Protocol):
    """A request with parameters."""

    @property
    def provider(self) -> Provider:
        """The provider that is asked."""
        ...

    @property
    def parameters(self) -> Parameters:
        """What was sent."""
        ...


class KnownRequest(Request, Protocol):
    """A request of a client that is known."""

    @property
    def client(self) -> Client:
        """The client that asks."""
        ...


def has(name: str) -> Callable[[Request], bool]:
    """Whether a parameter comes with a value."""
    return lambda request: request.parameters.get(name) is not None


def repeats(name: str) -> Callable[[Request], bool]:
    """Whether a parameter occurs more than once."""
    return lambda request: bool(request.parameters.repeated((name,)))


def has_other_than(known: Container[str]) -> Callable[[Request], bool]:
    """Whether a parameter comes that is not among the known ones."""
    return lambda request: any(name not in known for name, _ in request.parameters.pairs)


def asks_for_unknown_resource(request: KnownRequest) -> bool:
    """Whether a resource is asked for that the client may not have."""
    return not set(asked(request.parameters)) <= set(request.client.resources)


def is_get(request: ClientRequest) -> bool:
    """Whether the method is GET."""
    return request.method == "GET"


def is_json(request: ClientRequest) -> bool:
    """Whether the body is JSON."""
    return request.content_type == "application/json"
