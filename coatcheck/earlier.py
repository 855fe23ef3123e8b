"""An earlier run, as its results.json tells of it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coatcheck.errors import UsageError
from coatcheck.results import FORMAT
from coatcheck.selection import Selection
from coatcheck.verdict import Verdict

AMISS = (Verdict.FAIL, Verdict.WARNING, Verdict.ERROR)
_RUN = re.compile(r"\d{8}-\d{6}-(?P<target>.+)")


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """A run that was reported. Raises UsageError where a file holds none."""

    file: Path
    results: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> "EarlierRun":
        """Read the results.json, or that of the folder of a run."""
        file = path / "results.json" if path.is_dir() else path
        try:
            results = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UsageError(
                f"{file} cannot be read as the results of a run: {error}.",
                "Give the results.json of a run, or the folder that it lies in.",
            ) from error
        if not isinstance(results, dict) or results.get("format") != FORMAT:
            raise UsageError(
                f"{file} does not hold results in the format {FORMAT}.",
                "Give the results.json of a run of this version.",
            )
        return cls(file, results)

    @classmethod
    def latest(cls, out: Path, target: str) -> "EarlierRun":
        """Read the latest run of a target below a folder of reports."""
        files = [
            path
            for path in sorted(out.glob("*/results.json"), reverse=True)
            if (name := _RUN.fullmatch(path.parent.name)) and name["target"] == target
        ]
        if not files:
            raise UsageError(
                f"{out} holds no run of the target {target}.",
                "Run the scenarios once, or name the folder of the reports with --out.",
            )
        return cls.read(files[0])

    @property
    def id(self) -> str:
        """The name of the run."""
        return str(self.results["run"]["id"])

    @property
    def interrupted(self) -> bool:
        """Whether scenarios had no turn."""
        return bool(self.results["run"]["interrupted"])

    @property
    def exit_code(self) -> int:
        """What the run ended with."""
        return int(self.results["exit_code"])

    def require(self, target: str) -> None:
        """Raise UsageError unless it was a run of this target."""
        other = self.results["target"]["name"]
        if other != target:
            raise UsageError(
                f"{self.file} holds a run of the target {other}, not of {target}.",
                f"Give the results of a run of {target}, or the target file of {other}.",
            )

    def amiss(self) -> list[str]:
        """Return the scenarios that did not come out well, or saw something broken by the way."""
        rows = [(row["id"], row["verdict"]) for row in self.results["scenarios"]]
        rows += [(row["scenario"], row["verdict"]) for row in self.results["findings"]]
        return list(dict.fromkeys(scenario for scenario, verdict in rows if verdict in AMISS))

    def again(self, selection: Selection) -> Selection:
        """Return of a selection what is amiss here, and that the suite still has."""
        known = {scenario.id for scenario in selection.require()}
        names = [name for name in self.amiss() if name in known]
        return Selection([], [], names)

    def broken(self) -> list[dict[str, Any]]:
        """Return the rows of the requirements that are FAIL or WARNING."""
        told = (Verdict.FAIL, Verdict.WARNING)
        return [row for row in self.results["requirements"] if row["verdict"] in told]
