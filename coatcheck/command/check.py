"""`coatcheck check`: the pre-flight as a checklist."""

import argparse

from rich.console import Console
from rich.text import Text

from coatcheck.base.text import visible
from coatcheck.preflight import Check, checklist
from coatcheck.run.session import Session
from coatcheck.target import plain_secrets, target_file
from coatcheck.user_agent.chromium import require_screen


def act(arguments: argparse.Namespace) -> int:
    """Print the checks and their results. Return 0 where a run can begin, else 2."""
    console = Console()
    target = target_file.load(arguments.target, "TARGET")
    if arguments.headed:
        require_screen()
    plain_secrets.warn(target.file)
    session = Session(target, headed=arguments.headed)
    try:
        checks = [_printed(check, console) for check in checklist(session)]
    finally:
        session.close()
    return 2 if any(check.failure for check in checks) else 0


def _printed(check: Check, console: Console) -> Check:
    mark = Text("! ", "bold yellow") if check.doubtful else Text("✓ ", "bold green")
    mark = Text("✗ ", "bold red") if check.failure else mark
    console.print(Text.assemble(mark, visible(f"{check.tried}: {check.came}")), soft_wrap=True)
    if check.failure:
        console.print(Text(visible(f"  {check.failure.hint}")), soft_wrap=True)
    return check
