"""The verdict on the terminal: a tree by specification, the findings, and the summary."""

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text
from rich.tree import Tree

from coatcheck.base.text import clip, one_line, plural
from coatcheck.base.verdict import Verdict
from coatcheck.report import account, messages, view
from coatcheck.report.progress import STYLES, Progress, mark, tally_line
from coatcheck.report.view import Clause, Issue, Results, Specification

__all__ = ["Progress", "print_verdict"]

_SHOWN = (Verdict.FAIL, Verdict.WARNING, Verdict.ERROR, Verdict.EXCLUDED)
_COPIED = ("rerun", "exchange")


def print_verdict(results: Results, console: Console, report_path: Path) -> None:
    """Print the whole verdict, with the summary at the end."""
    console.print()
    for specification in view.specifications(results):
        console.print(_tree(specification))
    _print_issues(results, console)
    _print_errors(results, console)
    _print_not_applicable(results, console)
    _print_open_points(results, console)
    _print_verdict(results, console, report_path)


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, "bold underline"))


def _tree(specification: Specification) -> Tree:
    count = plural(sum(specification.counts.values()), "requirement")
    name, title = one_line(specification.name), one_line(specification.title)
    label = Text.assemble((name, "bold"), (f" {title}", "dim"), f" · {count} · ")
    label.append_text(tally_line(specification.counts))
    tree = Tree(label, guide_style="dim")
    for clause in specification.clauses:
        _add_clause(tree, clause)
    return tree


def _add_clause(tree: Tree, clause: Clause) -> None:
    """Add the clause if it has findings or failures."""
    shown = [r for r in clause.requirements if r["verdict"] in _SHOWN]
    if shown:
        branch = tree.add(Text(f"§{one_line(clause.number)}"))
        for requirement in shown:
            branch.add(_requirement_line(requirement))


def _requirement_line(requirement: dict[str, Any]) -> Text:
    text = Text.assemble(mark(Verdict(requirement["verdict"])), " ", one_line(requirement["id"]))
    return text.append(f" {one_line(requirement['text'])}", "dim")


def _print_issues(results: Results, console: Console) -> None:
    issues = [i for i in view.issues(results) if i.verdict in (Verdict.FAIL, Verdict.WARNING)]
    if issues:
        _heading(console, "Findings and failures")
    for issue in issues:
        _print_issue(console, issue)


def _print_issue(console: Console, issue: Issue) -> None:
    requirement = issue.requirement
    console.print()
    head = Text.assemble(mark(issue.verdict), " ", (one_line(requirement["id"]), "bold"))
    console.print(head.append(f" {requirement['level']}", "dim"))
    if requirement["text"]:
        console.print(Padding(Text(one_line(requirement["text"])), (0, 0, 0, 2), expand=False))
    _print_facts(console, list(account.facts(issue)))


def _print_facts(console: Console, facts: list[tuple[str, str]]) -> None:
    """Print labels and texts; texts that a person may copy stay on one line."""
    for label, text in facts:
        if label in _COPIED:
            line = Text.assemble((f"  {label:<9} ", "dim"), text)
            console.print(line, soft_wrap=True)
        else:
            grid = Table.grid(padding=(0, 1))
            grid.add_column(width=9, no_wrap=True)
            grid.add_column(overflow="fold")
            grid.add_row(Text(label, "dim"), Text(text))
            console.print(Padding(grid, (0, 0, 0, 2), expand=False))


def _print_errors(results: Results, console: Console) -> None:
    """Print each reason once, with the scenarios that were not testable for that reason."""
    groups = view.by_reason(view.of_verdict(results, Verdict.ERROR))
    if groups:
        _heading(console, "Not testable")
    exchanges = {exchange["id"]: exchange for exchange in results["exchanges"]}
    for reason, scenarios in groups.items():
        console.print()
        console.print(Text.assemble(mark(Verdict.ERROR), " ", clip(one_line(reason), 600)))
        for scenario in scenarios:
            requirement = view.requirement_of(results, scenario["requirement"])
            words = Text(f"{one_line(scenario['id'])}  {requirement['id']} ")
            words.append(one_line(requirement["text"]), "dim")
            console.print(Padding(words, (0, 0, 0, 2), expand=False))
        _print_facts(console, _error_facts(scenarios[0], exchanges))


def _error_facts(scenario: dict[str, Any], exchanges: dict[int, Any]) -> list[tuple[str, str]]:
    facts = [
        (label, clip(one_line(scenario[label]), 600))
        for label in ("expected", "received")
        if scenario[label]
    ]
    if scenario["exchanges"] and scenario["exchanges"][-1] in exchanges:
        facts.append(("exchange", messages.line(exchanges[scenario["exchanges"][-1]])))
    return [*facts, ("rerun", one_line(scenario["rerun"]))]


def _print_not_applicable(results: Results, console: Console) -> None:
    groups = view.by_reason(view.of_verdict(results, Verdict.NOT_APPLICABLE))
    if groups:
        _heading(console, "Not applicable")
    for reason, scenarios in groups.items():
        words = Text(f"{plural(len(scenarios), 'scenario')}: ", "dim")
        words.append(clip(one_line(reason), 300))
        console.print(Padding(words, (0, 0, 0, 2), expand=False))


def _print_open_points(results: Results, console: Console) -> None:
    """Print which of the lawful answers came, where the documents leave it open."""
    scenarios = view.open_points(results)
    if scenarios:
        _heading(console, "Left open by the documents")
    for scenario in scenarios:
        words = Text(f"{one_line(scenario['title'])}: ", "dim")
        words.append(clip(one_line(scenario["reason"]), 200))
        console.print(Padding(words, (0, 0, 0, 2), expand=False))


def _print_verdict(results: Results, console: Console, report_path: Path) -> None:
    _heading(console, "Verdict")
    console.print(_counts(results))
    for remark in _remarks(results):
        console.print(Text.assemble(("! ", "yellow"), clip(one_line(remark), 600)))
    console.print()
    overall = {"conforms": Verdict.PASS, "does not conform": Verdict.FAIL}
    verdict = overall.get(results["verdict"], Verdict.ERROR)
    words = f"{view.SYMBOLS[verdict]} {one_line(view.sentence(results))}."
    console.print(Text(words, f"bold {STYLES[verdict]}"))
    console.print(Text(view.CAVEAT, "dim"))
    console.print(Text.assemble(("Report: ", "dim"), one_line(str(report_path))), soft_wrap=True)


def _counts(results: Results) -> Table:
    """Return a table with a column for each of the six results; zeros are dimmed."""
    kinds = ("requirements", "scenarios")
    counted = [view.all_counts(results, kind) for kind in kinds]
    grid = Table.grid("", *(Column(justify="right") for _ in Verdict), padding=(0, 2, 0, 0))
    grid.add_row("", *(mark(verdict) for verdict in counted[0]))
    for kind, counts in zip(kinds, counted, strict=True):
        numbers = (Text(f"{n:,}", STYLES[v] if n else "dim") for v, n in counts.items())
        grid.add_row(kind.capitalize(), *numbers)
    return grid


def _remarks(results: Results) -> list[str]:
    """Return remarks on the run as a whole."""
    remarks = [str(problem) for problem in results["problems"]]
    if results["run"]["interrupted"]:
        remarks.append("The run was interrupted. Some scenarios did not run.")
    features = view.unjudged_features(results)
    if features:
        remarks.append(f"No scenario of these features was tested: {', '.join(features)}.")
    if results["run"]["strict"]:
        remarks.append("With --strict a WARNING counts as a failure.")
    return remarks
