"""The command `coatcheck`."""

import os
import sys

from rich.console import Console
from rich.text import Text

from coatcheck.base.errors import CoatcheckError
from coatcheck.base.text import visible
from coatcheck.command.arguments import parser


def main(argv: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0 conforms, 1 does not, 2 could not tell."""
    arguments = parser().parse_args(argv)
    try:
        code: int = arguments.act(arguments)
    except CoatcheckError as error:
        return _could_not_tell(error.what, error.hint)
    except KeyboardInterrupt:
        return _interrupted()
    except Exception as error:  # a fault of the suite must never read as "does not conform"
        if _came_of_interruption(error):
            return _interrupted()
        if os.environ.get("COATCHECK_DEBUG"):
            raise
        what = f"A fault of coatcheck itself: {type(error).__name__}: {error}"
        return _could_not_tell(what, "Set COATCHECK_DEBUG=1 for the traceback, and report it.")
    return code


def _came_of_interruption(error: BaseException) -> bool:
    """Tell whether an error was met in tidying up: a signal to all ends the browser as well."""
    before = error.__context__
    return isinstance(before, KeyboardInterrupt) or (
        before is not None and _came_of_interruption(before)
    )


def _interrupted() -> int:
    return _could_not_tell("Interrupted.", "No verdict was reached, and no report finished.")


def _could_not_tell(what: str, hint: str) -> int:
    console = Console(stderr=True, highlight=False)
    console.print(Text.assemble(("coatcheck: ", "bold red"), visible(what)), soft_wrap=True)
    console.print(Text(visible(f"  {hint}")), soft_wrap=True)
    return 2


if __name__ == "__main__":
    sys.exit(main())
