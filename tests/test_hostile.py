"""A hostile answer is a verdict with evidence within the timeout, never a hang or a crash."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coatcheck.protocol.wire import MAX_BODY, Request, Wire
from tests.conftest import Coatcheck
from tests.hostile import ANSWERS, Answer, hostile

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
    write_target: Callable[[str], str],
    tmp_path: Path,
) -> None:
    with hostile(answer, "userinfo_endpoint") as (issuer, url):
        text = re.sub(r"start:\n(  .*\n)+", f"issuer: {issuer}\n", reference_target)
        text += f"\nmetadata_url: {url}\nuser_agent: http\ntimeout: {TIMEOUT}\n"
        options = ("--clause", "OIDCC-5.3.2", "-n", "1", "--out", str(tmp_path / "out"))
        code, said = coatcheck("run", "--target", write_target(text), *options)
    assert code in (1, 2), said
    assert "Traceback" not in said
    [path] = (tmp_path / "out").glob("*/results.json")
    results = json.loads(path.read_text(encoding="utf-8"))
    assert {scenario["verdict"] for scenario in results["scenarios"]} <= {
        "FAIL",
        "WARNING",
        "ERROR",
    }
    assert all(scenario["exchanges"] for scenario in results["scenarios"])
    assert all(scenario["traceback"] is None for scenario in results["scenarios"])
