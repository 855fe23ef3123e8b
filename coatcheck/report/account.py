"""Findings and failures as plain text: for the terminal, for CI systems, and for Allure."""

from collections.abc import Iterator
from typing import Any

from coatcheck.base.text import clip, one_line, visible
from coatcheck.report import messages, view
from coatcheck.report.view import Issue, Results

_LIMIT = 1200


def facts(issue: Issue) -> Iterator[tuple[str, str]]:
    """Yield the facts about an issue as pairs of a label and a text, the most important first."""
    if issue.incidental:
        yield "seen", one_line(view.seen(issue))
    elif issue.scenario:
        yield "scenario", one_line(f"{issue.scenario['id']} ({issue.scenario['title']})")
    for label, text in (
        ("reason", issue.reason),
        ("expected", issue.expected),
        ("received", issue.received),
    ):
        if text:
            yield label, clip(visible(text), _LIMIT)
    if issue.known:
        yield "declared", known(issue.known)
    if issue.exchange:
        yield "exchange", f"#{issue.exchange['id']} {messages.line(issue.exchange)}"
    if issue.scenario:
        yield "rerun", one_line(issue.scenario["rerun"])


def in_full(issue: Issue) -> str:
    """Return the requirement and the facts, one a line."""
    requirement = issue.requirement
    head = one_line(f"{requirement['id']} ({requirement['level']}): {requirement['text']}")
    return "\n".join([head, *(f"{label:<9} {text}" for label, text in facts(issue))])


def gist(issue: Issue) -> str:
    """Return the issue on one line."""
    if issue.reason:
        return clip(one_line(issue.reason), 300)
    pair = f"expected {issue.expected}; received {issue.received}"
    return clip(one_line(pair if issue.expected else issue.verdict), 300)


def known(deviation: dict[str, Any]) -> str:
    """Return why a known deviation is tolerated, until when, and where it is tracked."""
    link = f", {one_line(deviation['link'])}" if deviation["link"] else ""
    return f"{one_line(deviation['reason'])} (until {deviation['expires']}{link})"


def transcript(results: Results, numbers: list[int], limit: int) -> str:
    """Return these exchanges as HTTP, each body cut at the limit."""
    exchanges = {exchange["id"]: exchange for exchange in results["exchanges"]}
    shown = [exchanges[number] for number in numbers if number in exchanges]
    rule = "-" * 78
    return "\n".join(
        f"#{e['id']} {one_line(e['label'])}, {e['started']}\n{rule}\n{messages.as_http(e, limit)}"
        for e in shown
    )
