"""Scenarios that wait do so at once, and end as they would have alone."""

import ast
import datetime
import json
import math
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.compat import inject_fixture

from coatcheck import clock, house
from coatcheck.clock import Clock, Suspended, Wait
from coatcheck.listing import scenarios
from coatcheck.protocol.wire import Wire
from coatcheck.results.earlier import EarlierRun, Repetition
from coatcheck.run import suspension
from coatcheck.run.engine import Collector, run
from coatcheck.run.selection import Selection
from coatcheck.run.suspension import WAITS, Suspension, latest
from coatcheck.scenario.flow import Flow
from coatcheck.target import target_file
from coatcheck.verdict import NotApplicable
from tests.conftest import ROOT, Coatcheck
from tests.test_interruption import reported, running

Write = Callable[[str], str]
TargetAt = Callable[..., str]

LIFETIMES = {"access_token": 4, "authorization_code": 4, "request_uri": 4}
SERVER = (
    *(sys.executable, "-m", "coatcheck.reference_server", "--until-stdin-closes"),
    *(word for name, told in LIFETIMES.items() for word in ("--lifetime", f"{name}={told}")),
)

EXPIRED = "introspection/an-expired-access-token-is-inactive"
OPENS_NOTHING = "bearer_token_usage/an-expired-access-token-opens-nothing"
CODE = "token_endpoint/a-code-is-refused-once-its-life-is-over"
TEN_MINUTES = "token_endpoint/a-code-is-refused-after-ten-minutes"
PUSHED = "pushed_authorization/a-request-uri-is-refused-once-its-life-is-over"
UNHURRIED = "introspection/a-token-that-was-never-issued-is-inactive"
WAITING = (
    EXPIRED,
    OPENS_NOTHING,
    CODE,
    PUSHED,
    "backchannel_authentication/an-authentication-that-nobody-decided-on-expires",
    "refresh_token/a-refreshed-id-token-has-its-own-time-of-issue",
    "refresh_token/a-refreshed-id-token-has-the-original-time-of-authentication",
    "device_authorization/a-device-that-polls-by-the-interval-gets-its-tokens-in-the-end",
)
"""The last one waits twice."""

ONCE_A_WORKER = {"metadata", "JWK Set", "redirect", "login form", "consent form", "clock"}
"""What is sent by whoever comes first, and to move a clock."""


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The sound issuer of a provider whose artifacts are short-lived."""
    pipe = subprocess.PIPE
    with subprocess.Popen(SERVER, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["issuer"]
        process.stdin.close()


@pytest.fixture
def target_at(issuer: str, reference_target: str, write_target: Write) -> TargetAt:
    """Write a target file, without the movable clock where something is to be waited for."""

    def write(fault: str = "", max_wait: float | None = 6, more: str = "", **lifetimes: int) -> str:
        at = issuer.replace("/oidc", f"/{fault}/oidc") if fault else issuer
        text = re.sub(r"start:\n(  .*\n)+", f"issuer: {at}\n", reference_target)
        for name, seconds in (LIFETIMES | {"auth_req_id": 5} | lifetimes).items():
            text = re.sub(rf"(?m)^  {name}: \d+$", f"  {name}: {seconds}", text)
        if max_wait is not None:
            text = re.sub(r"(?m)^clock:.*$", f"max_wait: {max_wait}", text)
        return write_target(f"{text}\nuser_agent: http\n{more}")

    return write


@pytest.fixture
def judged(coatcheck: Coatcheck, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Run scenarios and return the results."""

    def judge(target: str, *scenarios: str, workers: int = 1) -> dict[str, Any]:
        out = tmp_path / f"out-{len(list(tmp_path.iterdir()))}"
        named = [word for name in scenarios for word in ("--scenario", name)]
        coatcheck("run", "--target", target, *named, "-n", str(workers), "--out", str(out))
        [path] = out.glob("*/results.json")
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found

    return judge


def verdicts(found: dict[str, Any]) -> dict[str, str]:
    return {row["id"]: row["verdict"] for row in found["scenarios"]}


def sent(found: dict[str, Any], scenario: str, label: str) -> list[dict[str, Any]]:
    """Return the exchanges of a scenario with a label."""
    [row] = [row for row in found["scenarios"] if row["id"] == scenario]
    exchanges = [found["exchanges"][number] for number in row["exchanges"]]
    return [each for each in exchanges if each["label"] == label]


