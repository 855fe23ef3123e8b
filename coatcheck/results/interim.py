"""The report of a run in progress, which remains if the run is killed."""

import dataclasses
import time
from pathlib import Path

from coatcheck.report import write_interim
from coatcheck.results.results import Run, assemble
from coatcheck.run.engine import Record

SPARED = 20
"""How many times the duration of an interim report passes before the next one."""


class Interim:
    """Writes results.json and report.html again and again, each in one piece."""

    def __init__(self, facts: Run, total: int, directory: Path) -> None:
        self._facts, self._total, self._directory = facts, total, directory
        self._due = 0.0

    def take(self, records: list[Record]) -> None:
        """Write what is known so far, unless that was done just now or the run is at its end."""
        began = time.monotonic()
        if began < self._due or len(records) == self._total:
            return
        problem = f"This report was written during the run, after {len(records)} of {self._total}"
        problem += " scenarios."
        facts = dataclasses.replace(
            self._facts, interrupted=True, problems=[*self._facts.problems, problem]
        )
        write_interim(assemble(facts, records), self._directory)
        ended = time.monotonic()
        self._due = ended + SPARED * (ended - began)
