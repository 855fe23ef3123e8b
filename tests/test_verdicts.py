"""How a run comes to its verdict, from records to exit code."""

import datetime
from typing import Any

import pytest

from coatcheck.expect import outcome
from coatcheck.protocol.messages import TokenErrorResponse, TokenRequest, TokenResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.provider import Provider
from coatcheck.protocol.wire import Exchange, Reply, Request
from coatcheck.results.deviations import Deviations
from coatcheck.results.results import Run, assemble
from coatcheck.run.record import StepRecord, judge
from coatcheck.target import target_file
from coatcheck.target.target import Client, Deviation
from coatcheck.verdict import Nonconformance, NotApplicable, NotTestable, Verdict, exit_code, worst

MUST, SHOULD = "RFC6749-4.1.2/code-single-use", "RFC6749-5.1/expires-in-present"
TODAY = datetime.date(2026, 1, 2)
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
    assert judge(error, steps(*run), requirement).verdict is verdict


def test_a_pass_tells_which_of_several_lawful_answers_came() -> None:
    judged = judge(None, steps("given", "when", "then"), MUST, "refused: HTTP 400")
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


def test_a_deviation_of_a_scenario_excuses_no_finding_by_the_way() -> None:
    declared = Deviation("token_endpoint/x", "A reason for it.", datetime.date(2099, 1, 1))
    assert Deviations([declared], TODAY).excuse(MUST) is None
    assert Deviations([declared], TODAY).excuse(MUST, "token_endpoint/x")


def test_deviations_that_lapse_or_do_not_occur_are_told() -> None:
    lapsed = Deviation(MUST, "A reason for it.", datetime.date(2026, 1, 1))
    stale = Deviation(SHOULD, "A reason for it.", datetime.date(2099, 1, 1))
    deviations = Deviations([lapsed, stale], TODAY)
    assert deviations.excuse(MUST) is None
    assert deviations.problems({MUST, SHOULD}) == [f"known deviation {MUST} expired on 2026-01-01"]
    [told] = deviations.stale({MUST, SHOULD}, set())
    assert f"{SHOULD} did not occur" in told
    assert deviations.stale({MUST, SHOULD}, {SHOULD}) == []


def test_a_deviation_of_nothing_is_told_with_what_was_probably_meant() -> None:
    mistyped = Deviation(MUST.replace("single", "singel"), "A reason.", datetime.date(2099, 1, 1))
    deviations = Deviations([mistyped], TODAY)
    [told] = deviations.problems({MUST, SHOULD})
    assert "matches no requirement and no scenario" in told
    assert f"Did you mean {MUST}?" in told
    assert deviations.stale({MUST, SHOULD}, set()) == []


def record(**changes: Any) -> dict[str, Any]:
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
        "findings": [],
        "judged": [],
        "crashes": [],
        "seconds": {"total": 0.1, "wire": 0.0, "browser": 0.0, "wait": 0.0},
        "attachments": [],
        "worker": "gw0",
    }
    return plain | changes


def assembled(*records: dict[str, Any]) -> dict[str, Any]:
    run = Run(target_file.load(target_file.DEFAULT).at("https://op.example"), "coatcheck run", 1)
    return assemble(run, records)


def finding(requirement: str) -> dict[str, Any]:
    return {"requirement": requirement, "expected": "a", "received": "b", "exchange": None}


def test_a_finding_counts_against_its_own_requirement_alone() -> None:
    other = "RFC6749-5.1/cache-control-no-store"
    results = assembled(record(findings=[finding(other), finding(other)], judged=[other]))
    verdicts = {row["id"]: row["verdict"] for row in results["requirements"]}
    assert verdicts == {MUST: "PASS", other: "FAIL"}
    assert results["findings"][0]["count"] == 2
    assert results["exit_code"] == 1


def test_a_requirement_judged_by_the_way_alone_passes() -> None:
    other = "RFC6749-5.1/cache-control-no-store"
    results = assembled(record(judged=[other]))
    [row] = [row for row in results["requirements"] if row["id"] == other]
    assert (row["verdict"], row["scenarios"]) == ("PASS", [])


def test_a_rule_that_could_not_judge_makes_the_verdict_uncertain() -> None:
    results = assembled(record(crashes=["RFC7519-4.1.4/exp-number cannot be judged: …"]))
    assert results["exit_code"] == 2
    assert results["problems"] == ["RFC7519-4.1.4/exp-number cannot be judged: …"]


CLIENT = Client("c", "none", ("https://client.example/",))


def token_answer(status: int, body: str) -> Exchange:
    reply = Reply(status, (("content-type", "application/json"),), body.encode())
    now = datetime.datetime.now(datetime.UTC)
    request = Request("POST", "https://op.example/token")
    return Exchange(1, "token request", request, reply, None, now, 0.0)


def refusal(status: int, body: str) -> TokenErrorResponse:
    request = TokenRequest(CLIENT, Parameters())
    return TokenErrorResponse(Provider("https://op.example"), token_answer(status, body), request)


def test_a_refusal_counts_for_the_right_reason_only() -> None:
    outcome.refused(refusal(400, '{"error": "invalid_grant"}'), ("invalid_grant",))
    with pytest.raises(Nonconformance):
        outcome.refused(refusal(400, '{"error": "invalid_request"}'), ("invalid_grant",))
    with pytest.raises(Nonconformance):
        outcome.refused(refusal(400, "{}"), ())


def test_a_refusal_that_holds_tokens_is_none() -> None:
    body = '{"error": "invalid_grant", "access_token": "but here it is"}'
    with pytest.raises(Nonconformance):
        outcome.refused(refusal(400, body), ("invalid_grant",))


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_server_out_of_order_is_not_judged(status: int) -> None:
    with pytest.raises(NotTestable):
        outcome.refused(refusal(status, ""), ("invalid_grant",))


def test_tokens_where_a_refusal_was_due_are_a_nonconformance() -> None:
    request = TokenRequest(CLIENT, Parameters())
    answer = token_answer(200, '{"access_token": "x", "token_type": "Bearer"}')
    granted = TokenResponse(Provider("https://op.example"), answer, request)
    with pytest.raises(Nonconformance):
        outcome.refused(granted, ("invalid_grant",))
