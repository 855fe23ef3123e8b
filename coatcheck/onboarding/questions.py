"""Questions to the person at the keyboard, where there is one."""

import getpass
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from coatcheck.base.errors import CoatcheckError, UsageError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Questions:
    """Asks at a terminal; elsewhere says which option is missing instead."""

    at_terminal: bool

    @classmethod
    def here(cls) -> "Questions":
        """Return questions that are asked only where somebody can answer."""
        return cls(sys.stdin.isatty() and sys.stdout.isatty())

    def require(self, what: str, option: str, hint: str) -> None:
        """Raise UsageError, which names the option, where nobody can be asked."""
        if not self.at_terminal:
            raise UsageError(f"{what}, and there is no terminal to ask at.", f"Give {option}{hint}")

    def read(self, question: str, accept: Callable[[str], T], default: str = "") -> T:
        """Ask until the answer is accepted; an empty one means the default."""
        shown = f"{question} [{default}]: " if default else f"{question}: "
        while True:
            answer = _line(shown) or default
            try:
                return accept(answer)
            except CoatcheckError as error:
                sys.stdout.write(f"  {error.hint}\n")

    def secret(self, question: str) -> str:
        """Ask for a secret without showing it; an empty answer leaves it open."""
        return getpass.getpass(f"{question} (not shown; empty to leave it open): ")


def _line(question: str) -> str:
    """Return what was typed. Raises UsageError where nothing more will be."""
    try:
        return input(question).strip()
    except EOFError as error:
        raise UsageError(
            "The input ended before everything was answered.", "Begin anew, or give options."
        ) from error
