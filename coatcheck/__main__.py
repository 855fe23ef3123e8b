"""The command `coatcheck`."""

import os
import sys

from rich.console import Console
from rich.text import Text

from coatcheck.base.errors import CoatcheckError
from coatcheck.base.text import visible
from coatcheck.command.arguments import parser


def main(argv: list[str] | None = None) -> int:
    """Run the command. Return 0 (conforms), 1 (does not conform) or 2 (inconclusive)."""
    arguments = parser().parse_args(argv)
    try:
        code: int = arguments.act(arguments)
    except CoatcheckError as error:
        return _inconclusive(error.what, error.hint)
    except KeyboardInterrupt:
        return _interrupted()
    except Exception as error:  # a defect of the suite must never look like "does not conform"
        if _caused_by_interruption(error):
            return _interrupted()
        if os.environ.get("COATCHECK_DEBUG"):
            raise
        what = f"Internal error of coatcheck: {type(error).__name__}: {error}"
        return _inconclusive(what, "Set COATCHECK_DEBUG=1 to see the traceback, and report it.")
    return code


def _caused_by_interruption(error: BaseException) -> bool:
    """Tell whether an error occurred in cleaning up: a signal to all ends the browser as well."""
    before = error.__context__
    return isinstance(before, KeyboardInterrupt) or (
        before is not None and _caused_by_interruption(before)
    )


def _interrupted() -> int:
    return _inconclusive("Interrupted.", "There is no verdict and no complete report.")


def _inconclusive(what: str, hint: str) -> int:
    console = Console(stderr=True, highlight=False)
    console.print(Text.assemble(("coatcheck: ", "bold red"), visible(what)), soft_wrap=True)
    console.print(Text(visible(f"  {hint}")), soft_wrap=True)
    return 2


if __name__ == "__main__":
    sys.exit(main())