def told(found: dict[str, Any]) -> dict[str, Any]:
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
    target_at: TargetAt, judged: Callable[..., dict[str, Any]], workers: int
) -> None:
    moved = judged(target_at(max_wait=None), *WAITING, UNHURRIED)
    found = judged(target_at(), *WAITING, UNHURRIED, workers=workers)
    assert set(verdicts(moved).values()) == {"PASS"}
    assert told(found) == told(moved)
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


def test_a_scenario_goes_on_with_what_it_had_last(
    target_at: TargetAt, judged: Callable[..., dict[str, Any]]
) -> None:
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
    target_at: TargetAt, judged: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    flows: list[Flow] = []

    def inject(request: pytest.FixtureRequest, name: str, flow: Flow) -> None:
        flows.append(flow)
        inject_fixture(request, name, flow)

    monkeypatch.setattr(suspension, "latest", lambda *_: 0)
    monkeypatch.setattr(suspension, "inject_fixture", inject)
    found = judged(target_at(), PUSHED, CODE)
    assert [flow.last_outcome for flow in flows] == ["nothing was sent"] * 2
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


def test_those_that_wait_have_a_login_of_their_own(
    target_at: TargetAt, judged: Callable[..., dict[str, Any]]
) -> None:
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


def test_what_never_expires_is_seen_while_others_wait(
    target_at: TargetAt, judged: Callable[..., dict[str, Any]]
) -> None:
    chosen = (EXPIRED, OPENS_NOTHING, TEN_MINUTES, UNHURRIED)
    found = judged(target_at("introspection_expired_active"), *chosen)
    assert verdicts(found) == {
        EXPIRED: "FAIL",
        OPENS_NOTHING: "PASS",
        TEN_MINUTES: "NOT APPLICABLE",
        UNHURRIED: "PASS",
    }
    [long] = [row for row in found["scenarios"] if row["id"] == TEN_MINUTES]
    assert long["reason"] == "this takes 601 s; the target file's max_wait allows 6 s"
    [finding] = found["findings"]
    assert (finding["requirement"], finding["scenario"]) == ("RFC7662-4/expiry-considered", EXPIRED)
    assert found["findings"][0]["count"] == 1


