"""What a run found is declared as known, in text or into the target file."""

import datetime
from pathlib import Path

import pytest
import yaml

from coatcheck.base.errors import UsageError
from coatcheck.results import baseline
from coatcheck.target import target_file
from tests.conftest import Coatcheck
from tests.results.conftest import run
from tests.results.records import MUST, SCENARIO, SHOULD, record, written
from tests.runs import read, results


@pytest.fixture
def found(coatcheck: Coatcheck, broken: Path, tmp_path: Path) -> Path:
    """The results of a run that found something."""
    assert coatcheck(*run(broken, tmp_path / "first"), "--scenario", SCENARIO)[0] == 1
    [file] = (tmp_path / "first").glob("*/results.json")
    return file


def test_a_baseline_is_added_to_the_target_file_once(
    coatcheck: Coatcheck, broken: Path, found: Path
) -> None:
    before = broken.read_text(encoding="utf-8")
    code, printed = coatcheck("baseline", str(found), "--into", str(broken))
    assert code == 0, printed
    after = broken.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "# MUST: " in after
    [entry] = target_file.load(broken).known_deviations
    assert entry.id == MUST
    assert f"Baseline of {read(found)['run']['id']}" in entry.reason
    lasts = entry.expires - datetime.datetime.now(datetime.UTC).date()
    assert lasts.days in (89, 90)

    code, printed = coatcheck("baseline", str(found), "--into", str(broken))
    assert "is already in" in printed
    assert broken.read_text(encoding="utf-8") == after


def test_what_the_baseline_declares_is_excluded_from_then_on(
    coatcheck: Coatcheck, broken: Path, found: Path, tmp_path: Path
) -> None:
    coatcheck("baseline", str(found), "--into", str(broken))
    code, printed = coatcheck(*run(broken, tmp_path / "all"), "--clause", "RFC6749-4.1.2")
    assert code == 0, printed
    code, printed = coatcheck(*run(broken, tmp_path / "again"), "--rerun-failed", str(found))
    assert code == 2, printed
    assert results(tmp_path / "again")["counts"]["scenarios"]["EXCLUDED"] == 1


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
    unknown = record(id="token_endpoint/y", requirement=SHOULD, verdict="ERROR")
    written(tmp_path, record(verdict="FAIL"), unknown, run={"interrupted": True})
    command = ("baseline", str(tmp_path), "--expires", "2099-01-02", "--reason")
    code, printed = coatcheck(*command, "x" * 9)
    assert (code, "is too short" in printed) == (2, True)
    code, printed = coatcheck(*command, "Ticket 12: nobody knows")
    assert code == 0
    assert "was interrupted" in printed
    [entry] = yaml.safe_load(printed.partition("The run was")[0])["known_deviations"]
    assert entry == {
        "id": MUST,
        "reason": "Ticket 12: nobody knows",
        "expires": datetime.date(2099, 1, 2),
    }


@pytest.mark.parametrize("day", ["2020-01-01", "soon"])
def test_a_baseline_lasts_until_a_day_to_come(coatcheck: Coatcheck, day: str) -> None:
    code, printed = coatcheck("baseline", "results.json", "--expires", day)
    assert code == 2
    assert day in printed


def test_nothing_to_declare(coatcheck: Coatcheck, tmp_path: Path) -> None:
    written(tmp_path, record())
    code, printed = coatcheck("baseline", str(tmp_path))
    assert code == 0
    assert "Nothing to declare" in printed
