"""Dialects: the same provider, with what it says otherwise and where it says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from .clients import CLIENTS, Client
from .routing import Handler, Route
from .seams import Function
from .users import USERS, User

F = TypeVar("F", bound=Function)

DIALECTS: dict[str, Dialect] = {}
"""The dialects by name."""


@dataclass(frozen=True)
class Dialect:
    """A way in which a provider speaks; it is known by its name as soon as it is made."""

    name: str
    issuer_path: str
    """The path of the issuer identifier."""
    endpoints_path: str
    """The path below which the endpoints are."""
    clients: Mapping[str, Client]
    users: Mapping[str, User]
    before_issuer: bool = True
    """Whether documents are served before the issuer's path as well (RFC 8414 3.1)."""
    seams: dict[str, Function] = field(default_factory=dict)
    """What stands at seams in the place of the standards' functions."""
    routes: list[Route] = field(default_factory=list)
    """What is served below the issuer's path besides the endpoints."""

    def __post_init__(self) -> None:
        DIALECTS[self.name] = self

    def at(self, *addresses: str) -> Callable[[F], F]:
        """Have a function stand at these seams; ValueError where one stands already."""

        def placed(function: F) -> F:
            for address in addresses:
                if address in self.seams:
                    raise ValueError(f"two functions of {self.name} at the seam {address}")
                self.seams[address] = function
            return function

        return placed

    def route(self, path: str, *methods: str) -> Callable[[Handler], Handler]:
        """Serve what a handler answers at a path below the issuer's."""

        def served(handler: Handler) -> Handler:
            self.routes.append(Route(path, handler, methods))
            return handler

        return served


STANDARDS = Dialect("standards", "/oidc", "/oidc", CLIENTS, USERS)
