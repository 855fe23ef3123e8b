"""The results as Allure 2 result files, written after the run from the one document."""

import mimetypes
import uuid
from collections import Counter
from datetime import datetime
from hashlib import md5
from pathlib import Path
from typing import Any, Protocol

from allure_commons.logger import AllureFileLogger
from allure_commons.model2 import (
    Attachment,
    Label,
    Link,
    Status,
    StatusDetails,
    TestResult,
    TestStepResult,
)
from allure_commons.types import LabelType, LinkType, Severity

from coatcheck.base.text import local_path, visible, web_link
from coatcheck.base.verdict import Verdict
from coatcheck.report import account, view
from coatcheck.report.view import Issue, Results

_STATUS = {
    Verdict.PASS: Status.PASSED,
    Verdict.FAIL: Status.FAILED,
    Verdict.ERROR: Status.BROKEN,
    Verdict.NOT_APPLICABLE: Status.SKIPPED,
    Verdict.EXCLUDED: Status.SKIPPED,
}
_SEVERITY = {"MUST": Severity.CRITICAL, "SHOULD": Severity.NORMAL, "MAY": Severity.MINOR}
_STEP = {"passed": Status.PASSED, "failed": Status.FAILED, "skipped": Status.SKIPPED}
_BODY_LIMIT = 20_000


class _Logger(Protocol):
    """The parts of Allure's logger that are used; it has no type annotations."""

    def report_result(self, result: TestResult) -> None: ...
    def report_attached_data(self, body: str, file_name: str) -> None: ...
    def report_attached_file(self, source: Path, file_name: str) -> None: ...


def write(results: Results, directory: Path, run: Path) -> None:
    """Write the result files into the directory; attachments are found in that of the run."""
    # It is not annotated; what is used of it stands in _Logger.
    logger: _Logger = AllureFileLogger(directory, clean=True)  # type: ignore[no-untyped-call]
    issues = view.issues(results)
    not_passed = {i.scenario["id"]: i for i in issues if i.scenario and not i.incidental}
    for scenario in results["scenarios"]:
        result = _scenario(results, scenario, not_passed.get(scenario["id"]))
        _attach_transcript(logger, result, results, scenario["exchanges"])
        _attach_files(logger, result, scenario, run)
        logger.report_result(result)
    names: Counter[str] = Counter()
    for issue in (issue for issue in issues if issue.incidental):
        result = _finding(results, issue, names)
        numbers = [issue.exchange["id"]] if issue.exchange else []
        _attach_transcript(logger, result, results, numbers)
        logger.report_result(result)


def _scenario(results: Results, scenario: dict[str, Any], issue: Issue | None) -> TestResult:
    requirement = view.requirement_of(results, scenario["requirement"])
    result = _result(results, scenario["id"], scenario["title"], scenario["verdict"], requirement)
    result.statusDetails = _details(scenario, issue)
    result.start, result.stop = _times(results, scenario)
    result.steps = _steps(scenario, result.start)
    result.labels += _labels(
        (LabelType.FEATURE, scenario["feature"]),
        (LabelType.STORY, scenario["rule"]),
        (LabelType.SUITE, scenario["feature"]),
        *((LabelType.TAG, tag) for tag in scenario["tags"]),
    )
    return result


def _finding(results: Results, issue: Issue, names: Counter[str]) -> TestResult:
    identifier = issue.requirement["id"]
    names[identifier] += 1  # Allure takes two results of one name for an attempt and its retry.
    name = f"by the way/{identifier}/{names[identifier]}"
    title = f"{issue.requirement['text'] or identifier} (incidental finding)"
    result = _result(results, name, title, issue.verdict, issue.requirement)
    result.statusDetails = StatusDetails(
        message=account.gist(issue), trace=account.in_full(issue), known=issue.known is not None
    )
    result.start = result.stop = _milliseconds(results["run"]["started"])
    feature = "Incidental findings"
    result.labels += _labels((LabelType.FEATURE, feature), (LabelType.SUITE, feature))
    return result


