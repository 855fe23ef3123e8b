"""What a scenario failed by is the last of its exchanges, where the reports look for it."""

from pathlib import Path

from tests.conftest import Coatcheck, Write
from tests.results.conftest import run
from tests.results.records import assembled, record
from tests.runs import results

SCENARIO = "token_endpoint/a-token-response-tells-caches-of-http-1-0-to-keep-off"


def test_the_decisive_exchange_comes_last() -> None:
    exchanges = [{"id": number, "label": f"request {number}"} for number in (7, 3, 5)]
    found = assembled(record(exchanges=exchanges, decisive=3))
    labels = {row["id"]: row["label"] for row in found["exchanges"]}
    shown = [labels[number] for number in found["scenarios"][0]["exchanges"]]
    assert shown == ["request 5", "request 7", "request 3"]


def test_a_broken_rule_shows_the_message_that_breaks_it(
    coatcheck: Coatcheck, tmp_path: Path, reference_target: str, write_target: Write
) -> None:
    fault = '"--fault", "token_response_without_pragma", "--until-stdin-closes"'
    target = Path(write_target(reference_target.replace('"--until-stdin-closes"', fault)))
    code, printed = coatcheck(*run(target, tmp_path / "out"), "--scenario", SCENARIO)
    assert code == 1, printed
    found = results(tmp_path / "out")
    labels = {row["id"]: row["label"] for row in found["exchanges"]}
    assert [labels[row["exchanges"][-1]] for row in found["scenarios"]] == ["token request"]
