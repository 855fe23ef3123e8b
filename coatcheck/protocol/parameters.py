"""Ordered (name, value) pairs, so that omissions and duplicates can be said."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

OMITTED = "(omitted)"
EMPTY = "(empty)"
REPEATED = "(repeated)"
FURTHER = "(further) "

Changes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of a request or a response, in the order in which they stand."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, **values: str | None) -> "Parameters":
        """Return parameters by name; those that are None are left out."""
        return cls(tuple((name, value) for name, value in values.items() if value is not None))

    @classmethod
    def parse(cls, encoded: str) -> "Parameters":
        """Read `application/x-www-form-urlencoded` text."""
        return cls(tuple(parse_qsl(encoded, keep_blank_values=True)))

    @classmethod
    def delivered(cls, address: str) -> "Parameters":
        """Read what an address carries, in its query and then in its fragment."""
        parts = urlsplit(address)
        return cls((*cls.parse(parts.query).pairs, *cls.parse(parts.fragment).pairs))

    def encode(self) -> str:
        """Return the parameters as `application/x-www-form-urlencoded` text."""
        return urlencode(self.pairs)

    def get(self, name: str) -> str | None:
        """Return the first value of a parameter."""
        return next((value for key, value in self.pairs if key == name), None)

    def all(self, name: str) -> list[str]:
        """Return every value of a parameter."""
        return [value for key, value in self.pairs if key == name]

    def without(self, name: str) -> "Parameters":
        """Return these parameters less one."""
        return Parameters(tuple(pair for pair in self.pairs if pair[0] != name))

    def adding(self, name: str, value: str) -> "Parameters":
        """Return these parameters and one more at the end, even if it is there already."""
        return Parameters((*self.pairs, (name, value)))

    def having(self, name: str, value: str) -> "Parameters":
        """Return these parameters with one set to a value, in its place where it has one."""
        if self.get(name) is None:
            return self.adding(name, value)
        first = next(pair for pair in self.pairs if pair[0] == name)
        kept = (pair for pair in self.pairs if pair[0] != name or pair is first)
        return Parameters(tuple((name, value) if pair is first else pair for pair in kept))

    def changed(self, changes: Iterable[tuple[str, str]]) -> "Parameters":
        """Apply deviations: a value, `(omitted)`, `(empty)`, or `(repeated)` for a second copy.

        A value after `(further)` stands beside those that are there.
        """
        parameters = self
        for name, value in changes:
            further = Parameters.adding if value.startswith(FURTHER) else Parameters.having
            change = _CHANGES.get(value, further)
            parameters = change(parameters, name, value.removeprefix(FURTHER))
        return parameters


def _repeat(parameters: Parameters, name: str, _: str) -> Parameters:
    return parameters.adding(name, parameters.get(name) or "")


_CHANGES: dict[str, Callable[[Parameters, str, str], Parameters]] = {
    OMITTED: lambda parameters, name, _: parameters.without(name),
    EMPTY: lambda parameters, name, _: parameters.having(name, ""),
    REPEATED: _repeat,
}
