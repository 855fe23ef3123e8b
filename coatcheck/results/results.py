"""results.json: the one document of a run, put together from the records of its scenarios."""

import datetime
import shlex
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import coatcheck
from coatcheck.base.verdict import Verdict, exit_code, of_breach, worst
from coatcheck.capabilities.decision import Decision
from coatcheck.contract import untouched
from coatcheck.register.profile import Profile, default
from coatcheck.register.requirement import Requirement, register
from coatcheck.results.deviations import Deviations
from coatcheck.run.engine import Record
from coatcheck.run.listing import all_scenarios
from coatcheck.run.selection import Selection
from coatcheck.target.target import Target
from coatcheck.target.target_file import DEFAULT

Register = Mapping[str, Requirement]

FORMAT = "coatcheck-results/1"
SENTENCES = {0: "conforms", 1: "does not conform", 2: "inconclusive"}


@dataclass
class Run:
    """What is known of a run besides its scenarios."""

    target: Target
    command: str
    workers: int
    strict: bool = False
    interrupted: bool = False
    whole: bool = True
    selection: Selection = field(default_factory=lambda: Selection([], [], []))
    chosen: tuple[str, ...] = ()
    profile: Profile = field(default_factory=default)
    capabilities: dict[str, Decision] = field(default_factory=dict)
    contract: Iterable[Requirement] = ()
    problems: list[str] = field(default_factory=list)
    started: datetime.datetime = field(default_factory=lambda: datetime.datetime.now(datetime.UTC))

    @property
    def id(self) -> str:
        """The name of the run and of its folder."""
        return f"{self.started:%Y%m%d-%H%M%S}-{self.target.name}"

    @property
    def complete(self) -> bool:
        """Whether every scenario had its turn."""
        return self.whole and not self.interrupted

    @property
    def register(self) -> dict[str, Requirement]:
        """The register with the profile's levels, and what the target's contract adds to it."""
        return self.profile.applied({row.id: row for row in self.contract} | register())


def assemble(run: Run, records: Iterable[Record]) -> dict[str, Any]:
    """Return the document of a run."""
    records = sorted(records, key=lambda record: (record["file"], record["line"]))
    today = datetime.datetime.now(datetime.UTC).date()
    deviations = Deviations(run.target.known_deviations, today)
    exchanges = _Exchanges(records)
    scenarios = [_scenario(run, record, exchanges, deviations) for record in records]
    known = run.register
    findings = _findings(known, records, exchanges, deviations)
    judged = _judged(records)
    of_contract = {row.id for row in run.contract} if run.complete else set()
    requirements = _requirements(known, scenarios, findings, judged, of_contract)
    problems = _problems(run, records, deviations, [*scenarios, *requirements])
    verdicts = [Verdict(row["verdict"]) for row in (*scenarios, *findings)]
    code = exit_code(verdicts, strict=run.strict, problems=bool(problems) or run.interrupted)
    return {
        "format": FORMAT,
        "suite": {"name": "coatcheck", "version": coatcheck.__version__},
        "run": _run(run, records),
        "target": _target(run),
        "verdict": SENTENCES[code],
        "exit_code": code,
        "problems": problems,
        "counts": {"scenarios": _count(scenarios), "requirements": _count(requirements)},
        "documents": _documents(known, requirements),
        "requirements": requirements,
        "scenarios": scenarios,
        "findings": findings,
        "exchanges": exchanges.rows,
    }


def _problems(
    run: Run, records: list[Record], deviations: Deviations, rows: list[dict[str, Any]]
) -> list[str]:
    """Return what is wrong besides the verdicts; `rows` are those of scenarios and requirements."""
    names = {*run.register, *(scenario.id for scenario in all_scenarios())}
    problems = run.problems + deviations.problems(names)
    if run.complete:
        problems += untouched(run.contract, _judged(records))
        problems += deviations.stale(names, _inconclusive(rows))
    return problems + sorted({crash for record in records for crash in record["crashes"]})


def _inconclusive(rows: Iterable[dict[str, Any]]) -> set[str]:
    return {row["id"] for row in rows if row["verdict"] == Verdict.ERROR}


class _Exchanges:
    """The exchanges of all workers, each once, numbered through."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.rows: list[dict[str, Any]] = []
        self._numbers: dict[tuple[str, int], int] = {}
        for record in records:
            for exchange in record["exchanges"]:
                key = (record["worker"], exchange["id"])
                if key not in self._numbers:
                    self._numbers[key] = len(self.rows)
                    self.rows.append({**exchange, "id": len(self.rows)})

    def number(self, record: Record, exchange: int | None) -> int | None:
        """Return the number of a worker's exchange in this document."""
        return None if exchange is None else self._numbers.get((record["worker"], exchange))


