"""A first adoption: declare what a run found, repeat what failed."""

import dataclasses
import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from coatcheck.errors import UsageError
from coatcheck.results import baseline
from coatcheck.results.deviations import Deviations
from coatcheck.results.earlier import EarlierRun
from coatcheck.results.results import Run, assemble
from coatcheck.target import target_file
from coatcheck.target.target import Deviation
from tests.conftest import Coatcheck
from tests.test_verdicts import record

Write = Callable[[str], str]
REUSED = "RFC6749-4.1.2/code-single-use"
OTHER = "RFC6749-5.1/cache-control-no-store"
SCENARIO = "token_endpoint/a-redeemed-code-of-a-public-client-is-refused"
CHOSEN = ("--clause", "RFC6749-4.1.2", "-n", "1")


@pytest.fixture
def broken(reference_target: str, write_target: Write) -> Path:
    """A target file of a provider that redeems a code twice."""
    fault = '"--fault", "code_of_public_client_reusable", "--until-stdin-closes"'
    text = reference_target.replace('"--until-stdin-closes"', fault)
    return Path(write_target(f"# Ours.\n{text}\nuser_agent: http # no script\n"))


def results(out: Path) -> Path:
    return sorted(out.glob("*/results.json"))[-1]


def told(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def altered(path: Path, to: Path, change: Callable[[dict[str, Any]], object]) -> str:
    found = told(path)
    change(found)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(found), encoding="utf-8")
    return str(to)


