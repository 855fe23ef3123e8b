"""What a run spends its time on, and how its cost grows: `make bench`.

One worker judges the reference provider. Times are shares and ratios within one run of this
program, since machines and their load differ.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coatcheck.run.listing import all_scenarios

KINDS = ("own", "wire", "browser", "wait")
SIZES = (1, 2, 4)
UNIT = 60
"""How many scenarios the smallest run of the ratios has."""

SLOWEST = 15


def run(scenarios: Sequence[str]) -> tuple[float, list[dict[str, Any]]]:
    """Judge the reference provider by these scenarios, or by all where none are named.

    Returns the seconds of the whole process and the records of the scenarios. Raises
    CalledProcessError where the provider does not conform.
    """
    named = [word for each in scenarios for word in ("--scenario", each)]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "coatcheck", "run", "-n", "1", "--out", folder, *named]
        began = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.monotonic() - began
        [path] = Path(folder).glob("*/results.json")
        results = json.loads(path.read_text(encoding="utf-8"))
    return seconds, results["scenarios"]


def spent(record: dict[str, Any]) -> dict[str, float]:
    """Return the seconds of a scenario by what they were spent on."""
    measured = {kind: record["seconds"].get(kind, 0.0) for kind in KINDS[1:]}
    return {"own": max(record["seconds"]["total"] - sum(measured.values()), 0.0), **measured}


def shares(records: Sequence[dict[str, Any]]) -> str:
    """Return what all scenarios together spent their time on, in percent."""
    total = {kind: sum(spent(record)[kind] for record in records) for kind in KINDS}
    whole = sum(total.values()) or 1.0
    return "  ".join(f"{kind} {100 * total[kind] / whole:.0f} %" for kind in KINDS)


def slowest(records: Sequence[dict[str, Any]]) -> list[str]:
    """Return a line for each of the slowest scenarios, in milliseconds."""
    most = sorted(records, key=lambda record: -record["seconds"]["total"])[:SLOWEST]
    return [
        "  ".join([*(f"{1000 * spent(record)[kind]:7.0f}" for kind in KINDS), record["id"]])
        for record in most
    ]


def main() -> None:
    """Print shares, the slowest scenarios, and the cost of 1, 2 and 4 times as many."""
    whole, records = run(())
    print(f"{len(records)} scenarios, {whole:.1f} s in all: {shares(records)}")
    print("  ".join(f"{kind:>7}" for kind in KINDS), " ms of the slowest scenarios")
    print("\n".join(slowest(records)))
    there = [each.id for each in all_scenarios() if each.id in {r["id"] for r in records}]
    costs = [run(there[: UNIT * size])[0] for size in SIZES]
    for size, cost in zip(SIZES, costs, strict=True):
        print(f"{UNIT * size:4} scenarios: {cost / costs[0]:.2f} of the cost of {UNIT}")


if __name__ == "__main__":
    main()
