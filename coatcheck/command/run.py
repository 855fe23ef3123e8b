"""`coatcheck run`: test a provider, show the verdict, write the reports."""

import argparse
import os
import shlex
import sys
from pathlib import Path
from typing import Literal

import pytest
from rich.console import Console

from coatcheck import capabilities, preflight
from coatcheck.base.errors import UsageError
from coatcheck.command import side_by_side
from coatcheck.contract import contract_rows
from coatcheck.evidence.redactor import Redactor
from coatcheck.kinds import secret_names
from coatcheck.report import view, write_all
from coatcheck.report.terminal import Progress, print_verdict
from coatcheck.results.earlier import EarlierRun
from coatcheck.results.interim import Interim
from coatcheck.results.results import Run, assemble
from coatcheck.run.engine import Collector, Record, artifacts_of, run
from coatcheck.run.interruption import interruptible
from coatcheck.run.listing import needed_capabilities, scenarios
from coatcheck.run.process import shared
from coatcheck.run.selection import Selection
from coatcheck.run.session import Session
from coatcheck.target import plain_secrets, target_file
from coatcheck.target.target import Target
from coatcheck.user_agent.chromium import require_screen


def act(arguments: argparse.Namespace) -> int:
    """Run the selected scenarios and return the exit code; several targets run side by side."""
    if len(arguments.target) > 1:
        return side_by_side.run(_words(arguments), arguments.target)
    selection = Selection(arguments.flow, arguments.clause, arguments.scenario)
    target = _target(arguments)
    if arguments.headed:
        require_screen()
    chosen = tuple(each.id for each in selection.for_contract(target.contract))
    plain_secrets.warn(target.file)
    standing: list[str] = []
    if arguments.rerun_failed:
        earlier = _earlier(arguments.rerun_failed, target, arguments.out)
        repetition = earlier.again(selection, target)
        selection, chosen = repetition.selection, tuple(repetition.selection.scenario)
        if not chosen:
            return _nothing_again(earlier)
        _say(str(repetition))
        standing = earlier.standing()
    with interruptible(), shared(target) as running:
        return _judge(running, selection, chosen, arguments, standing)


def _target(arguments: argparse.Namespace) -> Target:
    """Return the target that the command line names, at the issuer that it names."""
    target = target_file.load(next(iter(arguments.target), target_file.DEFAULT))
    given = {"issuer": arguments.issuer} if arguments.issuer else {}
    return target_file.with_overrides(target, given)


def _words(arguments: argparse.Namespace) -> list[str]:
    """Return the command line without its targets."""
    selection = Selection(arguments.flow, arguments.clause, arguments.scenario)
    words = ["run", *selection.options, "--out", str(arguments.out)]
    words += ["-n", str(arguments.workers)] if arguments.workers else []
    words += [f"--{name}" for name in ("strict", "headed") if getattr(arguments, name)]
    for name in ("rerun_failed", "issuer"):
        if getattr(arguments, name):
            option = f"--{name.replace('_', '-')}"
            raise UsageError(
                f"{option} is for a run of one target.",
                "Give one --target, or leave this option out.",
            )
    return words


def _earlier(named: Path | Literal[True], target: Target, out: Path) -> EarlierRun:
    if isinstance(named, Path):
        earlier = EarlierRun.read(named)
    else:
        earlier = EarlierRun.latest(out, target.name)
    earlier.require_same(target)
    return earlier


def _nothing_again(earlier: EarlierRun) -> int:
    """Print that there is nothing to repeat, and return the exit code of the earlier run."""
    _say(f"Nothing to repeat: every scenario of {earlier.id} ran, and none needs repeating.")
    _say(f"Its verdict stands. {view.sentence(earlier.results)}.")
    if earlier.selection.options:
        _say(f"That run was not a whole run: {shlex.join(earlier.selection.options)}.")
    for problem in earlier.results["problems"]:
        _say(problem)
    return earlier.exit_code


def _say(line: str) -> None:
    Console().print(line, markup=False, highlight=False, soft_wrap=True)


def _judge(
    target: Target,
    selection: Selection,
    chosen: tuple[str, ...],
    arguments: argparse.Namespace,
    standing: list[str],
) -> int:
    console, count = Console(), len(chosen)
    facts = Run(
        target,
        shlex.join(["coatcheck", *sys.argv[1:]]),
        _workers(target, arguments, count),
        strict=arguments.strict,
        whole=not selection.options,
        selection=selection,
        chosen=chosen,
        problems=standing,
    )
    options = [*_located(target), *selection.options]
    options += ["--headed"] if arguments.headed else []
    _prepare(facts, console, headed=arguments.headed)
    collector = _run_scenarios(facts, options, arguments.out, count, console)
    facts.problems += map(Redactor(target.secrets, secret_names()).text, collector.complaints)
    if len(collector.records) < count:
        facts.problems.append(f"{count - len(collector.records)} of {count} scenarios did not run.")
    return _report(facts, collector, arguments.out, console)


def _located(target: Target) -> list[str]:
    """Return the options by which the workers find a provider that runs already."""
    authority = target.route.run_authority
    options = ["--issuer", target.issuer] if target.issuer else []
    return [*options, "--ca-file", str(authority.ca_file)] if authority else options


def _workers(target: Target, arguments: argparse.Namespace, count: int) -> int:
    """Return the number of workers; one by default for a provider that is not meant for several.

    Workers log in the same end-users, and a new session or token may replace another worker's.
    """
    if _takes_turns(target, arguments):
        return 1
    for_several = target.start and (target.start.shared or not arguments.issuer)
    usual = min(4, os.cpu_count() or 1) if for_several else 1
    return min(arguments.workers or usual, count)


def _takes_turns(target: Target, arguments: argparse.Namespace) -> bool:
    """Tell whether one scenario runs at a time: for the provider's clock, or for a person."""
    watched = arguments.headed or target.asks_a_person
    return watched or not target.has_a_clock_for_each_worker


def _prepare(facts: Run, console: Console, *, headed: bool) -> None:
    """Check the target and record its claims. Raises CoatcheckError where a check fails."""
    with console.status(f"Checking the target {facts.target.name}"):
        session = Session(facts.target, headed=headed)
        try:
            preflight.require(session, None if facts.whole else _text_of(facts.chosen))
            facts.contract = contract_rows(session.contract) if session.contract else ()
            for name in needed_capabilities():
                facts.capabilities[name] = capabilities.decide(name, session.party)
        finally:
            facts.target = session.target
            session.close()


def _text_of(chosen: tuple[str, ...]) -> str:
    return "\n".join(each.text for each in scenarios([], [], [*chosen]))


def _run_scenarios(
    facts: Run, options: list[str], out: Path, count: int, console: Console
) -> Collector:
    options = ["--target", str(facts.target.file), *options, *artifacts_of(out / facts.id)]
    interim = Interim(facts, count, out / facts.id)
    with Progress(count, console) as progress:

        def take(record: Record) -> None:
            progress.advance(record)
            interim.take(collector.records)

        collector = Collector(on_record=take)
        try:
            code = run(options, facts.workers, collector)
            facts.interrupted = code is pytest.ExitCode.INTERRUPTED
        except KeyboardInterrupt:
            facts.interrupted = True
    return collector


def _report(facts: Run, collector: Collector, out: Path, console: Console) -> int:
    directory = out / facts.id
    results = assemble(facts, collector.records)
    write_all(results, directory)
    print_verdict(results, console, directory / "report.html")
    exit_code: int = results["exit_code"]
    return exit_code
