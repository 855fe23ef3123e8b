"""The progress of a run, shown while it runs."""

from collections import Counter
from time import monotonic
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from coatcheck.base.text import clip, one_line
from coatcheck.base.verdict import Verdict
from coatcheck.report import view

STYLES = {
    Verdict.PASS: "green",
    Verdict.FAIL: "bold red",
    Verdict.WARNING: "yellow",
    Verdict.ERROR: "bold magenta",
    Verdict.NOT_APPLICABLE: "dim",
    Verdict.EXCLUDED: "cyan",
}


def mark(verdict: Verdict) -> Text:
    """Return symbol and word of a verdict in its colour."""
    return Text(f"{view.SYMBOLS[verdict]} {verdict}", STYLES[verdict])


def tally_line(counts: dict[Verdict, int]) -> Text:
    """Return the counts with symbols and words, each in its colour."""
    parts = [
        Text(f"{view.SYMBOLS[verdict]} {number:,} {verdict}", STYLES[verdict])
        for verdict, number in counts.items()
    ]
    return Text(" · ").join(parts)


class Progress:
    """A bar and the counts on a terminal; elsewhere a line for every tenth of the scenarios."""

    def __init__(self, total: int, console: Console) -> None:
        self._total, self._console = total, console
        self._counts: Counter[str] = Counter()
        self._printed: set[str] = set()
        self._tenth, self._current, self._began = 0, "", monotonic()
        self._live: Live | None = None
        if console.is_terminal and not console.is_dumb_terminal:
            self._live = Live(
                console=console, transient=True, refresh_per_second=8, get_renderable=self._bar
            )

    def __enter__(self) -> Self:
        self._began = monotonic()
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._live:
            self._live.stop()

    def advance(self, scenario: dict[str, Any]) -> None:
        """Count a scenario that has ended, and print it at once if it failed."""
        self._counts[scenario["verdict"]] += 1
        self._current = one_line(scenario["title"])
        self._print(scenario)
        if not self._live:
            self._print_tenth()

    def _print(self, scenario: dict[str, Any]) -> None:
        """Print every failure, but only the first of several errors with the same reason."""
        verdict = Verdict(scenario["verdict"])
        if verdict not in (Verdict.FAIL, Verdict.ERROR):
            return
        reason = one_line(scenario["reason"] or "")
        if verdict == Verdict.ERROR and reason in self._printed:
            return
        self._printed.add(reason)
        words = Text.assemble(mark(verdict), " ", one_line(scenario["id"]))
        words.append(f"  {clip(reason, 200)}" if reason else "", "dim")
        self._console.print(words, soft_wrap=not self._live)

    def _done(self) -> int:
        return self._counts.total()

    def _print_tenth(self) -> None:
        tenth = 10 * self._done() // max(self._total, 1)
        if tenth > self._tenth:
            self._tenth = tenth
            words = Text(f"{10 * tenth:>3} %  {self._done()} of {self._total}  ")
            words.append_text(tally_line(view.tally(self._counts.elements())))
            self._console.print(words, soft_wrap=True)

    def _bar(self) -> Table:
        grid = Table.grid(padding=(0, 1), expand=False)
        bar = ProgressBar(total=max(self._total, 1), completed=self._done(), width=24)
        seconds = int(monotonic() - self._began)
        grid.add_row(bar, f"{self._done()}/{self._total}", f"{seconds} s")
        outer = Table.grid(expand=True)
        outer.add_row(grid)
        outer.add_row(tally_line(view.tally(self._counts.elements())))
        outer.add_row(Text(self._current, "dim", no_wrap=True, overflow="ellipsis"))
        return outer
