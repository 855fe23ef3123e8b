"""A run that is ended while a scenario waits tells that it had no turn."""

import json
from pathlib import Path
from typing import Any

import pytest

from coatcheck.target import target_file
from tests.conftest import Coatcheck
from tests.runs import first_report, results, running, verdicts
from tests.waits.conftest import TargetAt
from tests.waits.scenarios import EXPIRED, UNHURRIED


def interrupted(out: Path, target: str, workers: str) -> dict[str, Any]:
    """Return the results of a run that is ended while a scenario waits."""
    named = ("--scenario", EXPIRED, "--scenario", UNHURRIED, "-n", workers)
    with running(out, "--target", target, *named) as process:
        assert first_report(out, process)["run"]["no_turn"] == [EXPIRED]
        process.terminate()
        _, complaint = process.communicate(timeout=60)
    assert process.returncode == 2, complaint
    return results(out)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_wait_has_no_turn_and_is_repeated(
    coatcheck: Coatcheck, target_at: TargetAt, tmp_path: Path, workers: str
) -> None:
    target = target_at(max_wait=99, access_token=90)
    found = interrupted(tmp_path / "out", target, workers)
    assert verdicts(found) == {UNHURRIED: "PASS"}
    assert (found["run"]["interrupted"], found["run"]["no_turn"]) == (True, [EXPIRED])

    hastened = target_at(max_wait=None)
    found["target"]["sha256"] = target_file.load(Path(hastened)).sha256
    earlier = tmp_path / "results.json"
    earlier.write_text(json.dumps(found), encoding="utf-8")
    again = ("--rerun-failed", str(earlier), "--out", str(tmp_path / "again"))
    code, printed = coatcheck("run", "--target", hastened, *again)
    assert code == 0, printed
    one, none = "1 that did not run.", "0 that did not pass"
    assert f"Repeating 1 scenario of {found['run']['id']}: {none}, {one}" in printed
    assert verdicts(results(tmp_path / "again")) == {EXPIRED: "PASS"}
