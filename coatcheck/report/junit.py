"""The results as JUnit XML, for the test view of a CI system."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from coatcheck.base.text import visible
from coatcheck.base.verdict import Verdict
from coatcheck.report import account, view
from coatcheck.report.view import Issue, Results

_OUTCOMES = {"failure": "failures", "error": "errors", "skipped": "skipped"}


def render(results: Results) -> str:
    """Return the results as JUnit XML."""
    root = _element("testsuites", name=f"{results['suite']['name']} {results['target']['name']}")
    issues = view.issues(results)
    not_passed = {i.scenario["id"]: i for i in issues if i.scenario and not i.incidental}
    by_feature = sorted(results["scenarios"], key=lambda scenario: scenario["feature"])
    for feature, group in groupby(by_feature, key=lambda scenario: scenario["feature"]):
        cases = [_scenario(results, s, not_passed.get(s["id"])) for s in group]
        root.append(_suite(results, feature, cases))
    found = [_finding(results, issue) for issue in issues if issue.incidental]
    if found:
        root.append(_suite(results, "incidental findings", found))
    if results["problems"]:
        root.append(_suite(results, "the run", map(_problem, results["problems"])))
    _count(root, root.iter("testcase"))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _element(tag: str, text: str | None = None, **attributes: str) -> Element:
    """Return an element without characters that XML does not allow."""
    element = Element(tag, {name: visible(value) for name, value in attributes.items()})
    element.text = None if text is None else visible(text)
    return element


def _suite(results: Results, name: str, cases: Iterable[Element]) -> Element:
    started = results["run"]["started"].removesuffix("Z")
    suite = _element("testsuite", name=name, timestamp=started)
    suite.append(
        _properties(
            suite=f"{results['suite']['name']} {results['suite']['version']}",
            run=results["run"]["id"],
            target=results["target"]["name"],
            issuer=results["target"]["issuer"],
            verdict=results["verdict"],
        )
    )
    suite.extend(cases)
    _count(suite, suite.iter("testcase"))
    return suite


def _count(element: Element, cases: Iterable[Element]) -> None:
    cases = list(cases)
    element.set("tests", str(len(cases)))
    for outcome, attribute in _OUTCOMES.items():
        element.set(attribute, str(sum(case.find(outcome) is not None for case in cases)))
    element.set("time", f"{sum(float(case.get('time', '0')) for case in cases):.3f}")


def _properties(**values: str) -> Element:
    properties = Element("properties")
    properties.extend(_element("property", name=n, value=v) for n, v in values.items())
    return properties


def _scenario(results: Results, scenario: dict[str, Any], issue: Issue | None) -> Element:
    requirement = view.requirement_of(results, scenario["requirement"])
    case = _case(scenario["title"], requirement, scenario["seconds"]["total"])
    case.append(
        _properties(
            scenario=scenario["id"],
            requirement=requirement["id"],
            level=requirement["level"],
            verdict=scenario["verdict"],
        )
    )
    if issue:
        _judge(case, issue, strict=results["run"]["strict"])
    elif scenario["verdict"] == Verdict.NOT_APPLICABLE:
        message = f"NOT APPLICABLE: {scenario['reason']}"
        case.append(_element("skipped", message=message))
    return case


def _finding(results: Results, issue: Issue) -> Element:
    identifier = issue.requirement["id"]
    case = _case(f"{identifier}: {issue.received}", issue.requirement, 0.0)
    case.append(_properties(requirement=identifier, verdict=issue.verdict, count=str(issue.count)))
    _judge(case, issue, strict=results["run"]["strict"])
    return case


def _problem(problem: str) -> Element:
    case = _element("testcase", name=problem, classname="run", time="0.000")
    case.append(_element("error", problem, message=problem, type="ERROR"))
    return case


def _case(name: str, requirement: dict[str, Any], seconds: float) -> Element:
    classname = f"{view.document_name(requirement['document'])} {requirement['clause']}"
    return _element("testcase", name=name, classname=classname, time=f"{seconds:.3f}")


def _judge(case: Element, issue: Issue, *, strict: bool) -> None:
    """Add the outcome that a CI system acts upon, and the evidence."""
    text, verdict = account.in_full(issue), issue.verdict
    message = f"{verdict}: {account.gist(issue)}"
    if verdict == Verdict.EXCLUDED:
        reason = account.known(issue.known) if issue.known else account.gist(issue)
        case.append(_element("skipped", message=f"EXCLUDED: {reason}"))
    elif verdict == Verdict.ERROR:
        case.append(_element("error", _with_traceback(text, issue), message=message, type=verdict))
    elif verdict == Verdict.FAIL or strict:
        case.append(_element("failure", text, message=message, type=verdict))
    else:
        SubElement(case, "system-out").text = visible(f"{message}\n{text}")


def _with_traceback(text: str, issue: Issue) -> str:
    traceback = issue.scenario and issue.scenario["traceback"]
    return f"{text}\n\n{traceback}" if traceback else text
