"""A hostile answer is a verdict with evidence within the timeout, never a hang or a crash."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coatcheck.net.wire import MAX_BODY, Request, Wire
from coatcheck.run.engine import Collector, run
from tests.conftest import Coatcheck, Write
from tests.hostile.provider import ANSWERS, IN_TURNS, Answer, Hostile, hostile
from tests.reference import running_at
from tests.runs import results

TIMEOUT = 1.0
by_answer = pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.__name__)

TargetOf = Callable[[str], str]


@pytest.fixture(scope="module")
def provider() -> Iterator[Hostile]:
    """A provider with a hostile UserInfo endpoint."""
    with hostile("userinfo_endpoint") as found:
        yield found


@pytest.fixture
def target_of(provider: Hostile, reference_target: str, write_target: Write) -> TargetOf:
    """Write a target file for the provider with one of its hostile endpoints."""

    def write(endpoint: str) -> str:
        text = running_at(provider.issuer, reference_target)
        text += f"\nmetadata_url: {provider.metadata_url(endpoint)}\n"
        return write_target(f"{text}user_agent: http\ntimeout: {TIMEOUT}\n")

    return write


def require_verdicts(judged: list[dict[str, Any]]) -> None:
    """Expect of scenarios that none passes, each has its evidence, and none crashes."""
    assert judged
    assert {scenario["verdict"] for scenario in judged} <= {"FAIL", "WARNING", "ERROR"}
    assert all(scenario["exchanges"] for scenario in judged)
    assert all(scenario["traceback"] is None for scenario in judged)


@by_answer
def test_wire_ends_in_time_with_evidence(provider: Hostile, answer: Answer) -> None:
    wire = Wire(TIMEOUT)
    began = time.monotonic()
    exchange = wire.send("hostile", Request("GET", provider.url(answer.__name__)))
    assert time.monotonic() - began < 3 * TIMEOUT + 2
    wire.close()
    assert exchange.reply is not None or exchange.error
    assert len(exchange.answer.body) <= MAX_BODY
    assert exchange.answer.members == {}


@by_answer
def test_every_scenario_ends_in_a_verdict(target_of: TargetOf, answer: Answer) -> None:
    collector = Collector()
    run(["--target", target_of(answer.__name__), "--clause", "OIDCC-5.3.2"], 1, collector)
    require_verdicts(collector.records)
    assert collector.complaints == []


def test_a_run_ends_in_a_report(
    provider: Hostile, target_of: TargetOf, coatcheck: Coatcheck, tmp_path: Path
) -> None:
    out, provider.given[:] = tmp_path / "out", []
    options = ("--clause", "OIDCC-5.3.2", "-n", "1", "--out", str(out))
    code, printed = coatcheck("run", "--target", target_of(IN_TURNS), *options)
    assert code in (1, 2), printed
    assert "Traceback" not in printed
    judged = results(out)["scenarios"]
    require_verdicts(judged)
    assert len({*provider.given}) == len(judged)
