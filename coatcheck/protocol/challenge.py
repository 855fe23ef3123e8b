"""Challenges: what a WWW-Authenticate header asks for (RFC 9110, 11.6.1)."""

import re
from dataclasses import dataclass

_TOKEN = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
_PART = re.compile(
    rf'\s*(?:,\s*)?(?:(?P<name>{_TOKEN})\s*=\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s,"]+))'
    rf"|(?P<scheme>{_TOKEN})(?:\s+|(?=,|$)))"
)

MAX_HEADER = 8_000
"""How much of a header is read, in characters."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """A scheme and its parameters, in the order in which they stand."""

    scheme: str
    parameters: tuple[tuple[str, str], ...] = ()

    def all(self, name: str) -> list[str]:
        """Return every value of a parameter."""
        return [value for key, value in self.parameters if key == name]

    def get(self, name: str) -> str | None:
        """Return the first value of a parameter."""
        return next(iter(self.all(name)), None)


def parse(header: str) -> list[Challenge]:
    """Return the challenges in a header's value, as far as it keeps the grammar."""
    challenges: list[Challenge] = []
    header, position = header[:MAX_HEADER], 0
    while part := _PART.match(header, position):
        position = part.end()
        if part["scheme"]:
            challenges.append(Challenge(part["scheme"]))
        elif challenges:
            last = challenges.pop()
            pair = (part["name"].lower(), _value(part))
            challenges.append(Challenge(last.scheme, (*last.parameters, pair)))
    return challenges


def _value(part: re.Match[str]) -> str:
    if part["quoted"] is None:
        return part["bare"]
    return re.sub(r"\\(.)", r"\1", part["quoted"])
