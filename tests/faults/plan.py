"""Which scenarios each fault is run against: those that it can touch.

python -m tests.faults.plan [NAME ...] | python -m tests.faults.matrix --plan
"""

import json
import sys
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

from coatcheck.protocol.key_set import KeySet
from coatcheck.protocol.provider import Provider
from coatcheck.run.session import Session
from coatcheck.target import target_file
from tests.faults.matrix import Fault, at, catalogue, every, require_known
from tests.faults.trace import KEYS, NAME, Parts, astray_by_the_way, dependencies, touched
from tests.reference import options, provider

DOCUMENTS = {"metadata": "metadata", "jwks": KEYS, "jwk": KEYS}
"""Where seams begin that lie in a document which is fetched once."""


def plan() -> dict[str, list[str]]:
    """Return the scenarios that each fault can touch."""
    with provider() as issuer:

        @cache
        def traced(dialect: str) -> dict[str, Parts]:
            return dependencies(options(*at(issuer, NAME, dialect), every(dialect)))

        return {fault.name: _touched(fault, issuer, traced(fault.dialect)) for fault in catalogue()}


def _touched(fault: Fault, issuer: str, found: dict[str, Parts]) -> list[str]:
    document, _, member = fault.seam.partition(".")
    if document not in DOCUMENTS:
        return touched(fault.name, fault.seam, found)
    seam = KEYS if DOCUMENTS[document] == KEYS else f"{document}.{member}"
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
    wanted = require_known(names)
    chosen = {name: told for name, told in plan().items() if not wanted or name in wanted}
    sys.stdout.write(f"{json.dumps(chosen)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
