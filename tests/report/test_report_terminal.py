"""The terminal shows the verdict, at any width, with colour or without, and obeys no target."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from coatcheck.base.verdict import Verdict
from coatcheck.report import view
from coatcheck.report.terminal import Progress, print_verdict

from .sample import Results

REPORT = Path("reports/20261121-010203-reference/report.html")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def console(width: int = 100, *, terminal: bool = False) -> Console:
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        _environ={"TERM": "xterm"},
    )


def shown(target: Console) -> str:
    assert isinstance(target.file, io.StringIO)
    return target.file.getvalue()


def verdict(results: Results, width: int = 100, *, terminal: bool = False) -> str:
    target = console(width, terminal=terminal)
    print_verdict(results, target, REPORT)
    return shown(target)


def test_hostile_text_obeys_nobody(results: Results) -> None:
    text = COLOUR.sub("", verdict(results, terminal=True))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert r"\x1b[31mred\x07 \u202etxt.exe" in text


def test_markup_is_text(results: Results) -> None:
    results["scenarios"][1]["received"] = "[red]x[/red] [link=https://evil.example]y[/link]"
    results["problems"] = ["[bold]z[/]"]
    text = verdict(results, 120)
    assert "[red]x[/red] [link=https://evil.example]y[/link]" in text
    assert "[bold]z[/]" in text


@pytest.mark.parametrize("width", [40, 100, 200])
def test_everything_amiss_is_told_at_every_width(results: Results, width: int) -> None:
    text = verdict(results, width)
    whole = re.sub(r"[\s│├└─]+", "", text)
    for issue in view.issues(results):
        assert issue.requirement["id"] in whole
        if issue.verdict != Verdict.EXCLUDED:
            assert issue.scenario is not None
            assert issue.scenario["rerun"] in text
    assert "POST http://127.0.0.1:9000/oidc/token → 200" in text
    assert str(REPORT) in text


def test_the_verdict_and_all_six_counts_come_last(results: Results) -> None:
    end = verdict(results).split("\nVerdict\n")[1]
    heads, requirements, scenarios = (line.split() for line in end.splitlines()[:3])
    assert " ".join(heads) == "✓ PASS ✗ FAIL ! WARNING ? ERROR ○ NOT APPLICABLE ⊘ EXCLUDED"
    assert requirements == ["Requirements", "3", "3", "1", "1", "1", "2"]
    assert scenarios == ["Scenarios", "3", "2", "1", "2", "2", "2"]
    assert "✗ reference does not conform." in end
    assert "not a certification" in end


def test_passing_clauses_are_summed_up(sound_results: Results) -> None:
    text = verdict(sound_results)
    assert "RFC 6749 The OAuth 2.0 Authorization Framework · 6 requirements · ✓ 6 PASS" in text
    assert "§" not in text
    assert "✓ reference conforms." in text


def test_errors_of_one_reason_are_told_once(results: Results) -> None:
    for number, scenario in enumerate(results["scenarios"]):
        scenario.update(
            verdict="ERROR", reason="The control failed.", id=f"feature/number-{number}"
        )
    text = verdict(results)
    assert text.count("The control failed.") == 1
    assert text.count("feature/number-") == len(results["scenarios"])


def test_no_colour_where_none_is_wanted(results: Results) -> None:
    target = Console(file=io.StringIO(), width=100, force_terminal=True, no_color=True)
    print_verdict(results, target, REPORT)
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", shown(target))


def test_progress_without_a_terminal_is_a_line_for_every_tenth(large_results: Results) -> None:
    target = console()
    with Progress(160, target) as progress:
        for scenario in large_results["scenarios"]:
            progress.advance(scenario)
    tenths = [line for line in shown(target).splitlines() if " of 160 " in line]
    assert len(tenths) == 10
    assert tenths[-1] == "100 %  160 of 160  ✓ 140 PASS · ✗ 10 FAIL · ○ 10 NOT APPLICABLE"
    assert shown(target).count("✗ FAIL feature_") == 10


def test_progress_on_a_terminal_tells_failures_and_cleans_up(results: Results) -> None:
    target = console(terminal=True)
    with Progress(len(results["scenarios"]), target) as progress:
        for scenario in results["scenarios"]:
            progress.advance(scenario)
    text = shown(target)
    assert "token_endpoint/a-redeemed-code-is-refused" in text
    assert text.count("positive control failed") == 1
    assert text.endswith(("\x1b[2K", "\n"))
    assert "\x1b[?25h" in text


def test_progress_of_nothing_is_nothing() -> None:
    target = console()
    with Progress(0, target):
        pass
    assert shown(target) == ""
