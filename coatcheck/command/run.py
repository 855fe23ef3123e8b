"""`coatcheck run`: judge a provider, show the verdict, write the reports."""

import argparse
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console

from coatcheck import capabilities, preflight
from coatcheck import target as targets
from coatcheck.engine import Collector, artifacts_of, run
from coatcheck.errors import UsageError
from coatcheck.listing import scenarios
from coatcheck.report import write_all
from coatcheck.report.terminal import Progress, print_verdict
from coatcheck.results import Run, assemble
from coatcheck.session import Session


@dataclass(frozen=True, slots=True)
class Selection:
    """Which scenarios to run."""

    flow: list[str]
    clause: list[str]
    scenario: list[str]

    @property
    def options(self) -> list[str]:
        """The selection as the plugin's options."""
        named = (("--flow", self.flow), ("--clause", self.clause), ("--scenario", self.scenario))
        return [word for option, values in named for value in values for word in (option, value)]

    def require(self) -> int:
        """Return how many scenarios are chosen. Raises UsageError where there is none."""
        count = len(scenarios(self.flow, self.clause, self.scenario))
        if count == 0:
            raise UsageError(
                "No scenario is chosen by these options.",
                "`coatcheck list` shows every feature, clause and scenario.",
            )
        return count


def act(arguments: argparse.Namespace) -> int:
    """Run the scenarios that the arguments choose and return the exit code."""
    selection = Selection(arguments.flow, arguments.clause, arguments.scenario)
    count = selection.require()
    target = targets.load(arguments.target or targets.DEFAULT)
    console = Console()
    facts = Run(
        target,
        shlex.join(["coatcheck", *sys.argv[1:]]),
        min(arguments.workers, count) if target.has_a_clock_for_each_worker else 1,
        strict=arguments.strict,
        whole=not selection.options,
    )
    _prepare(facts, console)
    collector, code = _run_scenarios(facts, selection, arguments.out, count, console)
    facts.interrupted = code is pytest.ExitCode.INTERRUPTED
    facts.problems += collector.complaints
    if len(collector.records) < count:
        facts.problems.append(f"{count - len(collector.records)} of {count} scenarios did not run")
    return _report(facts, collector, arguments.out, console)


def _prepare(facts: Run, console: Console) -> None:
    """Check the target and note what it claims. Raises CoatcheckError where it is of no use."""
    with console.status(f"Checking the target {facts.target.name}"):
        session = Session(facts.target)
        try:
            preflight.require(session)
            for name in capabilities.CAPABILITIES:
                facts.capabilities[name] = capabilities.decide(name, session.party)
        finally:
            facts.target = session.target
            session.close()


def _run_scenarios(
    facts: Run, selection: Selection, out: Path, count: int, console: Console
) -> tuple[Collector, pytest.ExitCode]:
    options = ["--target", str(facts.target.file), *selection.options]
    options += artifacts_of(out / facts.id)
    with Progress(count, console) as progress:
        collector = Collector(on_record=progress.advance)
        code = run(options, facts.workers, collector)
    return collector, code


def _report(facts: Run, collector: Collector, out: Path, console: Console) -> int:
    directory = out / facts.id
    results = assemble(facts, collector.records)
    write_all(results, directory)
    print_verdict(results, console, directory / "report.html")
    exit_code: int = results["exit_code"]
    return exit_code
