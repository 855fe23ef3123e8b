"""Seams: every duty of the provider is one named function, and can be substituted by its name.

A table is an ordered collection of functions of one signature (the checks of an endpoint, the
claims of an ID Token); behaviours are single functions with signatures of their own. Both give
each function an address, `noun.name`. A fault is another function put at such an address.

A table may share the rows of another one: the function stays the other's, and can still be
substituted at the address that it has in this table alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, Generic, TypeVar, cast

Function = Callable[..., Any]
Substitutes = Mapping[str, Function]
"""What stands at seams in the place of the sound functions, by address."""

F = TypeVar("F", bound=Function)
G = TypeVar("G", bound=Function)


class Absent(Enum):
    """The type of `ABSENT`."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
"""What a builder answers when its member, claim or header is left out."""

_tables: dict[str, Table[Any]] = {}
_behaviours: dict[str, Function] = {}
_addresses: dict[Function, str] = {}


class Rows(Generic[F]):
    """Named functions of one signature that tables share; they have no address of their own."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, F] | _Shared[F]] = []

    def __call__(self, function: F) -> F:
        """Append a function under its own name."""
        return self.add(function.__name__, function)

    def named(self, name: str) -> Callable[[F], F]:
        """Append a function under the given name."""
        return lambda function: self.add(name, function)

    def add(self, name: str, function: F) -> F:
        """Append a function under the given name."""
        self._rows.append((name, function))
        return function

    def share(self, rows: Rows[Any], *, without: Iterable[str] = (), as_is: bool = False) -> None:
        """Append the rows of another collection, those that are added to it later as well.

        They are its sound ones, or with `as_is` those that the provider has there.
        """
        self._rows.append(_Shared(rows, frozenset(without), as_is))

    @property
    def names(self) -> list[str]:
        """The names in order."""
        return list(self.bound({}))

    def __getitem__(self, name: str) -> F:
        """The sound function of that name."""
        return self.bound({})[name]

    def bound(self, substitutes: Substitutes) -> dict[str, F]:
        """The functions by name, as a provider with these substitutes has them."""
        found: dict[str, F] = {}
        for row in self._rows:
            if isinstance(row, _Shared):
                found.update(row.bound(substitutes))
            else:
                found[row[0]] = row[1]
        return found


@dataclass(frozen=True)
class _Shared(Generic[F]):
    """The rows of another collection."""

    rows: Rows[F]
    without: frozenset[str]
    as_is: bool

    def bound(self, substitutes: Substitutes) -> dict[str, F]:
        found = self.rows.bound(substitutes if self.as_is else {})
        return {name: function for name, function in found.items() if name not in self.without}


class Table(Rows[F]):
    """An ordered table of named functions of one signature, each with an address.

    A substitute at an address that the table has no row for is a further row, at the end.
    """

    def __init__(self, noun: str, *shared: Rows[Any]) -> None:
        super().__init__()
        self.noun = noun
        self.own: list[str] = []
        self._fixed: set[str] = set()
        for rows in shared:
            self.share(rows)
        _register(noun, self)

    def add(self, name: str, function: F) -> F:
        """Append a function under the given name."""
        if name in self.own:
            raise ValueError(f"two functions at the seam {self.noun}.{name}")
        self.own.append(name)
        _addresses.setdefault(function, f"{self.noun}.{name}")
        return super().add(name, function)

    def fixed(self, function: F, name: str = "") -> F:
        """Append a function that nothing can stand in for: it has no address."""
        self._fixed.add(name or function.__name__)
        return super().add(name or function.__name__, function)

    def has_seam(self, name: str, substitutes: Substitutes) -> bool:
        """Whether a function of this name can be replaced."""
        return name in self.bound(substitutes) and name not in self._fixed

    def bound(self, substitutes: Substitutes) -> dict[str, F]:
        """The functions by name, as a provider with these substitutes has them."""
        prefix = f"{self.noun}."
        replaced = {
            address.removeprefix(prefix): cast(F, function)
            for address, function in substitutes.items()
            if address.startswith(prefix)
        }
        return {**super().bound(substitutes), **replaced}


class Behaviours:
    """Named functions that stand alone, each with a signature of its own."""

    def __init__(self, noun: str) -> None:
        self.noun = noun

    def __call__(self, function: G) -> G:
        """Give the function an address."""
        address = f"{self.noun}.{function.__name__}"
        if address in _behaviours:
            raise ValueError(f"two functions at the seam {address}")
        _behaviours[address] = function
        _addresses[function] = address
        return function


def _register(noun: str, table: Table[Any]) -> None:
    if noun in _tables:
        raise ValueError(f"two tables are named {noun}")
    _tables[noun] = table


def own_seams() -> dict[str, Function]:
    """The seams at which a function is that no other table shares with this one."""
    rows = {f"{t.noun}.{name}": t[name] for t in _tables.values() for name in t.own}
    return {**rows, **_behaviours}


def every_duty() -> dict[str, Function]:
    """Every function that keeps a duty, by the table and the name that it has there."""
    rows = ((table.noun, table.bound({})) for table in _tables.values())
    return {
        **{f"{noun}.{name}": row for noun, found in rows for name, row in found.items()},
        **_behaviours,
    }


def has_seam(address: str, substitutes: Substitutes) -> bool:
    """Whether there is a seam at an address, for a provider with these substitutes."""
    noun, _, name = address.partition(".")
    return address in _behaviours or (noun in _tables and _tables[noun].has_seam(name, substitutes))


def function_at(address: str, substitutes: Substitutes) -> Function:
    """The function at a seam with these substitutes; ValueError where there is no such seam."""
    if not has_seam(address, substitutes):
        raise ValueError(f"there is no seam {address}")
    if address in _behaviours:
        return substitutes.get(address, _behaviours[address])
    noun, _, name = address.partition(".")
    return cast(Function, _tables[noun].bound(substitutes)[name])


def address_of(function: Function) -> str:
    """The address of a function that was put into a table or among behaviours."""
    return _addresses[function]
