"""Runs every scenario against the reference provider with one fault at a time.

    python -m tests.faults.matrix             the sound provider
    python -m tests.faults.matrix NAME ...    these faults
    python -m tests.faults.matrix --all       every fault

prints what each fault turns red; the tests beside this module assert it. Each fault is run against
every scenario; with --plan, against those that a plan on standard input names, or several, one a
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
from tests.faults.remembered import remembered
from tests.reference import PLACES, SERVER, options, provider

SOUND = {"standards": "sound", "mosaic": "sound_mosaic"}
"""The name of the sound provider of each dialect."""

CONTRACT = "MOSAIC"
"""How the requirements of the contract begin, which alone are judged in its dialect."""


@dataclass(frozen=True)
class Fault:
    """A fault as the reference provider lists it."""

    name: str
    requirement: str
    seam: str
    sentence: str
    dialect: str


@dataclass(frozen=True)
class Outcome:
    """What a run against one provider came to."""

    name: str
    scenarios: dict[str, str]
    red: dict[str, list[str]]
    errors: dict[str, str]
    complaints: list[str]
    seconds: float


def catalogue() -> list[Fault]:
    """Return every fault of the reference provider."""
    command = [*SERVER, "--list-faults"]
    listed = subprocess.run(command, capture_output=True, check=True, text=True)
    return [Fault(**row) for row in json.loads(listed.stdout)]


def require_known(names: list[str]) -> list[str]:
    """Return the names of faults or sound providers; ends the program where one is neither."""
    known = [*SOUND.values(), *(fault.name for fault in catalogue())]
    for name in names:
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
    return _outcome(name, dialect, collector, time.monotonic() - began)


def every(dialect: str) -> list[str]:
    """Return the scenarios of a dialect: those of the contract, or those of the specifications."""
    contract = dialect == "mosaic"
    scenarios = all_scenarios()
    return [s.id for s in scenarios if s.requirement.startswith(CONTRACT) == contract]


def _outcome(name: str, dialect: str, collector: Collector, seconds: float) -> Outcome:
    red: dict[str, list[str]] = {}
    for record in collector.records:
        if record["verdict"] in ("FAIL", "WARNING"):
            red.setdefault(record["requirement"], []).append(record["id"])
        for finding in record["findings"]:
            seen = f"by the way in {record['id']}: {finding['expected']}; {finding['received']}"
            red.setdefault(finding["requirement"], []).append(seen)
    judged = {key: found for key, found in red.items() if _of_dialect(key, dialect)}
    return Outcome(
        name,
        {record["id"]: record["verdict"] for record in collector.records},
        judged,
        {r["id"]: r["reason"] for r in collector.records if r["verdict"] == "ERROR"},
        collector.complaints,
        seconds,
    )


def _of_dialect(requirement: str, dialect: str) -> bool:
    """Tell whether a requirement is judged: what breaks the contract may break an RFC as well."""
    return dialect == "standards" or requirement.startswith(CONTRACT)


def main(arguments: list[str]) -> None:
    """Print an outcome a line: as JSON for the tests, in words for people."""
    wanted = {fault.name: fault.requirement for fault in catalogue()}
    dialects = {fault.name: fault.dialect for fault in catalogue()}
    dialects |= {sound: dialect for dialect, sound in SOUND.items()}
    names = require_known([each for each in arguments if not each.startswith("--")])
    names = list(wanted) if "--all" in arguments else names or list(SOUND.values())
    plans = map(json.loads, sys.stdin) if "--plan" in arguments else [dict.fromkeys(names, ())]
    with provider() as issuer:
        for name, scenarios in chain.from_iterable(plan.items() for plan in plans):
            each = outcome(issuer, name, dialects[name], scenarios)
            _settle()
            told = json.dumps(asdict(each)) if "--json" in arguments else _told(each, wanted)
            sys.stdout.write(told + "\n")
            sys.stdout.flush()


@cache
def _settle() -> None:
    """Let the garbage collector pass over what every run uses: modules, features, validators."""
    gc.collect()
    gc.freeze()


def _told(each: Outcome, wanted: dict[str, str]) -> str:
    requirement = wanted.get(each.name)
    good = set(each.red) == ({requirement} if requirement else set())
    size = f"{len(each.scenarios)} scenarios, {each.seconds:.1f} s"
    lines = [f"{'ok ' if good else 'BAD'} {each.name} ({size}) breaks {requirement or 'nothing'}"]
    if not good or not requirement:
        lines += [f"    red: {name}: {where[0]}" for name, where in each.red.items()]
        lines += [f"    error: {name}: {reason}" for name, reason in each.errors.items()]
        lines += [f"    complaint: {complaint}" for complaint in each.complaints]
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
