"""A provider: an issuer with its seams, its store and its clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from .clock import Clock
from .dialect import STANDARDS, Dialect
from .keys import signing_keys
from .seams import ABSENT, Function, Table, address_of
from .store import Store

F = TypeVar("F", bound=Function)
G = TypeVar("G", bound=Function)
C = TypeVar("C")


class Provider:
    """One issuer; what it does at each seam is what `seams` holds for the seam's address."""

    def __init__(
        self,
        base: str,
        prefix: str,
        seams: Mapping[str, Function],
        dialect: Dialect = STANDARDS,
    ) -> None:
        self.path = f"{prefix}{dialect.issuer_path}"
        self.issuer = f"{base}{self.path}"
        self._endpoints = f"{base}{prefix}{dialect.endpoints_path}"
        self.seams = seams
        self.store = Store()
        self.clock = Clock()
        self.keys = signing_keys()
        self.clients = dialect.clients
        self.users = dialect.users
        self._tables: dict[str, tuple[tuple[str, Function], ...]] = {}

    def url(self, path: str) -> str:
        """The address of an endpoint."""
        return f"{self._endpoints}{path}"

    def table(self, table: Table[F]) -> tuple[tuple[str, F], ...]:
        """The functions of a table as this provider has them."""
        if table.noun not in self._tables:
            self._tables[table.noun] = table.bound(self.seams)
        return cast("tuple[tuple[str, F], ...]", self._tables[table.noun])

    def function(self, table: Table[F], name: str) -> F:
        """The function that this provider has under a name of a table."""
        return cast(F, self.seams[f"{table.noun}.{name}"])

    def use(self, behaviour: G) -> G:
        """What this provider has in the place of the function."""
        return cast(G, self.seams[address_of(behaviour)])

    def check(self, table: Table[Callable[[C], None]], context: C) -> None:
        """Run the checks of a table in order; the first that objects raises a refusal."""
        for _, function in self.table(table):
            function(context)

    def build(self, table: Table[Callable[[C], Any]], context: C) -> dict[str, Any]:
        """What the builders of a table answer, by name, without those that are absent."""
        built = ((name, function(context)) for name, function in self.table(table))
        return {name: value for name, value in built if value is not ABSENT}

    def headers(self, table: Table[Callable[[C], Any]], context: C) -> dict[str, str]:
        """The HTTP headers that a table builds; `cache_control` names `cache-control`."""
        built = self.build(table, context)
        return {name.replace("_", "-"): value for name, value in built.items()}
