"""Questions to the person at the terminal, if there is one."""

import getpass
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from coatcheck.base.errors import CoatcheckError, UsageError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Questions:
    """Asks at a terminal; elsewhere raises an error that names the missing option."""

    at_terminal: bool

    @classmethod
    def here(cls) -> "Questions":
        """Return questions that are asked only at a terminal."""
        return cls(sys.stdin.isatty() and sys.stdout.isatty())

    def require(self, what: str, option: str, hint: str) -> None:
        """Raise UsageError, which names the option, where nobody can be asked."""
        if not self.at_terminal:
            what = f"{what}, and there is no terminal to ask at."
            raise UsageError(what, f"Give {option}{hint}")

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
        """Ask for a secret without showing it; an empty answer skips it."""
        return getpass.getpass(f"{question} (hidden; empty to skip): ")


def _line(question: str) -> str:
    """Return the typed line. Raises UsageError at the end of the input."""
    try:
        return input(question).strip()
    except EOFError as error:
        raise UsageError(
            "The input ended before all questions were answered.", "Start again, or give options."
        ) from error