def test_an_error_before_the_wait_is_told_at_once(
    target_at: TargetAt, judged: Callable[..., dict[str, Any]]
) -> None:
    found = judged(target_at("userinfo_get_refused"), OPENS_NOTHING)
    [row] = found["scenarios"]
    assert row["verdict"] == "ERROR"
    assert row["reason"].startswith("not testable: ")
    assert row["seconds"]["wait"] == 0
    assert [step["status"] for step in row["steps"]] == ["passed", "failed"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_wait_has_no_turn_and_is_repeated(
    coatcheck: Coatcheck, target_at: TargetAt, tmp_path: Path, workers: str
) -> None:
    out, target = tmp_path / "out", target_at(max_wait=99, access_token=90)
    named = ("--scenario", EXPIRED, "--scenario", UNHURRIED, "-n", workers)
    with running(out, "--target", target, *named) as process:
        assert reported(out)["run"]["no_turn"] == [EXPIRED]
        process.terminate()
        said, complaint = process.communicate(timeout=60)
    assert process.returncode == 2, complaint
    found = reported(out)
    assert verdicts(found) == {UNHURRIED: "PASS"}
    assert (found["run"]["interrupted"], found["run"]["no_turn"]) == (True, [EXPIRED])

    hastened = target_at(max_wait=None)
    found["target"]["sha256"] = target_file.load(Path(hastened)).sha256
    earlier = tmp_path / "results.json"
    earlier.write_text(json.dumps(found), encoding="utf-8")
    again = ("--rerun-failed", str(earlier), "--out", str(tmp_path / "again"))
    code, said = coatcheck("run", "--target", hastened, *again)
    assert code == 0, said
    one, none = "1 that had no turn.", "0 that failed, warned or ended in an error"
    assert f"Repeating 1 of {found['run']['id']}: {none}, {one}" in said
    assert verdicts(reported(tmp_path / "again")) == {EXPIRED: "PASS"}


def test_what_failed_and_what_had_no_turn_is_repeated() -> None:
    came = ((OPENS_NOTHING, "FAIL"), (UNHURRIED, "PASS"))
    rows = [{"id": name, "verdict": verdict, "requirement": "R"} for name, verdict in came]
    results = {
        "run": {"id": "20260102-030405-x", "no_turn": [EXPIRED, "gone/from-the-suite"]},
        "scenarios": rows,
        "findings": [],
    }
    target = target_file.load(target_file.DEFAULT)
    again = EarlierRun(Path(), results).again(Selection([], [], []), target)
    assert again == Repetition("20260102-030405-x", [OPENS_NOTHING], [EXPIRED], [])
    assert again.selection.scenario == [OPENS_NOTHING, EXPIRED]
    assert str(again).startswith("Repeating 2 of 20260102-030405-x: 1 that failed")


class Time:
    """A time that passes by sleeping alone."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def passing(monkeypatch: pytest.MonkeyPatch) -> Time:
    passing = Time()
    monkeypatch.setattr(clock, "time", passing)
    return passing


@pytest.fixture
def waiting() -> Iterator[Clock]:
    """A clock that cannot be moved, of a run that suspends scenarios."""
    wire = Wire(1.0, lambda exchange: None)
    waiting = Clock(wire, None, 60)
    waiting.suspends = True
    yield waiting
    wire.close()


def test_a_short_wait_suspends_nothing(passing: Time, waiting: Clock) -> None:
    waiting.pass_time(clock.WORTHWHILE)
    assert (passing.now, waiting.waited) == (1000 + clock.WORTHWHILE, clock.WORTHWHILE)


def test_without_suspension_every_wait_is_slept_through(passing: Time, waiting: Clock) -> None:
    waiting.suspends = False
    waiting.pass_time(60)
    assert (passing.now, waiting.waited) == (1060, 60)
    with pytest.raises(NotApplicable, match="max_wait allows 60 s"):
        waiting.pass_time(61)


def test_a_suspended_wait_goes_on_for_what_is_left(passing: Time, waiting: Clock) -> None:
    with pytest.raises(Suspended) as suspended:
        waiting.pass_time(30)
    assert (passing.now, waiting.waited) == (1000, 0)
    passing.now += 20
    waiting.under_way = suspended.value.wait
    waiting.pass_time(30)
    assert (passing.now, waiting.waited) == (1030, 30)
    with pytest.raises(Suspended):
        waiting.pass_time(30)


@pytest.mark.parametrize(
    ("sentence", "late"),
    [
        ("590 seconds pass", 5),
        ("the client waits for the interval of the device authorization response", 5),
        ("the device code has nearly expired", 5),
        ("the device code has expired", math.inf),
    ],
)
def test_what_is_waited_out_may_not_be_over(sentence: str, late: float) -> None:
    wait = Wait(1000, 590)
    assert latest(wait, sentence, (60, 600, 3600)) == wait.ends + late
    assert latest(wait, sentence, (60, 590)) == math.inf


def test_a_scenario_goes_on_before_another_that_might_take_too_long() -> None:
    unused: Any = None
    for too_late, longest, due in ((math.inf, 60, 1030), (1035, 5, 1030), (1035, 20, 1015)):
        waiting = Suspension(unused, unused, [], Wait(1000, 30), too_late, unused)
        assert waiting.due(longest) == due


def test_a_movable_clock_is_never_waited_for() -> None:
    wire = Wire(1.0, lambda exchange: None)
    assert not Clock(wire, "http://127.0.0.1/clock", 60).may_wait_long
    assert not Clock(wire, None, clock.WORTHWHILE).may_wait_long
    assert Clock(wire, None, 60).may_wait_long
    wire.close()


def definitions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield every step definition with its decorator as it is written."""
    for path in sorted(house.STEPS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield from ((ast.unparse(decorator), node) for decorator in node.decorator_list)


def test_every_sentence_that_waits_is_known() -> None:
    for decorator, function in definitions():
        sentence = re.search(r"['\"](.+?)['\"]", decorator)
        assert sentence is not None, decorator
        waits = "pass_time" in ast.unparse(function)
        assert bool(WAITS.fullmatch(re.sub(r"{\w+(:\w)?}", "5", sentence[1]))) is waits, decorator


def test_a_step_that_waits_does_nothing_else_before() -> None:
    for _, function in definitions():
        if "pass_time" in ast.unparse(function):
            assert "pass_time" in ast.unparse(function.body[-1])
            assert all(isinstance(line, ast.Expr | ast.Assign) for line in function.body)


def test_the_flow_is_all_that_steps_hand_on() -> None:
    handed = {
        ast.unparse(keyword.value)
        for decorator, _ in definitions()
        for node in ast.walk(ast.parse(decorator))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "target_fixture"
    }
    assert handed == {"'flow'"}


def test_the_reference_provider_takes_lifetimes_that_it_has() -> None:
    command = [*SERVER[:3], "--lifetime", "refresh_token=4"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "refresh_token=4 is not access_token or authorization_code" in done.stderr
