"""Records of scenarios, and what a run assembles from them."""

import datetime
import json
from pathlib import Path
from typing import Any

from coatcheck.results.results import Run, assemble
from coatcheck.target import target_file
from coatcheck.target.target import Deviation

MUST, SHOULD = "RFC6749-4.1.2/code-single-use", "RFC6749-5.1/expires-in-present"
OTHER = "RFC6749-5.1/cache-control-no-store"
"""A MUST that is judged by the way."""

SCENARIO = "token_endpoint/a-redeemed-code-of-a-public-client-is-refused"
"""One of those that test the first."""


def record(**changes: Any) -> dict[str, Any]:
    """Return the record of a scenario that passed, with changes."""
    plain: dict[str, Any] = {
        "id": "token_endpoint/x",
        "title": "X",
        "feature": "Token endpoint",
        "rule": None,
        "file": "features/token_endpoint.feature",
        "line": 1,
        "requirement": MUST,
        "tags": [],
        "verdict": "PASS",
        "reason": None,
        "expected": None,
        "received": None,
        "traceback": None,
        "steps": [],
        "exchanges": [],
        "decisive": None,
        "findings": [],
        "judged": [],
        "crashes": [],
        "seconds": {"total": 0.1, "wire": 0.0, "browser": 0.0, "wait": 0.0},
        "attachments": [],
        "worker": "gw0",
    }
    return plain | changes


def assembled(*records: dict[str, Any], **of_run: Any) -> dict[str, Any]:
    """Return the results of a run with these records."""
    target = target_file.load(target_file.DEFAULT).at("https://op.example")
    return assemble(Run(target, "coatcheck run", 1, **of_run), records)


def written(folder: Path, *records: dict[str, Any], **changes: dict[str, Any]) -> Path:
    """Write the results of a run with these records, members of its parts changed."""
    found = assembled(*records)
    for part, members in changes.items():
        found[part].update(members)
    path = folder / "results.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def declared(*entries: tuple[str, int]) -> tuple[Deviation, ...]:
    """Return known deviations, each until a year."""
    return tuple(Deviation(name, "A reason.", datetime.date(year, 1, 1)) for name, year in entries)
