"""What a target file declares as known: what it excuses, and when it is told."""

import dataclasses
import datetime
from typing import Any

import pytest

from coatcheck.results.deviations import Deviations
from coatcheck.results.results import Run, assemble
from coatcheck.target import target_file
from tests.results.records import MUST, OTHER, SHOULD, declared, record

TODAY = datetime.date(2026, 1, 2)


def test_a_deviation_of_a_scenario_excuses_no_finding_by_the_way() -> None:
    deviations = Deviations(declared(("token_endpoint/x", 2099)), TODAY)
    assert deviations.excuse(MUST) is None
    assert deviations.excuse(MUST, "token_endpoint/x")


def test_deviations_that_lapse_or_do_not_occur_are_told() -> None:
    deviations = Deviations(declared((MUST, 2026), (SHOULD, 2099)), TODAY)
    assert deviations.excuse(MUST) is None
    assert deviations.problems({MUST, SHOULD}) == [f"Known deviation {MUST} expired on 2026-01-01."]
    [stated] = deviations.stale({MUST, SHOULD}, set())
    assert f"{SHOULD} did not occur" in stated
    assert deviations.stale({MUST, SHOULD}, {SHOULD}) == []


def test_a_deviation_of_nothing_is_told_with_what_was_probably_meant() -> None:
    deviations = Deviations(declared((MUST.replace("single", "singel"), 2099)), TODAY)
    [stated] = deviations.problems({MUST, SHOULD})
    assert "matches no requirement and no scenario" in stated
    assert f"Did you mean {MUST}?" in stated
    assert deviations.stale({MUST, SHOULD}, set()) == []


def judged(
    *entries: tuple[str, int], records: list[dict[str, Any]], **facts: Any
) -> dict[str, Any]:
    """Return the results of a run against a target file that declares these deviations."""
    target = target_file.load(target_file.DEFAULT).at("https://op.example")
    target = target_file.with_overrides(target, {"known_deviations": declared(*entries)})
    return assemble(dataclasses.replace(Run(target, "coatcheck run", 1), **facts), records)


@pytest.mark.parametrize(
    ("entries", "facts", "code", "printed"),
    [
        (((MUST, 2099),), {}, 0, []),
        (((MUST, 2099), (OTHER, 2099)), {}, 2, [f"{OTHER} did not occur"]),
        (((MUST, 2099), (OTHER, 2099)), {"whole": False}, 0, []),
        (((MUST, 2099), (OTHER, 2099)), {"interrupted": True}, 2, []),
        (((MUST, 2099), (OTHER, 2020)), {"whole": False}, 2, [f"{OTHER} expired on 2020-01-01"]),
        (((MUST, 2020),), {}, 1, [f"{MUST} expired on 2020-01-01"]),
        (((MUST, 2099), ("RFC1/x", 2099)), {}, 2, ["RFC1/x matches no requirement"]),
    ],
)
def test_a_declaration_that_is_wrong_makes_the_run_fail_and_is_named(
    entries: tuple[tuple[str, int], ...], facts: dict[str, Any], code: int, printed: list[str]
) -> None:
    records = [record(verdict="FAIL"), record(id="token_endpoint/y", requirement=SHOULD)]
    found = judged(*entries, records=records, **facts)
    assert found["exit_code"] == code
    assert len(found["problems"]) == len(printed)
    assert all(words in problem for words, problem in zip(printed, found["problems"], strict=True))


def test_what_is_excluded_never_counts_as_passed() -> None:
    failed = record(verdict="FAIL")
    found = judged((MUST, 2099), records=[failed, record(id="token_endpoint/y")])
    assert found["counts"]["scenarios"]["PASS"] == 1
    assert found["counts"]["scenarios"]["EXCLUDED"] == 1
    assert found["counts"]["requirements"]["PASS"] == 0
    assert found["counts"]["requirements"]["EXCLUDED"] == 1
    assert judged((MUST, 2099), records=[failed])["exit_code"] == 2