def _scenario(
    run: Run, record: Record, exchanges: _Exchanges, deviations: Deviations
) -> dict[str, Any]:
    known = None
    if record["verdict"] in (Verdict.FAIL, Verdict.WARNING):
        known = deviations.excuse(record["requirement"], record["id"])
    in_order = sorted(exchange["id"] for exchange in record["exchanges"])
    in_order.sort(key=lambda number: number == record["decisive"])
    row = {key: value for key, value in record.items() if key not in _WORKER_ONLY}
    return row | {
        "verdict": str(Verdict.EXCLUDED) if known else record["verdict"],
        "known": known,
        "exchanges": [exchanges.number(record, number) for number in in_order],
        "rerun": _rerun(run.target, record["id"]),
    }


_WORKER_ONLY = ("worker", "findings", "judged", "crashes", "exchanges", "decisive", "controls")


def _rerun(target: Target, scenario: str) -> str:
    option = [] if target.file == DEFAULT else ["--target", str(target.file)]
    return shlex.join(["coatcheck", "run", *option, "--scenario", scenario])


def _findings(
    register: Register, records: list[Record], exchanges: _Exchanges, deviations: Deviations
) -> list[dict[str, Any]]:
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for record in records:
        for finding in record["findings"]:
            key = (finding["requirement"], finding["expected"])
            if key in rows:
                rows[key]["count"] += 1
                continue
            known = deviations.excuse(finding["requirement"])
            level = register[finding["requirement"]].level
            rows[key] = {
                "requirement": finding["requirement"],
                "verdict": str(Verdict.EXCLUDED if known else of_breach(level)),
                "scenario": record["id"],
                "expected": finding["expected"],
                "received": finding["received"],
                "exchange": exchanges.number(record, finding["exchange"]),
                "count": 1,
                "known": known,
            }
    return list(rows.values())


def _judged(records: Iterable[Record]) -> set[str]:
    return {requirement for record in records for requirement in record["judged"]}


def _requirements(
    register: Register,
    scenarios: list[dict[str, Any]],
    findings: list[dict[str, Any]],
    judged: set[str],
    due: set[str],
) -> list[dict[str, Any]]:
    """Return a row for each requirement that a scenario tested or that was checked incidentally.

    One that was due to be judged, and was not, is NOT APPLICABLE.
    """
    tested = {scenario["requirement"] for scenario in scenarios}
    found = {finding["requirement"] for finding in findings}
    named = [row for name, row in register.items() if name in tested | found | judged | due]
    return [_requirement_row(row, scenarios, findings, row.id in judged) for row in named]


def _requirement_row(
    requirement: Requirement,
    scenarios: list[dict[str, Any]],
    findings: list[dict[str, Any]],
    judged: bool,
) -> dict[str, Any]:
    name = requirement.id
    tests = [scenario for scenario in scenarios if scenario["requirement"] == name]
    numbers = [i for i, finding in enumerate(findings) if finding["requirement"] == name]
    verdicts = [Verdict(scenario["verdict"]) for scenario in tests]
    verdicts += [Verdict(findings[number]["verdict"]) for number in numbers]
    if judged and not numbers:
        verdicts.append(Verdict.PASS)
    return {
        "id": requirement.id,
        "document": requirement.document.prefix,
        "clause": requirement.clause,
        "level": requirement.level,
        "text": requirement.text,
        "url": requirement.url,
        "verdict": str(worst(verdicts)),
        "scenarios": [scenario["id"] for scenario in tests],
        "findings": numbers,
    }


def _count(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    counts = Counter(row["verdict"] for row in rows)
    return {str(verdict): counts[str(verdict)] for verdict in Verdict}


def _documents(register: Register, requirements: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    names = {row["document"] for row in requirements}
    documents = {row.document.prefix: row.document for row in register.values()}
    return [
        {"document": document.prefix, "title": document.title, "url": document.url}
        for prefix, document in sorted(documents.items())
        if prefix in names
    ]


def _run(run: Run, records: list[Record]) -> dict[str, Any]:
    finished = datetime.datetime.now(datetime.UTC)
    spent = {
        name: round(sum(record["seconds"][name] for record in records), 3)
        for name in ("total", "wire", "browser", "wait")
    }
    own = spent["total"] - spent["wire"] - spent["browser"] - spent["wait"]
    had_a_turn = {record["id"] for record in records}
    wall = (finished - run.started).total_seconds()
    return {
        "id": run.id,
        "started": _stamp(run.started),
        "finished": _stamp(finished),
        "command": run.command,
        "workers": run.workers,
        "strict": run.strict,
        "interrupted": run.interrupted,
        "selection": {
            "flows": run.selection.flow,
            "clauses": run.selection.clause,
            "scenarios": run.selection.scenario,
        },
        "no_turn": [name for name in run.chosen if name not in had_a_turn],
        "seconds": {
            "wall": round(wall, 3),
            "wire": spent["wire"],
            "browser": spent["browser"],
            "wait": spent["wait"],
            "own": round(max(own, 0.0), 3),
        },
    }


def _target(run: Run) -> dict[str, Any]:
    return {
        "name": run.target.name,
        "issuer": run.target.issuer or "",
        "file": str(run.target.file),
        "sha256": run.target.sha256,
        "capabilities": {
            name: {"claimed": decision.claimed, "reason": decision.reason}
            for name, decision in run.capabilities.items()
        },
    }


def _stamp(moment: datetime.datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
