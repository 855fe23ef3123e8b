"""The record of one scenario: its steps, its verdict, and the reason."""

import time
import traceback
from dataclasses import dataclass, field
from typing import Any, TypeGuard

import pytest

from coatcheck.base.errors import CoatcheckError
from coatcheck.base.verdict import Nonconformance, NotApplicable, NotTestable, Verdict, of_breach
from coatcheck.evidence.evidence import Evidence
from coatcheck.evidence.redactor import Redactor
from coatcheck.register.profile import Profile
from coatcheck.register.requirement import register
from coatcheck.run.bdd import Scenario, Step
from coatcheck.run.collection import requirement_of, scenario_id


@dataclass
class StepRecord:
    """One step as it was run."""

    keyword: str
    text: str
    type: str
    status: str = "skipped"
    seconds: float = 0.0
    began: float = field(default_factory=time.monotonic)

    @classmethod
    def of(cls, step: Step) -> "StepRecord":
        """Return the record of a step that is about to run."""
        table = (" | ".join(row) for row in step.table)
        return cls(step.keyword, "\n".join([step.text, *table]), step.type)

    def end(self, status: str) -> None:
        """Note that the step has ended."""
        self.status = status
        self.seconds = time.monotonic() - self.began


STEPS = pytest.StashKey[list[StepRecord]]()
"""Where a test keeps the records of its steps."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a scenario, with its reason and evidence."""

    verdict: Verdict
    reason: str | None = None
    expected: str | None = None
    received: str | None = None
    traceback: str | None = None
    exchange: int | None = None
    """The exchange that decided it, if there is a single one."""


def judge(
    error: BaseException | None,
    steps: list[StepRecord],
    requirement: str,
    profile: Profile,
    answer: str | None = None,
) -> Judgement:
    """Return the verdict for the error that ended a scenario; a PASS says which lawful answer came.

    A Nonconformance counts against the provider only from the When on. In a Given, the positive
    control has failed, and the scenario is not testable. The same applies to a breach of another
    requirement, which is an incidental finding. The profile decides the level of the requirement.
    """
    if error is None:
        return Judgement(Verdict.PASS, answer)
    if isinstance(error, NotApplicable | pytest.skip.Exception):
        return Judgement(Verdict.NOT_APPLICABLE, str(error))
    if _counts(error, steps, requirement):
        row = register().get(requirement)
        verdict = of_breach(profile.level(row) if row else "MUST")
        pair = (error.expected, error.received)
        return Judgement(verdict, str(error), *pair, exchange=error.exchange)
    if isinstance(error, Nonconformance | NotTestable):
        return Judgement(Verdict.ERROR, f"Not testable: {error}")
    if isinstance(error, CoatcheckError):
        return Judgement(Verdict.ERROR, str(error))
    trace = "".join(traceback.format_exception(error))
    return Judgement(Verdict.ERROR, f"{type(error).__name__}: {error}", traceback=trace)


def _counts(
    error: BaseException | None, steps: list[StepRecord], requirement: str
) -> TypeGuard[Nonconformance]:
    if not isinstance(error, Nonconformance) or _only_given(steps):
        return False
    return error.requirement in (None, requirement)


def _only_given(steps: list[StepRecord]) -> bool:
    return all(step.type == "given" for step in steps)


def record(
    scenario: Scenario,
    judgement: Judgement,
    steps: list[StepRecord],
    evidence: Evidence,
    redactor: Redactor,
    seconds: dict[str, float],
) -> dict[str, Any]:
    """Return a scenario as workers hand it to the one who writes the results."""
    hide = redactor.text
    shown = [redactor.exchange(exchange) for exchange in evidence.exchanges.values()]
    return {
        "id": scenario_id(scenario),
        "title": scenario.title,
        "feature": scenario.feature or scenario.path.stem,
        "rule": scenario.rule,
        "file": f"features/{scenario.path.name}",
        "line": scenario.line,
        "requirement": requirement_of(scenario),
        "tags": sorted(tag for tag in scenario.tags if ":" in tag),
        "verdict": str(judgement.verdict),
        "reason": judgement.reason and hide(judgement.reason),
        "expected": judgement.expected and hide(judgement.expected),
        "received": judgement.received and hide(judgement.received),
        "traceback": judgement.traceback and hide(judgement.traceback),
        "steps": [
            {"keyword": s.keyword, "text": s.text, "status": s.status, "seconds": s.seconds}
            for s in steps
        ],
        "exchanges": shown,
        "findings": [
            {
                "requirement": finding.requirement,
                "expected": hide(finding.expected),
                "received": hide(finding.received),
                "exchange": finding.exchange,
            }
            for finding in evidence.findings
        ],
        "decisive": judgement.exchange,
        "controls": sorted(evidence.controls),
        "judged": sorted(evidence.judged),
        "crashes": [hide(crash) for crash in evidence.crashes],
        "seconds": {name: round(value, 4) for name, value in seconds.items()},
    }