def test_from_the_first_run_to_a_declared_baseline(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run = ("run", "--target", str(broken), "--out", str(out))
    assert coatcheck(*run, *CHOSEN)[0] == 1
    first = told(results(out))
    assert len(first["scenarios"]) > 1

    code, said = coatcheck(*run, "-n", "1", "--rerun-failed", str(results(out)))
    assert code == 1, said
    elsewhere = altered(results(out), tmp_path / "other/results.json", lambda r: None)
    assert [row["id"] for row in told(results(out))["scenarios"]] == [SCENARIO]

    before = broken.read_text(encoding="utf-8")
    code, said = coatcheck("baseline", elsewhere, "--into", str(broken))
    assert code == 0, said
    after = broken.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "# MUST: " in after
    [entry] = target_file.load(broken).known_deviations
    assert entry.id == REUSED
    assert f"Baseline of {told(Path(elsewhere))['run']['id']}" in entry.reason
    lasts = entry.expires - datetime.datetime.now(datetime.UTC).date()
    assert lasts.days in (89, 90)

    code, said = coatcheck(*run, *CHOSEN)
    assert code == 0, said
    code, said = coatcheck(*run, "--rerun-failed", elsewhere)
    assert code == 2, said
    assert told(results(out))["counts"]["scenarios"]["EXCLUDED"] == 1

    code, said = coatcheck("baseline", elsewhere, "--into", str(broken))
    assert "stands in" in said
    assert broken.read_text(encoding="utf-8") == after


def test_the_latest_run_of_the_target_is_repeated(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run = ("run", "--target", str(broken), "--out", str(out), "-n", "1")
    coatcheck(*run, "--scenario", SCENARIO)
    found = results(out)

    def name(other: str) -> Callable[[dict[str, Any]], object]:
        return lambda row: row["target"].update(name=other)

    altered(found, out / "20990101-000000-other/results.json", name("other"))
    altered(found, out / "20990101-000000-other-reference/results.json", name("other-reference"))
    code, said = coatcheck(*run, "--rerun-failed")
    assert code == 1, said
    assert told(results(out))["target"]["name"] != "reference"
    repeated = [told(path) for path in out.glob("*-reference/results.json")]
    commands = [row["run"]["command"] for row in repeated if row["target"]["name"] == "reference"]
    assert any("--rerun-failed" in command for command in commands)


def test_what_broke_something_by_the_way_is_repeated(tmp_path: Path) -> None:
    finding = {"requirement": "R", "scenario": "pkce/x", "verdict": "WARNING"}
    excluded = {"requirement": OTHER, "scenario": "pkce/y", "verdict": "EXCLUDED"}
    rows = [
        {"id": f"pkce/{v.lower()}", "verdict": v, "requirement": REUSED}
        for v in ("PASS", "FAIL", "WARNING", "ERROR", "NOT APPLICABLE", "EXCLUDED")
    ]
    run = EarlierRun(tmp_path, {"scenarios": rows, "findings": [finding, excluded]})
    amiss = ["pkce/fail", "pkce/warning", "pkce/error"]
    today = datetime.date(2026, 1, 2)

    def now_declared(*entries: tuple[str, int]) -> list[str]:
        return run.amiss(Deviations(declared(*entries), today))

    assert now_declared((REUSED, 2099), (OTHER, 2099)) == [*amiss, "pkce/x"]
    assert now_declared((REUSED, 2099), (OTHER, 2020)) == [*amiss, "pkce/x", "pkce/y"]
    assert now_declared((OTHER, 2099)) == [*amiss, "pkce/excluded", "pkce/x"]


def test_nothing_is_repeated_of_a_target_that_is_another_by_now(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run = ("run", "--target", str(broken), "--out", str(out), "-n", "1")
    assert coatcheck(*run, "--flow", "jwk_set")[0] == 0
    text = broken.read_text(encoding="utf-8")
    broken.write_text(
        text.replace('"code_of_public_client_reusable"', '"code_unbound"'), encoding="utf-8"
    )
    for arguments in ((), (str(results(out)),)):
        code, said = coatcheck(*run, "--rerun-failed", *arguments)
        assert code == 2, said
        assert f"{broken} is not what it was" in said
        assert "run the whole again" in said
    assert len(list(out.iterdir())) == 1


def test_nothing_is_repeated_at_another_issuer(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = broken.read_text(encoding="utf-8")
    broken.write_text(re.sub(r"start:\n(  .*\n)+", "issuer: ${ISSUER}\n", text), encoding="utf-8")
    monkeypatch.setenv("ISSUER", "https://staging.example")
    earlier = {
        "format": "coatcheck-results/1",
        "run": {"id": "20260102-030405-x"},
        "target": {
            "name": "reference",
            "issuer": "https://production.example",
            "sha256": target_file.load(broken).sha256,
        },
    }
    path = tmp_path / "results.json"
    path.write_text(json.dumps(earlier), encoding="utf-8")
    code, said = coatcheck("run", "--target", str(broken), "--rerun-failed", str(path))
    assert code == 2, said
    assert "the issuer is https://staging.example, and was https://production.example" in said
    assert "run the whole again" in said


def test_what_the_options_name_besides_is_run(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run = ("run", "--target", str(broken), "--out", str(out), "-n", "1")
    assert coatcheck(*run, "--flow", "jwk_set")[0] == 0
    chosen = {"flows": ["jwk_set"], "clauses": [], "scenarios": []}
    assert told(results(out))["run"]["selection"] == chosen
    code, said = coatcheck(*run, "--scenario", SCENARIO, "--rerun-failed", str(results(out)))
    assert code == 1, said
    assert "Running 1 that it did not have." in said
    assert [row["id"] for row in told(results(out))["scenarios"]] == [SCENARIO]


def test_nothing_to_repeat_says_so_and_the_verdict_stands(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run = ("run", "--target", str(broken), "--out", str(out), "-n", "1")
    assert coatcheck(*run, "--flow", "jwk_set")[0] == 0
    code, said = coatcheck(*run, "--rerun-failed")
    assert code == 0, said
    assert "Nothing to repeat" in said
    assert "a verdict on a part: --flow jwk_set" in said

    def stale(found: dict[str, Any]) -> None:
        found.update(exit_code=2, verdict="could not tell", problems=["known deviation X expired"])

    again = altered(results(out), tmp_path / "stale/results.json", stale)
    code, said = coatcheck(*run, "--rerun-failed", again)
    assert code == 2, said
    assert "known deviation X expired" in said


def test_runs_that_are_not_to_be_repeated(
    coatcheck: Coatcheck, broken: Path, tmp_path: Path
) -> None:
    run = ("run", "--target", str(broken), "--out", str(tmp_path / "out"), "--rerun-failed")
    for arguments, words in (
        ((), "holds no run of the target reference"),
        ((str(tmp_path / "none.json"),), "cannot be read"),
        ((str(broken),), "cannot be read"),
    ):
        code, said = coatcheck(*run, *arguments)
        assert code == 2
        assert words in said
    other = tmp_path / "results.json"
    other.write_text('{"format": "coatcheck-results/1", "target": {"name": "theirs"}}')
    code, said = coatcheck(*run, str(other))
    assert code == 2
    assert "holds a run of the target theirs, not of reference" in said
    other.write_text('{"format": "else"}')
    code, said = coatcheck(*run, str(other))
    assert code == 2
    assert "coatcheck-results/1" in said


ENTRY = ("MUST: Do it.", {"id": "A/b", "reason": "A reason.", "expires": datetime.date(2099, 1, 2)})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1", "a: 1\n\nknown_deviations:\n  # MUST: Do it.\n  - id: A/b\n"),
        ("known_deviations: []\na: 1 # one\n", "  - id: A/b\n"),
        ("known_deviations:\n# none yet\na: 1 # one\n", "# none yet\na: 1 # one\n"),
        (
            "known_deviations:\n- id: C\n  reason: >-\n    Folded\n    text.\n\n# of a\na: 1\n",
            "    text.\n# MUST: Do it.\n- id: A/b\n  reason: A reason.\n  expires: 2099-01-02\n\n#",
        ),
        (
            "known_deviations:\n    - id: C # see\n      # inside\n    # after\n",
            "      # inside\n    # MUST: Do it.\n    - id: A/b\n",
        ),
    ],
)
def test_entries_are_added_and_nothing_else_changes(before: str, after: str) -> None:
    changed = baseline.added(before, [ENTRY])
    assert after in changed
    comments = [line for line in before.splitlines() if "#" in line]
    assert all(line in changed.splitlines() for line in comments)
    assert yaml.safe_load(changed)["known_deviations"][-1] == ENTRY[1]


def test_brackets_are_left_alone() -> None:
    with pytest.raises(UsageError, match="brackets"):
        baseline.added("known_deviations: [{id: C}]\n", [ENTRY])


def test_a_baseline_as_text(coatcheck: Coatcheck, tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    row = {"id": REUSED, "level": "MUST", "text": "Once.\nNever # twice.", "verdict": "FAIL"}
    rest = {"run": {"id": "20260102-030405-x", "interrupted": True}, "target": {"name": "x"}}
    rows = [row, row | {"id": "B", "verdict": "ERROR"}]
    found: dict[str, Any] = {"format": "coatcheck-results/1", "requirements": rows} | rest
    path.write_text(json.dumps(found), encoding="utf-8")
    code, said = coatcheck(
        "baseline", str(tmp_path), "--expires", "2099-01-02", "--reason", "x" * 9
    )
    assert (code, "is no reason" in said) == (2, True)
    code, said = coatcheck(
        "baseline", str(tmp_path), "--expires", "2099-01-02", "--reason", "Ticket 12: nobody knows"
    )
    assert code == 0
    assert "was interrupted" in said
    [entry] = yaml.safe_load(said.partition("The run was")[0])["known_deviations"]
    assert entry == {
        "id": REUSED,
        "reason": "Ticket 12: nobody knows",
        "expires": datetime.date(2099, 1, 2),
    }


@pytest.mark.parametrize("day", ["2020-01-01", "soon"])
def test_a_baseline_lasts_until_a_day_to_come(coatcheck: Coatcheck, day: str) -> None:
    code, said = coatcheck("baseline", "results.json", "--expires", day)
    assert code == 2
    assert day in said


def declared(*entries: tuple[str, int]) -> tuple[Deviation, ...]:
    return tuple(Deviation(name, "A reason.", datetime.date(year, 1, 1)) for name, year in entries)


@pytest.mark.parametrize(
    ("entries", "facts", "code", "said"),
    [
        (((REUSED, 2099),), {}, 0, []),
        (((REUSED, 2099), (OTHER, 2099)), {}, 2, [f"{OTHER} did not occur"]),
        (((REUSED, 2099), (OTHER, 2099)), {"whole": False}, 0, []),
        (((REUSED, 2099), (OTHER, 2099)), {"interrupted": True}, 2, []),
        (((REUSED, 2099), (OTHER, 2020)), {"whole": False}, 2, [f"{OTHER} expired on 2020-01-01"]),
        (((REUSED, 2020),), {}, 1, [f"{REUSED} expired on 2020-01-01"]),
        (((REUSED, 2099), ("RFC1/x", 2099)), {}, 2, ["RFC1/x matches no requirement"]),
    ],
)
def test_a_declaration_that_is_wrong_makes_the_run_fail_and_is_named(
    entries: tuple[tuple[str, int], ...], facts: dict[str, Any], code: int, said: list[str]
) -> None:
    target = target_file.load(target_file.DEFAULT).at("https://op.example")
    target = target_file.with_overrides(target, {"known_deviations": declared(*entries)})
    records = [
        record(verdict="FAIL"),
        record(id="token_endpoint/y", requirement="RFC6749-5.1/expires-in-present"),
    ]
    run = dataclasses.replace(Run(target, "coatcheck run", 1), **facts)
    found = assemble(run, records)
    assert found["exit_code"] == code
    assert len(found["problems"]) == len(said)
    assert all(words in problem for words, problem in zip(said, found["problems"], strict=True))


def test_what_is_excluded_never_counts_as_passed() -> None:
    target = target_file.load(target_file.DEFAULT).at("https://op.example")
    target = target_file.with_overrides(target, {"known_deviations": declared((REUSED, 2099))})
    found = assemble(
        Run(target, "coatcheck run", 1), [record(verdict="FAIL"), record(id="token_endpoint/y")]
    )
    assert found["counts"]["scenarios"]["PASS"] == 1
    assert found["counts"]["scenarios"]["EXCLUDED"] == 1
    assert found["counts"]["requirements"]["PASS"] == 0
    assert found["counts"]["requirements"]["EXCLUDED"] == 1
    alone = assemble(Run(target, "coatcheck run", 1), [record(verdict="FAIL")])
    assert alone["exit_code"] == 2


def test_nothing_to_declare(coatcheck: Coatcheck, tmp_path: Path) -> None:
    rest = {"run": {"id": "20260102-030405-x", "interrupted": False}, "target": {"name": "x"}}
    found: dict[str, Any] = {"format": "coatcheck-results/1", "requirements": []} | rest
    (tmp_path / "results.json").write_text(json.dumps(found), encoding="utf-8")
    code, said = coatcheck("baseline", str(tmp_path))
    assert code == 0
    assert "Nothing to declare" in said
