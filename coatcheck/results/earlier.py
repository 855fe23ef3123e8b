"""An earlier run, read from its results.json."""

import datetime
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from coatcheck.base import files
from coatcheck.base.errors import UsageError
from coatcheck.base.text import clip, plural
from coatcheck.base.verdict import Verdict
from coatcheck.results.deviations import Deviations
from coatcheck.results.results import FORMAT
from coatcheck.run.selection import Selection
from coatcheck.target.target import Target

AMISS = (Verdict.FAIL, Verdict.WARNING, Verdict.ERROR)
_MENDED = re.compile(r"scenarios did not run\.$|^This report was written during the run")
"""Problems because scenarios did not run; they do not apply once these are repeated."""

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
                "Give the results.json of a run, or its folder.",
            ) from error
        if not isinstance(results, dict) or results.get("format") != FORMAT:
            raise UsageError(
                f"{file} does not contain results in the format {FORMAT}.",
                "Give the results.json of a run by this version of coatcheck.",
            )
        _require_whole(file, results)
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
                f"{out} contains no run of the target {target}.",
                "Run the scenarios once, or give the folder of the reports with --out.",
            )
        return cls.read(files[0])

    @property
    def id(self) -> str:
        """The name of the run."""
        return str(self.results["run"]["id"])

    @property
    def interrupted(self) -> bool:
        """Whether the run was interrupted."""
        return bool(self.results["run"]["interrupted"])

    @property
    def exit_code(self) -> int:
        """The exit code of the run."""
        return int(self.results["exit_code"])

    def require(self, target: str) -> None:
        """Raise UsageError unless it was a run of this target."""
        other = self.results["target"]["name"]
        if other != target:
            raise UsageError(
                f"{self.file} contains a run of the target {other}, not of {target}.",
                f"Give the results of a run of {target}, or the target file of {other}.",
            )

    def require_same(self, target: Target) -> None:
        """Raise UsageError unless it was a run of this target, at its issuer, by this file."""
        self.require(target.name)
        was = self.results["target"]
        if was.get("sha256") != target.sha256:
            raise self._of_another(f"{target.file} has changed since {self.id}")
        if target.issuer and was["issuer"] != target.issuer:
            raise self._of_another(f"the issuer was {was['issuer']} and is now {target.issuer}")

    def _of_another(self, difference: str) -> UsageError:
        return UsageError(
            f"{self.id} cannot be repeated: {difference}.",
            "Its results do not apply to this target. Run all scenarios again, without "
            "--rerun-failed.",
        )

    @property
    def scenarios(self) -> list[dict[str, Any]]:
        """The scenarios that ran."""
        return list(self.results["scenarios"])

    @property
    def selection(self) -> Selection:
        """What its options selected."""
        named = self.results["run"]["selection"]
        return Selection(named["flows"], named["clauses"], named["scenarios"])

    def standing(self) -> list[str]:
        """Return the problems of the run as a whole, which remain when scenarios are repeated."""
        lasting = (each for each in self.results["problems"] if not _MENDED.search(each))
        return [f"{problem} (from {self.id}; run all scenarios again)" for problem in lasting]

    def not_passed(self, declared: Deviations) -> list[str]:
        """Return the scenarios that did not pass, or that have an incidental finding.

        This includes excluded ones that no known deviation excludes any more.
        """
        rows: list[tuple[str, dict[str, Any], tuple[str, ...]]] = []
        rows += [(row["id"], row, (row["requirement"], row["id"])) for row in self.scenarios]
        rows += [(row["scenario"], row, (row["requirement"],)) for row in self.results["findings"]]
        not_passed = (
            name for name, row, names in rows if _has_not_passed(row["verdict"], declared, names)
        )
        return list(dict.fromkeys(not_passed))

    def no_turn(self) -> list[str]:
        """Return the scenarios that did not run to their end, because the run was interrupted."""
        return list(self.results["run"].get("no_turn", ()))

    def again(self, selection: Selection, target: Target) -> "Repetition":
        """Return which scenarios of a selection to repeat, and which to run in addition.

        Scenarios that the suite no longer has are left out.
        """
        known = {scenario.id for scenario in selection.require()}
        declared = Deviations(target.known_deviations, datetime.datetime.now(datetime.UTC).date())
        not_passed = [name for name in self.not_passed(declared) if name in known]
        no_turn = [name for name in self.no_turn() if name in known]
        had = {*self.no_turn(), *(row["id"] for row in self.scenarios)}
        named = selection.for_contract(target.contract) if selection.options else ()
        added = [scenario.id for scenario in named if scenario.id not in had]
        return Repetition(self.id, not_passed, no_turn, added)

    def broken(self) -> list[dict[str, Any]]:
        """Return the rows of the requirements that are FAIL or WARNING."""
        breaches = (Verdict.FAIL, Verdict.WARNING)
        return [row for row in self.results["requirements"] if row["verdict"] in breaches]


def _require_whole(file: Path, results: dict[str, Any]) -> None:
    """Raise UsageError where results are incomplete; their exchanges are not checked."""
    schema = json.loads((files.SCHEMAS / "results.schema.json").read_text(encoding="utf-8"))
    error = best_match(Draft202012Validator(schema).iter_errors({**results, "exchanges": []}))
    if error is not None:
        where = "/".join(map(str, error.absolute_path)) or "the document"
        raise UsageError(
            f"{file} is incomplete or was changed, at {where}: {clip(error.message, 200)}.",
            "Give the unchanged results.json of a run.",
        )


def _has_not_passed(verdict: str, declared: Deviations, names: tuple[str, ...]) -> bool:
    excluded = verdict == Verdict.EXCLUDED
    return verdict in AMISS or (excluded and not declared.excuse(*names))


@dataclass(frozen=True, slots=True)
class Repetition:
    """The scenarios of an earlier run to repeat, and why."""

    run: str
    not_passed: list[str]
    no_turn: list[str]
    added: list[str]
    """Scenarios that the options name, and that were not part of that run."""

    @property
    def selection(self) -> Selection:
        """The scenarios to run."""
        return Selection([], [], [*self.not_passed, *self.no_turn, *self.added])

    def __str__(self) -> str:
        failed, left = len(self.not_passed), len(self.no_turn)
        sentence = f"Repeating {plural(failed + left, 'scenario')} of {self.run}: "
        sentence += f"{failed} that did not pass, {left} that did not run."
        return f"{sentence} Running {len(self.added)} more." if self.added else sentence
