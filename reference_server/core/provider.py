"""A provider: an issuer with its seams, its store and its clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from .clock import Clock
from .dialect import STANDARDS, Dialect
from .keys import signing_keys
from .seams import ABSENT, Function, Substitutes, Table, address_of
from .store import Store

F = TypeVar("F", bound=Function)
G = TypeVar("G", bound=Function)
C = TypeVar("C")


class Provider:
    """One issuer; it keeps every duty but those at whose seams it has substitutes."""

    def __init__(
        self,
        base: str,
        prefix: str,
        substitutes: Substitutes,
        dialect: Dialect = STANDARDS,
    ) -> None:
        self.path = f"{prefix}{dialect.issuer_path}"
        self.issuer = f"{base}{self.path}"
        self._endpoints = f"{base}{prefix}{dialect.endpoints_path}"
        self._substitutes = substitutes
        self.store = Store()
        self.clock = Clock()
        self.keys = signing_keys()
        self.clients = dialect.clients
        self.users = dialect.users
        self._tables: dict[str, dict[str, Function]] = {}

    def url(self, path: str) -> str:
        """The address of an endpoint."""
        return f"{self._endpoints}{path}"

    def table(self, table: Table[F]) -> dict[str, F]:
        """The functions of a table by name, as this provider has them."""
        if table.noun not in self._tables:
            self._tables[table.noun] = cast("dict[str, Function]", table.bound(self._substitutes))
        return cast("dict[str, F]", self._tables[table.noun])

    def use(self, behaviour: G) -> G:
        """What this provider has in the place of the function."""
        return cast(G, self._substitutes.get(address_of(behaviour), behaviour))

    def check(self, table: Table[Callable[[C], None]], context: C) -> None:
        """Run the checks of a table in order; the first that objects raises a refusal."""
        for function in self.table(table).values():
            function(context)

    def build(self, table: Table[Callable[[C], Any]], context: C) -> dict[str, Any]:
        """What the builders of a table answer, by name, without those that are absent."""
        built = ((name, function(context)) for name, function in self.table(table).items())
        return {name: value for name, value in built if value is not ABSENT}

    def headers(self, table: Table[Callable[[C], Any]], context: C) -> dict[str, str]:
        """The HTTP headers that a table builds; `cache_control` names `cache-control`."""
        built = self.build(table, context)
        return {name.replace("_", "-"): value for name, value in built.items()}
