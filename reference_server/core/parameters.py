"""The parameters of a request as ordered pairs, so that duplicates stay visible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl

MAXIMUM_FIELDS = 200


@dataclass(frozen=True, slots=True)
class Parameters:
    """What was sent, in order; `keeps_empty` takes a parameter without a value for a value."""

    pairs: tuple[tuple[str, str], ...] = ()
    keeps_empty: bool = False
    source: str = ""
    """Where an authorization request came from."""

    @classmethod
    def parse(cls, encoded: str) -> Parameters:
        """Read `application/x-www-form-urlencoded` text; ValueError when it is none."""
        pairs = parse_qsl(
            encoded, keep_blank_values=True, errors="strict", max_num_fields=MAXIMUM_FIELDS
        )
        return cls(tuple(pairs))

    def get(self, name: str) -> str | None:
        """The first value; an empty one counts as omitted (RFC 6749 3.1)."""
        for candidate, value in self.pairs:
            if candidate == name and (value or self.keeps_empty):
                return value
        return None

    def all(self, name: str) -> tuple[str, ...]:
        """Every value, each once, in order; an empty one counts as omitted."""
        values = (value for key, value in self.pairs if key == name)
        return tuple(dict.fromkeys(value for value in values if value or self.keeps_empty))

    def words(self, name: str) -> tuple[str, ...]:
        """The space-separated words of a value, each once, in order."""
        return tuple(dict.fromkeys((self.get(name) or "").split()))

    def repeated(self, names: Iterable[str]) -> list[str]:
        """Which of the names occur more than once."""
        count = Counter(name for name, _ in self.pairs)
        return [name for name in names if count[name] > 1]
