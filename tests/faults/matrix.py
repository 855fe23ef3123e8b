"""Runs every scenario against the reference provider with faults, one at a time or several.

    python -m tests.faults.matrix             the sound provider
    python -m tests.faults.matrix NAME ...    these faults, one after the other
    python -m tests.faults.matrix NAME+NAME   these faults at once
    python -m tests.faults.matrix --all       every fault

prints what each turns red; the tests beside this module assert it. Each is run against every
scenario; with --plan, against those that a plan on standard input names, or several, one a
line, as `python -m tests.faults.plan [NAME ...]` prints: the scenarios that the faults can touch.
"""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from coatcheck.base.files import TARGETS
from coatcheck.base.nearest import asked
from coatcheck.run.engine import Collector, run
from coatcheck.run.listing import all_scenarios
from tests.faults.outcome import CONTRACT, Outcome, outcome_of
from tests.faults.remembered import remembered
from tests.reference import PLACES, SERVER, options, provider

SOUND = {"standards": "sound", "mosaic": "sound_mosaic"}
"""The name of the sound provider of each dialect."""

TOGETHER = "+"
"""What joins the names of faults that the provider has at once."""


@dataclass(frozen=True)
class Fault:
    """A fault as the reference provider lists it."""

    name: str
    requirement: str
    seam: str
    sentence: str
    dialect: str


def catalogue() -> list[Fault]:
    """Return every fault of the reference provider."""
    command = [*SERVER, "--list-faults"]
    listed = subprocess.run(command, capture_output=True, check=True, text=True)
    return [Fault(**row) for row in json.loads(listed.stdout)]


def require_known(names: list[str]) -> list[str]:
    """Return the names of faults or sound providers; ends the program where one is neither."""
    known = [*SOUND.values(), *(fault.name for fault in catalogue())]
    for name in chain.from_iterable(each.split(TOGETHER) for each in names):
        if name not in known:
            raise SystemExit(f"{name} is no fault. {asked(name, known, 'docs/faults.md has all')}")
    return names


def at(issuer: str, name: str, dialect: str) -> tuple[Path, str]:
    """Return the target file and the issuer of one provider of a dialect."""
    path, file = PLACES[dialect]
    fault = "" if name in SOUND.values() else f"/{name}"
    return TARGETS / file, issuer.replace("/oidc", f"{fault}{path}")


def outcome(issuer: str, name: str, dialect: str, scenarios: Iterable[str] = ()) -> Outcome:
    """Run these scenarios, or all of the dialect, against one provider."""
    began = time.monotonic()
    collector = Collector()
    with remembered():
        run(options(*at(issuer, name, dialect), scenarios or every(dialect)), 1, collector)
    took = time.monotonic() - began
    return outcome_of(name, dialect, collector.records, collector.complaints, took)


def every(dialect: str) -> list[str]:
    """Return the scenarios of a dialect: those of the contract, or those of the specifications."""
    contract = dialect == "mosaic"
    scenarios = all_scenarios()
    return [s.id for s in scenarios if s.requirement.startswith(CONTRACT) == contract]


def main(arguments: list[str]) -> None:
    """Print an outcome a line: as JSON for the tests, in words for people."""
    faults = {fault.name: fault for fault in catalogue()}
    dialects = {name: fault.dialect for name, fault in faults.items()}
    dialects |= {sound: dialect for dialect, sound in SOUND.items()}
    names = require_known([each for each in arguments if not each.startswith("--")])
    names = list(faults) if "--all" in arguments else names or list(SOUND.values())
    plans = map(json.loads, sys.stdin) if "--plan" in arguments else [dict.fromkeys(names, ())]
    with provider() as issuer:
        for name, scenarios in chain.from_iterable(plan.items() for plan in plans):
            dialect = dialects[name.partition(TOGETHER)[0]]
            each = outcome(issuer, name, dialect, scenarios)
            _settle()
            stated = json.dumps(asdict(each)) if "--json" in arguments else _stated(each, faults)
            sys.stdout.write(stated + "\n")
            sys.stdout.flush()


def _settle() -> None:
    """Let the garbage collector pass once over what every run uses, and then between runs only."""
    gc.collect()
    _keep()


@cache
def _keep() -> None:
    gc.freeze()
    gc.disable()


def _stated(each: Outcome, faults: dict[str, Fault]) -> str:
    names = each.name.split(TOGETHER)
    wanted = {faults[name].requirement for name in names if name in faults}
    good, broken = set(each.red) == wanted, ", ".join(sorted(wanted)) or "nothing"
    size = f"{len(each.scenarios)} scenarios, {each.seconds:.1f} s"
    lines = [f"{'ok ' if good else 'BAD'} {each.name} ({size}) breaks {broken}"]
    if not good or not wanted:
        lines += [f"    red: {name}: {where[0]}" for name, where in each.red.items()]
        lines += [f"    error: {name}: {reason}" for name, reason in each.errors.items()]
        lines += [f"    complaint: {complaint}" for complaint in each.complaints]
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
