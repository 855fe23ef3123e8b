"""A hostile answer is a verdict with evidence within the timeout, never a hang or a crash."""

import time
from pathlib import Path

import pytest

from coatcheck.net.wire import MAX_BODY, Request, Wire
from tests.conftest import Coatcheck, Write
from tests.hostile.provider import ANSWERS, Answer, hostile
from tests.reference import running_at
from tests.runs import results

TIMEOUT = 1.0
by_answer = pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.__name__)


@by_answer
def test_wire_ends_in_time_with_evidence(answer: Answer) -> None:
    wire = Wire(TIMEOUT)
    with hostile(answer, "userinfo_endpoint") as (_, url):
        began = time.monotonic()
        exchange = wire.send("hostile", Request("GET", url.replace("metadata", "hostile")))
        assert time.monotonic() - began < 3 * TIMEOUT + 2
    wire.close()
    assert exchange.reply is not None or exchange.error
    assert len(exchange.answer.body) <= MAX_BODY
    assert exchange.answer.members == {}


@by_answer
def test_a_run_against_it_ends_in_a_verdict(
    answer: Answer,
    coatcheck: Coatcheck,
    reference_target: str,
    write_target: Write,
    tmp_path: Path,
) -> None:
    with hostile(answer, "userinfo_endpoint") as (issuer, url):
        text = running_at(issuer, reference_target)
        text += f"\nmetadata_url: {url}\nuser_agent: http\ntimeout: {TIMEOUT}\n"
        options = ("--clause", "OIDCC-5.3.2", "-n", "1", "--out", str(tmp_path / "out"))
        code, said = coatcheck("run", "--target", write_target(text), *options)
    assert code in (1, 2), said
    assert "Traceback" not in said
    judged = results(tmp_path / "out")["scenarios"]
    assert judged
    assert {scenario["verdict"] for scenario in judged} <= {"FAIL", "WARNING", "ERROR"}
    assert all(scenario["exchanges"] for scenario in judged)
    assert all(scenario["traceback"] is None for scenario in judged)
