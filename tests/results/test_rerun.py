"""What an earlier run found is run again, and nothing else."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coatcheck.results.deviations import Deviations
from coatcheck.results.earlier import EarlierRun, Repetition
from coatcheck.run.selection import Selection
from coatcheck.target import target_file
from tests.conftest import Coatcheck
from tests.reference import running_at
from tests.results.conftest import run
from tests.results.records import MUST, OTHER, SCENARIO, declared, record, written
from tests.runs import read, results
from tests.waits.scenarios import EXPIRED, OPENS_NOTHING, UNHURRIED

CHOSEN = ("--clause", "RFC6749-4.1.2")


def altered(path: Path, to: Path, change: Callable[[dict[str, Any]], object]) -> str:
    found = read(path)
    change(found)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(found), encoding="utf-8")
    return str(to)


def test_what_failed_is_run_again_alone(coatcheck: Coatcheck, broken: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    assert coatcheck(*run(broken, first), *CHOSEN)[0] == 1
    assert len(results(first)["scenarios"]) > 1
    [file] = first.glob("*/results.json")
    code, printed = coatcheck(*run(broken, second), "--rerun-failed", str(file))
    assert code == 1, printed
    assert [row["id"] for row in results(second)["scenarios"]] == [SCENARIO]


def test_the_latest_run_of_the_target_is_repeated(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    coatcheck(*run(broken, out), "--scenario", SCENARIO)
    [found] = out.glob("*/results.json")

    def name(other: str) -> Callable[[dict[str, Any]], object]:
        return lambda row: row["target"].update(name=other)

    altered(found, out / "20990101-000000-other/results.json", name("other"))
    altered(found, out / "20990101-000000-other-reference/results.json", name("other-reference"))
    code, printed = coatcheck(*run(broken, out), "--rerun-failed")
    assert code == 1, printed
    assert read(max(out.glob("*/results.json")))["target"]["name"] != "reference"
    repeated = [read(path) for path in out.glob("*-reference/results.json")]
    commands = [row["run"]["command"] for row in repeated if row["target"]["name"] == "reference"]
    assert any("--rerun-failed" in command for command in commands)


def test_what_broke_something_by_the_way_is_repeated(tmp_path: Path) -> None:
    finding = {"requirement": "R", "scenario": "pkce/x", "verdict": "WARNING"}
    excluded = {"requirement": OTHER, "scenario": "pkce/y", "verdict": "EXCLUDED"}
    rows = [
        {"id": f"pkce/{v.lower()}", "verdict": v, "requirement": MUST}
        for v in ("PASS", "FAIL", "WARNING", "ERROR", "NOT APPLICABLE", "EXCLUDED")
    ]
    earlier = EarlierRun(tmp_path, {"scenarios": rows, "findings": [finding, excluded]})
    not_passed = ["pkce/fail", "pkce/warning", "pkce/error"]
    today = datetime.date(2026, 1, 2)

    def now_declared(*entries: tuple[str, int]) -> list[str]:
        return earlier.not_passed(Deviations(declared(*entries), today))

    assert now_declared((MUST, 2099), (OTHER, 2099)) == [*not_passed, "pkce/x"]
    assert now_declared((MUST, 2099), (OTHER, 2020)) == [*not_passed, "pkce/x", "pkce/y"]
    assert now_declared((OTHER, 2099)) == [*not_passed, "pkce/excluded", "pkce/x"]


def test_what_failed_and_what_had_no_turn_is_repeated() -> None:
    came = ((OPENS_NOTHING, "FAIL"), (UNHURRIED, "PASS"))
    rows = [{"id": name, "verdict": verdict, "requirement": "R"} for name, verdict in came]
    interrupted = {
        "run": {"id": "20260102-030405-x", "no_turn": [EXPIRED, "gone/from-the-suite"]},
        "scenarios": rows,
        "findings": [],
    }
    target = target_file.load(target_file.DEFAULT)
    again = EarlierRun(Path(), interrupted).again(Selection([], [], []), target)
    assert again == Repetition("20260102-030405-x", [OPENS_NOTHING], [EXPIRED], [])
    assert again.selection.scenario == [OPENS_NOTHING, EXPIRED]
    assert str(again).startswith("Repeating 2 scenarios of 20260102-030405-x: 1 that did not pass")


def test_nothing_is_repeated_of_a_target_that_is_another_by_now(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert coatcheck(*run(broken, out), "--flow", "jwk_set")[0] == 0
    [file] = out.glob("*/results.json")
    text = broken.read_text(encoding="utf-8")
    broken.write_text(
        text.replace('"code_of_public_client_reusable"', '"code_unbound"'), encoding="utf-8"
    )
    for arguments in ((), (str(file),)):
        code, printed = coatcheck(*run(broken, out), "--rerun-failed", *arguments)
        assert code == 2, printed
        assert f"{broken} has changed since" in printed
        assert "Run all scenarios again" in printed
    assert len(list(out.iterdir())) == 1


def test_nothing_is_repeated_at_another_issuer(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = broken.read_text(encoding="utf-8")
    broken.write_text(running_at("${ISSUER}", text), encoding="utf-8")
    monkeypatch.setenv("ISSUER", "https://staging.example")
    sha256 = target_file.load(broken).sha256
    was = {"issuer": "https://production.example", "sha256": sha256}
    path = written(tmp_path, record(), target=was)
    code, printed = coatcheck("run", "--target", str(broken), "--rerun-failed", str(path))
    assert code == 2, printed
    assert "the issuer was https://production.example and is now https://staging.example" in printed
    assert "Run all scenarios again" in printed


def test_what_the_options_name_besides_is_run(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    assert coatcheck(*run(broken, first), "--flow", "jwk_set")[0] == 0
    chosen = {"flows": ["jwk_set"], "clauses": [], "scenarios": []}
    assert results(first)["run"]["selection"] == chosen
    [file] = first.glob("*/results.json")
    repeated = ("--scenario", SCENARIO, "--rerun-failed", str(file))
    code, printed = coatcheck(*run(broken, second), *repeated)
    assert code == 1, printed
    assert "Running 1 more." in printed
    assert [row["id"] for row in results(second)["scenarios"]] == [SCENARIO]


def test_nothing_to_repeat_says_so_and_the_verdict_stands(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert coatcheck(*run(broken, out), "--flow", "jwk_set")[0] == 0
    code, printed = coatcheck(*run(broken, out), "--rerun-failed")
    assert code == 0, printed
    assert "Nothing to repeat" in printed
    assert "not a whole run: --flow jwk_set" in printed

    def stale(found: dict[str, Any]) -> None:
        found.update(exit_code=2, verdict="inconclusive", problems=["known deviation X expired"])

    [file] = out.glob("*/results.json")
    again = altered(file, tmp_path / "stale/results.json", stale)
    code, printed = coatcheck(*run(broken, out), "--rerun-failed", again)
    assert code == 2, printed
    assert "known deviation X expired" in printed


def test_runs_that_are_not_to_be_repeated(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path
) -> None:
    again = (*run(broken, tmp_path / "out"), "--rerun-failed")
    for arguments, words in (
        ((), "contains no run of the target reference"),
        ((str(tmp_path / "none.json"),), "cannot be read"),
        ((str(broken),), "cannot be read"),
    ):
        code, printed = coatcheck(*again, *arguments)
        assert code == 2
        assert words in printed
    other = written(tmp_path, record(), target={"name": "theirs"})
    code, printed = coatcheck(*again, str(other))
    assert code == 2
    assert "contains a run of the target theirs, not of reference" in printed
    other.write_text('{"format": "else"}')
    code, printed = coatcheck(*again, str(other))
    assert code == 2
    assert "coatcheck-results/1" in printed
    other.write_text('{"format": "coatcheck-results/1"}')
    code, printed = coatcheck(*again, str(other))
    assert code == 2
    assert "is incomplete or was changed" in printed


def test_what_was_amiss_with_the_whole_stands(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    coatcheck(*run(broken, first), "--scenario", UNHURRIED)
    [file] = first.glob("*/results.json")

    def not_passed(found: dict[str, Any]) -> None:
        found["problems"] = ["A rule crashed.", "3 of 9 scenarios did not run."]
        found["run"]["no_turn"] = [UNHURRIED]

    code, printed = coatcheck(
        *run(broken, second), "--rerun-failed", altered(file, file, not_passed)
    )
    assert code == 2, printed
    [problem] = results(second)["problems"]
    assert problem.startswith("A rule crashed. (from ")
