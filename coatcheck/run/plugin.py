"""The pytest plugin: collects features, gates scenarios, and hands on a record of each."""

import json
import pkgutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from coatcheck import capabilities
from coatcheck.base import files
from coatcheck.base.errors import CoatcheckError, UsageError
from coatcheck.base.verdict import Verdict
from coatcheck.register.requirement import register
from coatcheck.run import suspension
from coatcheck.run.bdd import RunningStep, step_of
from coatcheck.run.collection import (
    FeatureFile,
    ScenarioTest,
    contract_of,
    function_name,
    requirement_of,
)
from coatcheck.run.record import STEPS, Judgement, StepRecord, judge, record
from coatcheck.run.session import SESSION, Session
from coatcheck.target.target import USER_AGENTS

pytest_plugins = ["coatcheck.run.fixtures"] + [
    f"coatcheck.steps.{module.name}" for module in pkgutil.iter_modules([str(files.STEPS)])
]

PROPERTY = "coatcheck"
"""The name under which a scenario's record crosses from a worker to the controller."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that choose a target and scenarios."""
    group = parser.getgroup("coatcheck")
    group.addoption("--target", type=Path, help="target file (default: the reference provider)")
    group.addoption("--issuer", help="issuer of the target, where it runs already")
    group.addoption("--ca-file", type=Path, help="authority of this issuer, trusted for this run")
    group.addoption("--flow", action="append", default=[], help="a feature file's stem")
    group.addoption("--clause", action="append", default=[], help="such as RFC6749-4.1")
    group.addoption("--scenario", action="append", default=[], help="a scenario's id")
    group.addoption("--user-agent", choices=USER_AGENTS, help="overrides the target file's")
    group.addoption("--headed", action="store_true", help="show every page in a visible browser")
    group.addoption("--artifacts", type=Path, help="folder for screenshots and traces")


def pytest_configure(config: pytest.Config) -> None:
    """Register the tags of features as markers, so that a mistyped one is an error."""
    for requirement in register().values():
        config.addinivalue_line("markers", f"{requirement.id}: {requirement.text}")
    config.addinivalue_line("markers", "needs(capability): a capability that the target must claim")
    config.addinivalue_line("markers", "oidf(module): the OpenID Foundation's module")
    config.addinivalue_line("markers", "browser: needs a real browser")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FeatureFile | None:
    """Collect .feature files, but for those of which the options name no scenario."""
    named = {scenario.partition("/")[0] for scenario in parent.config.getoption("scenario")}
    if file_path.suffix != ".feature" or (named and file_path.stem not in named):
        return None
    return FeatureFile.from_parent(parent, path=file_path)


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_apply_tag(tag: str, function: Any) -> bool | None:
    """Turn `@needs:x` and `@oidf:x` into marks with an argument."""
    name, colon, value = tag.partition(":")
    if not colon:
        return None
    getattr(pytest.mark, name)(value)(function)
    return True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not to be judged; scenarios that wait may come first."""
    judged = [item for item in items if _is_judged(config, item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in judged])
    items[:] = judged
    if any(isinstance(item, ScenarioTest) for item in judged):
        suspension.prepare(session_of(config), config, items)


def _is_judged(config: pytest.Config, item: pytest.Item) -> bool:
    """Tell whether a test is run: a scenario that is named, or whatever is of no other contract."""
    if any(config.getoption(name) for name in ("flow", "clause", "scenario")):
        return isinstance(item, ScenarioTest)
    contract = contract_of(item.scenario.tags) if isinstance(item, ScenarioTest) else None
    return contract is None or contract == SESSION.of(config).target.contract


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a scenario whose capabilities the target does not claim."""
    if not isinstance(item, ScenarioTest):
        return
    item.stash[STEPS] = []
    session = session_of(item.config)
    session.begin()
    for mark in item.iter_markers("needs"):
        if not capabilities.known(mark.args[0]):
            raise UsageError(
                f"Unknown capability {mark.args[0]} in @needs.",
                "Correct the tag; docs/targets.md lists the capabilities.",
            )
        decision = capabilities.decide(mark.args[0], session.party)
        if not decision.claimed:
            pytest.skip(decision.reason)  # and judged NOT APPLICABLE, with this reason


def session_of(config: pytest.Config) -> Session:
    """Return the session of a pytest run, which ends here where the target cannot be used."""
    try:
        return SESSION.of(config)
    except CoatcheckError as error:
        pytest.exit(str(error), returncode=2)


def pytest_bdd_before_step(request: pytest.FixtureRequest, step: RunningStep) -> None:
    """Note that a step begins."""
    request.node.stash[STEPS].append(StepRecord.of(step_of(step)))


def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    """Note that a step is done."""
    request.node.stash[STEPS][-1].end("passed")


def pytest_bdd_step_error(request: pytest.FixtureRequest) -> None:
    """Note that a step failed."""
    request.node.stash[STEPS][-1].end("failed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Attach the record of a scenario to its report, and let the outcome follow the verdict."""
    report = yield
    if not isinstance(item, ScenarioTest) or not _decides(call):
        return report
    session, steps = SESSION.of(item.config), item.stash[STEPS]
    error = call.excinfo.value if call.excinfo else None
    requirement, answer = requirement_of(item.scenario), session.evidence.answer
    judgement = judge(error, steps, requirement, session.profile, answer)
    entry = record(
        item.scenario, judgement, steps, session.evidence, session.redactor, session.seconds(call)
    )
    entry["attachments"] = session.attachments(function_name(item.scenario.title), judgement)
    report.user_properties.append((PROPERTY, json.dumps(entry)))
    _follow(report, judgement)
    return report


def _decides(call: pytest.CallInfo[None]) -> bool:
    return call.when == "call" or (call.when == "setup" and call.excinfo is not None)


def _follow(report: pytest.TestReport, judgement: Judgement) -> None:
    """A SHOULD unmet fails no pytest run; what does not apply is skipped there."""
    if judgement.verdict is Verdict.WARNING:
        report.outcome = "passed"
        report.longrepr = None
    elif judgement.verdict is Verdict.NOT_APPLICABLE:
        report.outcome = "skipped"
        report.longrepr = (report.location[0], report.location[1] or 0, judgement.reason or "")
    elif judgement.verdict in (Verdict.FAIL, Verdict.ERROR) and judgement.traceback is None:
        report.longrepr = f"{judgement.verdict}: {judgement.reason}"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """End what the session has started."""
    SESSION.end(session.config)
