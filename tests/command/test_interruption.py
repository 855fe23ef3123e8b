"""A run that is told to end, or killed, leaves a report of what was done."""

from pathlib import Path

import pytest

from tests.conftest import Coatcheck, Write
from tests.runs import first_report, results, running


@pytest.fixture
def target(reference_target: str, write_target: Write) -> str:
    """A target that is judged slowly, so that a run is under way for long enough to be ended."""
    return write_target(f"{reference_target}\nuser_agent: http\nrequests_per_second: 60\n")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_that_is_told_to_end_reports_what_was_done(
    target: str, tmp_path: Path, workers: str
) -> None:
    out = tmp_path / "out"
    with running(out, "--target", target, "-n", workers) as process:
        first_report(out, process)
        process.terminate()
        printed, complaint = process.communicate(timeout=60)
    assert process.returncode == 2, complaint
    assert "The run was interrupted" in printed
    found = results(out)
    assert found["run"]["interrupted"] is True
    assert found["exit_code"] == 2
    assert found["scenarios"]
    [problem] = found["problems"]
    assert "scenarios did not run" in problem
    [folder] = out.iterdir()
    assert "The run was interrupted" in (folder / "report.html").read_text(encoding="utf-8")
    assert (folder / "junit.xml").exists()


def test_a_run_that_is_killed_leaves_its_latest_report_under_way(
    target: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with running(out, "--target", target, "-n", "1") as process:
        first_report(out, process)
        process.kill()
        process.wait(timeout=30)
    found = results(out)
    assert found["run"]["interrupted"] is True
    assert found["exit_code"] == 2
    assert found["problems"][-1].startswith("This report was written during the run, after ")
    [folder] = out.iterdir()
    assert "written during the run" in (folder / "report.html").read_text(encoding="utf-8")


def test_interrupted_before_a_scenario_says_so(
    coatcheck: Coatcheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coatcheck.preflight.require", interrupt)
    code, printed = coatcheck("run", "--flow", "pkce")
    assert code == 2
    assert "Interrupted." in printed


def test_a_browser_that_the_signal_ended_too_is_no_fault_of_the_suite(
    coatcheck: Coatcheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        try:
            raise KeyboardInterrupt
        finally:
            raise RuntimeError("Target page, context or browser has been closed")

    monkeypatch.setattr("coatcheck.preflight.require", interrupt)
    code, printed = coatcheck("run", "--flow", "pkce")
    assert code == 2
    assert "Interrupted." in printed
    assert "Internal error" not in printed
