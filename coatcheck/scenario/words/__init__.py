"""The words in parentheses that stand in tables for values known only in the run."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coatcheck.protocol.parameters import Changes
from coatcheck.scenario.words import clients, end_users, logout, provider, tokens

if TYPE_CHECKING:
    from coatcheck.scenario.flow import Flow

WORDS: dict[str, Callable[["Flow"], str]] = {
    **clients.WORDS,
    **end_users.WORDS,
    **tokens.WORDS,
    **logout.WORDS,
    **provider.WORDS,
}


def meant(changes: Changes, flow: "Flow") -> Changes:
    """Return changes with the words replaced by what they stand for in a flow."""
    return tuple((name, _meant(value, flow)) for name, value in changes)


def _meant(value: str, flow: "Flow") -> str:
    for word, stands_for in WORDS.items():
        if word in value:
            value = value.replace(word, stands_for(flow))
    return value
