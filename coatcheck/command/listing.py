"""`coatcheck list`: scenarios and the requirements that they test."""

import argparse

from rich.console import Console

from coatcheck.base.text import plural
from coatcheck.register.requirement import register
from coatcheck.run.selection import Selection


def act(arguments: argparse.Namespace) -> int:
    """Print the chosen scenarios by feature, each with its requirement."""
    console = Console()
    listed = Selection(arguments.flow, arguments.clause, arguments.scenario).require()
    for scenario in listed:
        requirement = register().get(scenario.requirement)
        level = requirement.level if requirement else "?"
        console.print(scenario.id, style="bold", markup=False, soft_wrap=True)
        console.print(f"    {level} {scenario.requirement}", markup=False, soft_wrap=True)
    tested = {scenario.requirement for scenario in listed}
    console.print(f"{plural(len(listed), 'scenario')} over {plural(len(tested), 'requirement')}")
    return 0
