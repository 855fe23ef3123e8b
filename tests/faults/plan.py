"""Which scenarios each fault is run against: those that it can touch.

python -m tests.faults.plan [NAME ...] | python -m tests.faults.matrix --plan
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from coatcheck.protocol.key_set import KeySet
from coatcheck.protocol.provider import Provider
from coatcheck.run.session import Session
from coatcheck.target import target_file
from tests.faults.matrix import SOUND, Fault, at, catalogue, every, require_known
from tests.faults.reading import KEYS
from tests.faults.trace import (
    NAME,
    Parts,
    astray_by_the_way,
    dependencies,
    touched,
    ways_shown,
)
from tests.reference import options, provider

DOCUMENTS = {"metadata": "metadata", "jwks": KEYS, "jwk": KEYS}
"""Where seams begin that lie in a document which is fetched once."""


@dataclass(frozen=True)
class Plan:
    """Which scenarios a fault can touch, and which of them show every way that it is judged in."""

    scenarios: list[str]
    ways: list[str]


def planned() -> dict[str, Plan]:
    """Return the plan of every fault; the dialects are traced at the same time."""
    with ProcessPoolExecutor(len(SOUND), get_context("spawn")) as pool:
        return {name: stated for part in pool.map(plan, SOUND) for name, stated in part.items()}


def plan(dialect: str) -> dict[str, Plan]:
    """Return the plan of the faults of a dialect."""
    faults = [fault for fault in catalogue() if fault.dialect == dialect]
    with provider() as issuer:
        found = dependencies(options(*at(issuer, NAME, dialect), every(dialect)))
        return {fault.name: _plan(fault, issuer, found) for fault in faults}


def _plan(fault: Fault, issuer: str, found: dict[str, Parts]) -> Plan:
    seam = _read_as(fault.seam)
    scenarios = _touched(fault, seam, issuer, found)
    return Plan(scenarios, ways_shown(fault.name, seam, found, scenarios))


def _read_as(seam: str) -> str:
    """Return how it is noted that what lies at a seam was read."""
    document, _, _ = seam.partition(".")
    return KEYS if DOCUMENTS.get(document) == KEYS else seam


def _touched(fault: Fault, seam: str, issuer: str, found: dict[str, Parts]) -> list[str]:
    if fault.seam.partition(".")[0] not in DOCUMENTS:
        return touched(fault.name, seam, found)
    faulty = _known(at(issuer, fault.name, fault.dialect), at(issuer, NAME, fault.dialect))
    chosen = {
        *touched(fault.name, seam, found),
        *astray_by_the_way(fault.requirement, seam, faulty, found),
    }
    return [scenario for scenario in found if scenario in chosen]


def _known(faulty: tuple[Path, str], sound: tuple[Path, str]) -> Provider:
    """Return what a run comes to know of a faulty provider, as if it were at the sound issuer."""
    target, issuer = faulty
    wanted = {"issuer": issuer, "user_agent": "http"}
    with closing(Session(target_file.with_overrides(target_file.load(target), wanted))) as session:
        known = session.party.known
    metadata = json.loads(json.dumps(known.metadata).replace(issuer, sound[1]))
    return replace(known, issuer=sound[1], metadata=metadata, keys=KeySet(known.keys.document))


def main(names: list[str]) -> None:
    """Print the plan of these faults, or of all."""
    wanted, plans = require_known(names), planned()
    chosen = {name: plans[name].scenarios for name in wanted or plans}
    sys.stdout.write(f"{json.dumps(chosen)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
