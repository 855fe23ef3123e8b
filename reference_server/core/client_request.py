"""The requests of clients, before and after it is known which client asks."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar, cast

from .clients import Client
from .parameters import Parameters
from .provider import Provider

T = TypeVar("T")


@dataclass(frozen=True)
class ClientRequest:
    """A client's request at an endpoint, before it is known which client it is."""

    provider: Provider
    method: str
    content_type: str
    authorization: str | None
    known: Collection[str]
    """The parameters that the endpoint knows."""
    parameters: Parameters = field(default_factory=Parameters)

    @cached_property
    def grant_type(self) -> str | None:
        """The grant that is asked for."""
        return self.parameters.get("grant_type")

    def with_parameters(self, parameters: Parameters) -> ClientRequest:
        """The same request, its parameters read."""
        return replace(self, parameters=parameters)


@dataclass(frozen=True)
class GrantRequest:
    """A request of a known client at the token endpoint, or at another one for clients."""

    provider: Provider
    parameters: Parameters
    client: Client
    _found: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, look_up: Callable[[GrantRequest], T]) -> T:
        """What a look-up finds, which is made once for each request."""
        if look_up not in self._found:
            self._found[look_up] = look_up(self)
        return cast(T, self._found[look_up])
