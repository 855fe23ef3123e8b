"""The command `coatcheck`."""

import sys

from rich.console import Console
from rich.markup import escape

from coatcheck.command.arguments import parser
from coatcheck.errors import CoatcheckError


def main(argv: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0 conforms, 1 does not, 2 could not tell."""
    arguments = parser().parse_args(argv)
    try:
        code: int = arguments.act(arguments)
    except CoatcheckError as error:
        console = Console(stderr=True)
        console.print(f"[bold red]coatcheck:[/] {escape(error.what)}", soft_wrap=True)
        console.print(escape(f"  {error.hint}"), soft_wrap=True)
        return 2
    except KeyboardInterrupt:
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
