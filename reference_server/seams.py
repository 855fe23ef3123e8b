"""Seams: every duty of the provider is one named function, and can be substituted by its name.

A table is an ordered collection of functions of one signature (the checks of an endpoint, the
claims of an ID Token); behaviours are single functions with signatures of their own. Both give
each function an address, `noun.name`. A fault is another function put at such an address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Final, Generic, TypeVar, cast

Function = Callable[..., Any]
F = TypeVar("F", bound=Function)
G = TypeVar("G", bound=Function)


class Absent(Enum):
    """The type of `ABSENT`."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
"""What a builder answers when its member, claim or header is left out."""

_sound: dict[str, Function] = {}
_addresses: dict[Function, str] = {}


def _install(address: str, function: Function) -> None:
    if address in _sound:
        raise ValueError(f"two functions at the seam {address}")
    _sound[address] = function
    _addresses.setdefault(function, address)


class Table(Generic[F]):
    """An ordered table of named functions of one signature."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self.names: list[str] = []

    def __call__(self, function: F) -> F:
        """Append a function under its own name."""
        return self.add(function.__name__, function)

    def named(self, name: str) -> Callable[[F], F]:
        """Append a function under the given name."""
        return lambda function: self.add(name, function)

    def add(self, name: str, function: F) -> F:
        """Append a function under the given name."""
        _install(f"{self.noun}.{name}", function)
        self.names.append(name)
        return function

    def __getitem__(self, name: str) -> F:
        """The sound function of that name."""
        return cast(F, _sound[f"{self.noun}.{name}"])

    def functions(self) -> list[tuple[str, F]]:
        """The sound functions by name."""
        return list(self.bound(_sound))

    def extend(self, table: Table[F]) -> None:
        """Append the functions of another table, at addresses of this one."""
        for name, function in table.functions():
            self.add(name, function)

    def bound(self, seams: Mapping[str, Function]) -> tuple[tuple[str, F], ...]:
        """The names with the functions that a provider has at their addresses."""
        functions = (cast(F, seams[f"{self.noun}.{name}"]) for name in self.names)
        return tuple(zip(self.names, functions, strict=True))


class Behaviours:
    """Named functions that stand alone, each with a signature of its own."""

    def __init__(self, noun: str) -> None:
        self.noun = noun

    def __call__(self, function: G) -> G:
        """Give the function an address."""
        _install(f"{self.noun}.{function.__name__}", function)
        return function


def sound_seams() -> dict[str, Function]:
    """Every seam with the function that keeps its duty."""
    return dict(_sound)


def address_of(function: Function) -> str:
    """The address of a function that was put into a table or among behaviours."""
    return _addresses[function]
