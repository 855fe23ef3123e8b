"""What the provider says of itself: OpenID Connect Discovery 3 and RFC 8414 2.

Each flow adds the members that tell of it; both documents have them all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .provider import Provider
from .seams import ABSENT, Table

DISCOVERY = "OpenID Connect Discovery 3"
"""The clause of most members."""

Member = Callable[[Provider], Any]
metadata = Table[Member]("metadata")
oauth_metadata = Table[Member]("oauth_metadata", metadata)


def at(path: str) -> Member:
    """The address of an endpoint."""
    return lambda provider: provider.url(path)


def listed(*values: str) -> Member:
    """A list of values."""
    return lambda provider: list(values)


def always(value: bool | str) -> Member:
    """A value that is always the same."""
    return lambda provider: value


def announce(*members: tuple[str, Member, str], fixed: bool = False) -> None:
    """Add members: the name of each, its value, and the clause with what it says."""
    for name, member, clause in members:
        member.__doc__ = clause
        if fixed:
            metadata.fixed(member, name)
        else:
            metadata.add(name, member)


def left_out(*names: str) -> None:
    """Do without optional members."""
    for name in names:
        metadata.add(name, _absent)


def _absent(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: an optional member that the provider does without."""
    return ABSENT
