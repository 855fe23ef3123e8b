"""The person at the terminal, who gets instructions and confirms when they are done."""

import sys

from coatcheck.base.text import one_line
from coatcheck.base.verdict import NotApplicable, NotTestable


def asked(what: str) -> None:
    """Show the person what to do, and wait until Enter is pressed.

    Raises NotApplicable without a terminal, NotTestable where the input has ended. The lines
    around the text separate it from the progress on the same terminal.
    """
    screen, keyboard = sys.__stderr__, sys.__stdin__
    if screen is None or keyboard is None or not keyboard.isatty():
        raise NotApplicable(
            "the end-user decides by hand (target file), and the run has no terminal to ask at"
        )
    screen.write(f"\n\a{one_line(what)}\nPress Enter when you have done this.\n\n\n")
    screen.flush()
    if not keyboard.readline():
        raise NotTestable(f"nobody confirmed that this was done: {what}")
