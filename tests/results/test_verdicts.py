"""How a run comes to its verdict, from records to exit code."""

from typing import Any

import pytest

from coatcheck.base.verdict import (
    Nonconformance,
    NotApplicable,
    NotTestable,
    Verdict,
    exit_code,
    worst,
)
from coatcheck.register.profile import Profile, default
from coatcheck.run.record import StepRecord, judge
from tests.results.records import MUST, OTHER, SHOULD, assembled, record

BREACH = Nonconformance("this", "that")


def steps(*types: str) -> list[StepRecord]:
    return [StepRecord(kind.capitalize(), "…", kind) for kind in types]


@pytest.mark.parametrize(
    ("error", "requirement", "run", "verdict"),
    [
        (None, MUST, ("given", "when", "then"), Verdict.PASS),
        (BREACH, MUST, ("given", "when", "then"), Verdict.FAIL),
        (BREACH, SHOULD, ("given", "when", "then"), Verdict.WARNING),
        (BREACH, MUST, ("given",), Verdict.ERROR),
        (NotTestable("the control failed"), MUST, ("given", "when"), Verdict.ERROR),
        (NotApplicable("not offered"), MUST, ("given", "when", "then"), Verdict.NOT_APPLICABLE),
        (ValueError("a fault of the suite"), MUST, ("given", "when", "then"), Verdict.ERROR),
    ],
)
def test_what_ends_a_scenario_makes_its_verdict(
    error: BaseException | None, requirement: str, run: tuple[str, ...], verdict: Verdict
) -> None:
    assert judge(error, steps(*run), requirement, default()).verdict is verdict


def test_a_pass_tells_which_of_several_lawful_answers_came() -> None:
    judged = judge(None, steps("given", "when", "then"), MUST, default(), "refused: HTTP 400")
    assert (judged.verdict, judged.reason) == (Verdict.PASS, "refused: HTTP 400")


@pytest.mark.parametrize(
    ("verdicts", "strict", "problems", "code"),
    [
        ([Verdict.PASS], False, False, 0),
        ([Verdict.PASS, Verdict.NOT_APPLICABLE, Verdict.EXCLUDED], False, False, 0),
        ([Verdict.PASS, Verdict.WARNING], False, False, 0),
        ([Verdict.PASS, Verdict.WARNING], True, False, 1),
        ([Verdict.PASS, Verdict.FAIL, Verdict.ERROR], False, True, 1),
        ([Verdict.PASS, Verdict.ERROR], False, False, 2),
        ([Verdict.PASS], False, True, 2),
        ([Verdict.NOT_APPLICABLE, Verdict.EXCLUDED], False, False, 2),
        ([], False, False, 2),
    ],
)
def test_exit_code(verdicts: list[Verdict], strict: bool, problems: bool, code: int) -> None:
    assert exit_code(verdicts, strict=strict, problems=problems) == code


def test_the_worst_verdict_is_that_of_a_requirement() -> None:
    assert worst([Verdict.PASS, Verdict.FAIL, Verdict.EXCLUDED]) is Verdict.FAIL
    assert worst([Verdict.PASS, Verdict.NOT_APPLICABLE]) is Verdict.PASS
    assert worst([]) is Verdict.NOT_APPLICABLE


def finding(requirement: str) -> dict[str, Any]:
    return {"requirement": requirement, "expected": "a", "received": "b", "exchange": None}


def test_a_finding_counts_against_its_own_requirement_alone() -> None:
    results = assembled(record(findings=[finding(OTHER), finding(OTHER)], judged=[OTHER]))
    verdicts = {row["id"]: row["verdict"] for row in results["requirements"]}
    assert verdicts == {MUST: "PASS", OTHER: "FAIL"}
    assert results["findings"][0]["count"] == 2
    assert results["exit_code"] == 1


def test_a_requirement_judged_by_the_way_alone_passes() -> None:
    results = assembled(record(judged=[OTHER]))
    [row] = [row for row in results["requirements"] if row["id"] == OTHER]
    assert (row["verdict"], row["scenarios"]) == ("PASS", [])


def test_a_rule_that_could_not_judge_makes_the_verdict_uncertain() -> None:
    results = assembled(record(crashes=["RFC7519-4.1.4/exp-number cannot be judged: …"]))
    assert results["exit_code"] == 2
    assert results["problems"] == ["RFC7519-4.1.4/exp-number cannot be judged: …"]


STRICTER = Profile("stricter", "Stricter", "1", levels={SHOULD: "MUST", MUST: "SHOULD"})


@pytest.mark.parametrize(
    ("requirement", "verdict"), [(SHOULD, Verdict.FAIL), (MUST, Verdict.WARNING)]
)
def test_a_profile_decides_the_verdict_on_a_breach(requirement: str, verdict: Verdict) -> None:
    assert judge(BREACH, steps("when"), requirement, STRICTER).verdict is verdict


@pytest.mark.parametrize(
    ("profile", "level", "verdict", "code"),
    [(default(), "SHOULD", "WARNING", 0), (STRICTER, "MUST", "FAIL", 1)],
    ids=["default", "stricter"],
)
def test_a_profile_decides_the_level_of_an_incidental_finding(
    profile: Profile, level: str, verdict: str, code: int
) -> None:
    passed = record(requirement=SHOULD, findings=[finding(SHOULD)])
    results = assembled(passed, profile=profile)
    [row] = results["requirements"]
    assert (row["level"], row["verdict"]) == (level, verdict)
    assert (results["findings"][0]["verdict"], results["exit_code"]) == (verdict, code)
