"""The person at the terminal, who is told what to do and says when it is done."""

import sys

from coatcheck.base.text import one_line
from coatcheck.base.verdict import NotApplicable, NotTestable


def asked(what: str) -> None:
    """Tell the person what to do, and wait until Enter is pressed.

    Raises NotApplicable where nobody is at a terminal, NotTestable where the input has ended. The
    lines around the text keep it clear of the progress that is drawn on the same terminal.
    """
    screen, keyboard = sys.__stderr__, sys.__stdin__
    if screen is None or keyboard is None or not keyboard.isatty():
        raise NotApplicable(
            "target file: the end-user decides by hand; run it at a terminal, where somebody can "
            "be asked to"
        )
    screen.write(f"\n\a{one_line(what)}\nPress Enter when this is done.\n\n\n")
    screen.flush()
    if not keyboard.readline():
        raise NotTestable(f"nobody said that this is done: {what}")
