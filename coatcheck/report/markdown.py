"""The results as a short summary in Markdown, for the page of a CI job."""

import re

from coatcheck.base.text import clip, one_line
from coatcheck.base.verdict import Verdict
from coatcheck.report import account, view
from coatcheck.report.view import Issue, Results

_LIMIT, _ROWS = 200, 50


def render(results: Results) -> str:
    """Return the verdict, the counts by document, and the findings."""
    parts = [
        f"## {_marked(results)} {safe(view.sentence(results))}",
        _lead(results),
        _problems(results),
        _documents(results),
        _issues(results),
        _reasons(results, Verdict.ERROR, "Not testable"),
        _reasons(results, Verdict.NOT_APPLICABLE, "Not applicable"),
        _open_points(results),
        f"_{safe(view.CAVEAT)}_",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def safe(text: str, limit: int = _LIMIT) -> str:
    """Return the text on one line, with every character of Markdown's syntax escaped."""
    text = clip(one_line(text), limit)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_{}\[\]()#+!|~$^=-])", r"\\\1", text)
    linked = r"@|(?<=http):|(?<=https):|(?<=www)\."
    return re.sub(linked, lambda match: f"&#{ord(match.group())};", text, flags=re.IGNORECASE)


def _marked(results: Results) -> str:
    return {"conforms": "✓", "does not conform": "✗"}.get(results["verdict"], "?")


def _lead(results: Results) -> str:
    requirements = view.spoken(view.all_counts(results, "requirements"))
    scenarios = view.spoken(view.all_counts(results, "scenarios"))
    issuer = safe(results["target"]["issuer"])
    return f"Issuer {issuer}\n\nRequirements: {requirements}\n\nScenarios: {scenarios}"


def _problems(results: Results) -> str:
    problems = list(results["problems"])
    if results["run"]["interrupted"]:
        problems.insert(0, "The run was interrupted. Some scenarios did not run.")
    return "\n".join(f"- {safe(problem)}" for problem in problems)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows[:_ROWS]]
    text = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    left = len(rows) - _ROWS
    return f"{text}\n\n…and {left} more in the report." if left > 0 else text


def _documents(results: Results) -> str:
    rows = [
        [f"{safe(s.name)} {safe(s.title)}", *(str(s.counts.get(v, 0)) for v in Verdict)]
        for s in view.specifications(results)
    ]
    return _table(["Specification", *Verdict], rows) if rows else ""


def _issues(results: Results) -> str:
    rows = [
        _row(issue)
        for issue in view.issues(results)
        if issue.verdict in (Verdict.FAIL, Verdict.WARNING)
    ]
    if not rows:
        return ""
    head = ["Result", "Requirement", "Expected", "Received", "Scenario"]
    return f"### Findings and failures\n\n{_table(head, rows)}"


def _row(issue: Issue) -> list[str]:
    requirement = issue.requirement
    where = view.seen(issue) if issue.incidental else (issue.scenario or {}).get("id", "")
    return [
        f"{view.SYMBOLS[issue.verdict]} {issue.verdict}",
        f"{safe(requirement['id'])}<br>{safe(requirement['text'])}",
        safe(issue.expected or ""),
        safe(issue.received or account.gist(issue)),
        safe(where),
    ]


def _open_points(results: Results) -> str:
    rows = [[safe(s["title"]), safe(s["reason"])] for s in view.open_points(results)]
    title = "Left open by the documents"
    return f"### {title}\n\n{_table(['Scenario', 'Answer'], rows)}" if rows else ""


def _reasons(results: Results, verdict: Verdict, title: str) -> str:
    groups = view.by_reason(view.of_verdict(results, verdict))
    rows = [[safe(reason), str(len(members))] for reason, members in groups.items()]
    return f"### {title}\n\n{_table(['Reason', 'Scenarios'], rows)}" if rows else ""
