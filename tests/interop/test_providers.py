"""No false alarm: what a provider that nobody here wrote does not pass is written down as real."""

from typing import Any


def stated(results: dict[str, Any], verdict: str) -> list[str]:
    rows = [*results["scenarios"], *results["findings"]]
    return [f"{r['requirement']}: {r['received']}" for r in rows if r["verdict"] == verdict]


def test_nothing_could_not_be_told(results: dict[str, Any]) -> None:
    errors = [f"{s['id']}: {s['reason']}" for s in results["scenarios"] if s["verdict"] == "ERROR"]
    assert errors == []
    assert results["problems"] == []


def test_no_requirement_is_broken(results: dict[str, Any]) -> None:
    assert stated(results, "FAIL") == []


def test_no_recommendation_is_neglected(results: dict[str, Any]) -> None:
    assert stated(results, "WARNING") == []


def test_exclusions_are_findings_that_are_written_down(results: dict[str, Any]) -> None:
    for row in [*results["scenarios"], *results["findings"]]:
        if row["verdict"] == "EXCLUDED":
            assert row["known"]["reason"]
            assert row["known"]["link"].startswith("docs/findings.md#")


def test_the_run_says_that_the_provider_conforms(results: dict[str, Any]) -> None:
    assert (results["verdict"], results["exit_code"]) == ("conforms", 0)
    assert results["counts"]["scenarios"]["PASS"] > 100