def _result(
    results: Results, name: str, title: str, verdict: str, requirement: dict[str, Any]
) -> TestResult:
    """Return what scenarios and findings have in common; the name identifies them across runs."""
    digest = md5(name.encode(errors="backslashreplace"), usedforsecurity=False).hexdigest()
    result = TestResult(uuid=str(uuid.uuid4()), fullName=visible(name), name=visible(title))
    result.historyId = result.testCaseId = digest
    result.status = _status(verdict, strict=results["run"]["strict"])
    result.stage = "finished"
    result.description = visible(f"{requirement['level']}: {requirement['text']}")
    result.links = _links(requirement)
    result.labels = _labels(
        (LabelType.PARENT_SUITE, results["target"]["name"]),
        (LabelType.EPIC, view.document_name(requirement["document"])),
        (LabelType.SEVERITY, _SEVERITY.get(requirement["level"], Severity.NORMAL).value),
        (LabelType.TAG, requirement["id"]),
        (LabelType.TAG, verdict),
        (LabelType.FRAMEWORK, results["suite"]["name"]),
    )
    return result


def _status(verdict: str, *, strict: bool) -> str:
    """Return Allure's word; an unmet SHOULD passes, with a message, unless the run is strict."""
    if verdict == Verdict.WARNING:
        return str(Status.FAILED if strict else Status.PASSED)
    return str(_STATUS[Verdict(verdict)])


def _labels(*pairs: tuple[str, str | None]) -> list[Label]:
    return [Label(name=name, value=visible(value)) for name, value in pairs if value]


def _links(requirement: dict[str, Any]) -> list[Link]:
    name = f"{view.document_name(requirement['document'])} §{requirement['clause']}"
    url = web_link(requirement["url"])
    return [Link(type=LinkType.LINK, url=url, name=visible(name))] if url else []


def _details(scenario: dict[str, Any], issue: Issue | None) -> StatusDetails | None:
    if issue is None:
        reason = scenario["reason"]
        return StatusDetails(message=f"NOT APPLICABLE: {visible(reason)}") if reason else None
    trace = account.in_full(issue)
    if scenario["traceback"]:
        trace += "\n\n" + visible(scenario["traceback"])
    message = f"{issue.verdict}: {account.gist(issue)}"
    return StatusDetails(message=message, trace=trace, known=issue.known is not None)


def _milliseconds(instant: str) -> int:
    return round(datetime.fromisoformat(instant).timestamp() * 1000)


def _times(results: Results, scenario: dict[str, Any]) -> tuple[int, int]:
    """Return when the scenario began and ended, judged by its last exchange."""
    last = [e for e in results["exchanges"] if e["id"] in scenario["exchanges"][-1:]]
    start = _milliseconds(last[0]["started"] if last else results["run"]["started"])
    return start, start + round(scenario["seconds"]["total"] * 1000)


def _steps(scenario: dict[str, Any], start: int) -> list[TestStepResult]:
    steps = []
    for step in scenario["steps"]:
        stop = start + round(step["seconds"] * 1000)
        name = visible(f"{step['keyword']} {step['text']}")
        steps.append(
            TestStepResult(name=name, status=_STEP[step["status"]], start=start, stop=stop)
        )
        start = stop
    return steps


def _attach_transcript(
    logger: _Logger, result: TestResult, results: Results, numbers: list[int]
) -> None:
    text = account.transcript(results, numbers, _BODY_LIMIT)
    if text:
        source = f"{uuid.uuid4()}-attachment.txt"
        logger.report_attached_data(text, source)
        result.attachments.append(Attachment(name="transcript", source=source, type="text/plain"))


def _attach_files(logger: _Logger, result: TestResult, scenario: dict[str, Any], run: Path) -> None:
    for attachment in scenario["attachments"]:
        path = run / local_path(attachment["path"])
        if path.is_file() and path.resolve().is_relative_to(run.resolve()):
            source = f"{uuid.uuid4()}-attachment{_suffix(attachment['type'])}"
            logger.report_attached_file(path, source)
            name = visible(attachment["name"])
            result.attachments.append(Attachment(name=name, source=source, type=attachment["type"]))


def _suffix(media_type: str) -> str:
    return mimetypes.guess_extension(media_type) or ".bin"
