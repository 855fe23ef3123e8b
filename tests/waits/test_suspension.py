"""Scenarios that wait do so at once, and end as they would have alone."""

import datetime
import json
from typing import Any

import pytest

from coatcheck.run import fixtures, suspension
from coatcheck.run.engine import Collector, run
from coatcheck.run.listing import scenarios
from coatcheck.run.suspension import flow_before
from coatcheck.scenario.flow import Flow
from tests.runs import verdicts
from tests.waits.conftest import LIFETIMES, Judged, TargetAt
from tests.waits.scenarios import (
    CODE,
    EXPIRED,
    OPENS_NOTHING,
    PUSHED,
    TEN_MINUTES,
    UNHURRIED,
    WAITING,
)

ONCE_A_WORKER = {"metadata", "JWK Set", "redirect", "login form", "consent form", "clock"}
"""What is sent by whoever comes first, and to move a clock."""


def sent(found: dict[str, Any], scenario: str, label: str) -> list[dict[str, Any]]:
    """Return the exchanges of a scenario with a label."""
    [row] = [row for row in found["scenarios"] if row["id"] == scenario]
    exchanges = [found["exchanges"][number] for number in row["exchanges"]]
    return [each for each in exchanges if each["label"] == label]


def stated(found: dict[str, Any]) -> dict[str, Any]:
    """Return what is told of each scenario, but for times and for what comes once a worker."""

    def exchanges(row: dict[str, Any]) -> list[tuple[str, int]]:
        every = [found["exchanges"][number] for number in row["exchanges"]]
        own = [each for each in every if each["label"] not in ONCE_A_WORKER]
        return [(each["label"], each["response"]["status"]) for each in own]

    def steps(row: dict[str, Any]) -> list[tuple[str, str]]:
        return [(step["text"], step["status"]) for step in row["steps"]]

    rows = found["scenarios"]
    return {
        r["id"]: (r["verdict"], r["reason"], r["requirement"], steps(r), exchanges(r)) for r in rows
    }


def elapsed(found: dict[str, Any]) -> float:
    """Return the seconds from the first exchange to the last."""
    times = [datetime.datetime.fromisoformat(each["started"]) for each in found["exchanges"]]
    return (max(times) - min(times)).total_seconds()


@pytest.mark.parametrize("workers", [1, 2])
def test_scenarios_wait_at_once_and_come_to_the_same(
    target_at: TargetAt, judged: Judged, workers: int
) -> None:
    moved = judged(target_at(max_wait=None), *WAITING, UNHURRIED)
    found = judged(target_at(), *WAITING, UNHURRIED, workers=workers)
    assert set(verdicts(moved).values()) == {"PASS"}
    assert stated(found) == stated(moved)
    for part in ("findings", "requirements", "problems"):
        assert found[part] == moved[part]

    waited = {row["id"]: row["seconds"]["wait"] for row in found["scenarios"]}
    assert waited.pop(UNHURRIED) == 0
    assert min(waited.values()) >= 3
    assert waited[WAITING[-1]] >= 10
    assert elapsed(found) < sum(waited.values()) / 2
    for row in found["scenarios"]:
        assert row["seconds"]["total"] >= row["seconds"]["wait"]
        assert sum(step["seconds"] for step in row["steps"]) >= row["seconds"]["wait"]


def test_a_scenario_goes_on_with_what_it_had_last(target_at: TargetAt, judged: Judged) -> None:
    found = judged(target_at(), PUSHED)
    first, last = (
        json.loads(each["response"]["body"])["request_uri"].rpartition(":")[2]
        for each in sent(found, PUSHED, "pushed authorization request")
    )
    before, after = (
        each["request"]["url"] for each in sent(found, PUSHED, "authorization request")
    )
    assert first in before
    assert last in after


def test_a_scenario_that_would_go_on_too_late_begins_anew_and_waits_alone(
    target_at: TargetAt, judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    flows: list[Flow | None] = []

    def noted(test: pytest.Item) -> Flow | None:
        flows.append(flow_before(test))
        return flows[-1]

    monkeypatch.setattr(suspension, "latest", lambda *_: 0)
    monkeypatch.setattr(fixtures, "flow_before", noted)
    found = judged(target_at(), PUSHED, CODE)
    assert flows == [None] * 4
    assert set(verdicts(found).values()) == {"PASS"}
    pushes = sent(found, PUSHED, "pushed authorization request")
    uris = [json.loads(each["response"]["body"])["request_uri"] for each in pushes]
    asked = sent(found, PUSHED, "authorization request")[-1]["request"]["url"]
    assert len(set(uris)) == 4
    assert uris[-1].rpartition(":")[2] in asked
    for row in found["scenarios"]:
        assert {step["status"] for step in row["steps"]} == {"passed"}
        assert row["seconds"]["total"] >= row["seconds"]["wait"] >= 3
    assert elapsed(found) >= sum(row["seconds"]["wait"] for row in found["scenarios"]) - 1


def test_those_that_wait_have_a_login_of_their_own(target_at: TargetAt, judged: Judged) -> None:
    for max_wait, logins in ((None, [1, 0]), (6, [1, 1])):
        found = judged(target_at(max_wait=max_wait), OPENS_NOTHING, UNHURRIED)
        forms = [sent(found, name, "login form") for name in (OPENS_NOTHING, UNHURRIED)]
        assert [len(each) for each in forms] == logins


def test_a_scenario_goes_on_between_others_as_soon_as_it_is_due(target_at: TargetAt) -> None:
    before = ["authorization_response", "authorization_server_metadata"]
    others = [each.id for each in scenarios(before, [], [])]
    named = [word for name in (CODE, *others) for word in ("--scenario", name)]
    collector = Collector()
    long = dict.fromkeys((*LIFETIMES, "auth_req_id"), 60) | {"authorization_code": 4}
    run(["--target", target_at(more="requests_per_second: 4", **long), *named], 1, collector)
    ended = [record["id"] for record in collector.records]
    assert 0 < ended.index(CODE) < len(ended) - 1


def test_what_never_expires_is_seen_while_others_wait(target_at: TargetAt, judged: Judged) -> None:
    chosen = (EXPIRED, OPENS_NOTHING, TEN_MINUTES, UNHURRIED)
    found = judged(target_at("introspection_expired_active"), *chosen)
    assert verdicts(found) == {
        EXPIRED: "FAIL",
        OPENS_NOTHING: "PASS",
        TEN_MINUTES: "NOT APPLICABLE",
        UNHURRIED: "PASS",
    }
    [long] = [row for row in found["scenarios"] if row["id"] == TEN_MINUTES]
    assert long["reason"] == "this wait takes 601 s, but max_wait in the target file is 6 s"
    [finding] = found["findings"]
    assert (finding["requirement"], finding["scenario"]) == ("RFC7662-4/expiry-considered", EXPIRED)
    assert finding["count"] == 1


def test_an_error_before_the_wait_is_told_at_once(target_at: TargetAt, judged: Judged) -> None:
    found = judged(target_at("userinfo_get_refused"), OPENS_NOTHING)
    [row] = found["scenarios"]
    assert row["verdict"] == "ERROR"
    assert row["reason"].startswith("Not testable: ")
    assert row["seconds"]["wait"] == 0
    assert [step["status"] for step in row["steps"]] == ["passed", "failed"]
