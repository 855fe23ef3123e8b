"""What every report shows: the results by specification and clause, and the findings."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from coatcheck.base.text import plural
from coatcheck.base.verdict import Verdict

Results = dict[str, Any]

SYMBOLS = {
    Verdict.PASS: "✓",
    Verdict.FAIL: "✗",
    Verdict.WARNING: "!",
    Verdict.ERROR: "?",
    Verdict.NOT_APPLICABLE: "○",
    Verdict.EXCLUDED: "⊘",
}
CAVEAT = (
    "A pass means that the checks listed here found no deviation in this run. It is not a "
    "certification by the OpenID Foundation or anybody else, "
    "and it says nothing about what is not listed."
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a specification and its requirements."""

    number: str
    requirements: list[dict[str, Any]]

    @property
    def url(self) -> str:
        """Where the clause is."""
        return str(self.requirements[0]["url"])


@dataclass(frozen=True, slots=True)
class Specification:
    """One document, its clauses in order."""

    document: str
    title: str
    url: str
    clauses: list[Clause]

    @property
    def name(self) -> str:
        """The usual name of the document."""
        return document_name(self.document)

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many requirements there are of each verdict that occurs."""
        return tally(r["verdict"] for clause in self.clauses for r in clause.requirements)


@dataclass(frozen=True, slots=True)
class Issue:
    """A scenario that did not pass, or an incidental finding."""

    anchor: str
    verdict: Verdict
    requirement: dict[str, Any]
    scenario: dict[str, Any] | None
    incidental: bool
    reason: str | None
    expected: str | None
    received: str | None
    exchange: dict[str, Any] | None
    count: int
    known: dict[str, Any] | None


def document_name(document: str) -> str:
    """Return `RFC 6749` for `RFC6749`, and every other name as it is."""
    return re.sub(r"\ARFC(?=\d)", "RFC ", document)


def tally(verdicts: Iterable[str]) -> dict[Verdict, int]:
    """Return how often each verdict occurs, in the usual order, leaving out those that do not."""
    counter = Counter(verdicts)
    return {verdict: counter[verdict] for verdict in Verdict if counter[verdict]}


def spoken(counts: dict[Verdict, int]) -> str:
    """Return the counts as text."""
    return " · ".join(f"{number:,} {verdict}" for verdict, number in counts.items())


def all_counts(results: Results, kind: str) -> dict[Verdict, int]:
    """Return the counts of scenarios or requirements, all six of them."""
    return {verdict: results["counts"][kind][verdict.value] for verdict in Verdict}


def sentence(results: Results) -> str:
    """Return the verdict in one sentence, without the counts."""
    name, verdict = results["target"]["name"], results["verdict"]
    if verdict == "inconclusive":
        return f"Inconclusive: the run could not determine whether {name} conforms"
    return f"{name} {verdict}"


def order(clause: str) -> list[tuple[int, int, str]]:
    """Return a key that puts clause 4.2 before 4.10 and numbers before names."""
    parts = clause.split(".")
    return [(0, int(p), "") if p.isascii() and p.isdigit() else (1, 0, p) for p in parts]


def specifications(results: Results) -> list[Specification]:
    """Return the documents that hold requirements, each with its clauses in order."""
    named = {document["document"]: document for document in results["documents"]}
    held = dict.fromkeys([*named, *(r["document"] for r in results["requirements"])])
    found = []
    for name in held:
        rows = [r for r in results["requirements"] if r["document"] == name]
        facts = named.get(name, {"title": "", "url": ""})
        if rows:
            found.append(Specification(name, facts["title"], facts["url"], _clauses(rows)))
    return found


def _clauses(rows: list[dict[str, Any]]) -> list[Clause]:
    rows = sorted(rows, key=lambda row: (order(row["clause"]), row["id"]))
    return [Clause(number, list(group)) for number, group in groupby(rows, lambda r: r["clause"])]


def requirement_of(results: Results, identifier: str) -> dict[str, Any]:
    """Return the requirement of this id, or what follows from the id alone."""
    for requirement in results["requirements"]:
        if requirement["id"] == identifier:
            return dict(requirement)
    document, _, clause = identifier.partition("/")[0].partition("-")
    return {
        "id": identifier, "document": document, "clause": clause, "level": "", "text": "",
        "url": "", "verdict": "ERROR", "scenarios": [], "findings": [],
    }  # fmt: skip


def issues(results: Results) -> list[Issue]:
    """Return all findings and failures, the worst first: FAIL, WARNING, ERROR, EXCLUDED."""
    verdicts = [Verdict.FAIL, Verdict.WARNING, Verdict.ERROR, Verdict.EXCLUDED]
    exchanges = {exchange["id"]: exchange for exchange in results["exchanges"]}
    found = [_of_scenario(results, s, exchanges) for s in results["scenarios"]]
    scenarios = {scenario["id"]: scenario for scenario in results["scenarios"]}
    for number, finding in enumerate(results["findings"]):
        found.append(_of_finding(results, number, finding, scenarios, exchanges))
    return sorted(
        (i for i in found if i.verdict in verdicts), key=lambda i: verdicts.index(i.verdict)
    )


def _of_scenario(results: Results, scenario: dict[str, Any], exchanges: dict[int, Any]) -> Issue:
    shown = [exchanges[number] for number in scenario["exchanges"] if number in exchanges]
    return Issue(
        anchor=f"issue-{scenario['id']}",
        verdict=Verdict(scenario["verdict"]),
        requirement=requirement_of(results, scenario["requirement"]),
        scenario=scenario,
        incidental=False,
        reason=scenario["reason"],
        expected=scenario["expected"],
        received=scenario["received"],
        exchange=shown[-1] if shown else None,
        count=1,
        known=scenario["known"],
    )


def _of_finding(
    results: Results,
    number: int,
    finding: dict[str, Any],
    scenarios: dict[str, Any],
    exchanges: dict[int, Any],
) -> Issue:
    return Issue(
        anchor=f"finding-{number}",
        verdict=Verdict(finding["verdict"]),
        requirement=requirement_of(results, finding["requirement"]),
        scenario=scenarios.get(finding["scenario"]),
        incidental=True,
        reason=None,
        expected=finding["expected"],
        received=finding["received"],
        exchange=exchanges.get(finding["exchange"]),
        count=finding["count"],
        known=finding["known"],
    )


def seen(issue: Issue) -> str:
    """Return how often an incidental finding was made, and in which scenario first."""
    where = f" in {issue.scenario['id']}" if issue.scenario else ""
    times = "once" if issue.count == 1 else f"{plural(issue.count, 'time')}, first"
    return f"incidental finding, {times}{where}"


def by_reason(scenarios: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return the scenarios grouped by the reason of their verdict, the most frequent first."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for scenario in scenarios:
        groups.setdefault(scenario["reason"] or "no reason given", []).append(scenario)
    return dict(sorted(groups.items(), key=lambda item: -len(item[1])))


def of_verdict(results: Results, verdict: Verdict) -> list[dict[str, Any]]:
    """Return the scenarios of one verdict."""
    return [scenario for scenario in results["scenarios"] if scenario["verdict"] == verdict]


def open_points(results: Results) -> list[dict[str, Any]]:
    """Return the scenarios about what the documents leave open; their reason names the answer."""
    return [scenario for scenario in of_verdict(results, Verdict.PASS) if scenario["reason"]]


def unjudged_features(results: Results) -> list[str]:
    """Return the features without a scenario that is PASS, FAIL or WARNING."""
    judged = (Verdict.PASS, Verdict.FAIL, Verdict.WARNING)
    features = dict.fromkeys(scenario["feature"] for scenario in results["scenarios"])
    spoken_of = {s["feature"] for s in results["scenarios"] if s["verdict"] in judged}
    return [feature for feature in features if feature not in spoken_of]
