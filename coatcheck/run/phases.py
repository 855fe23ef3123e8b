"""The phases of a test: it is set up, called and torn down, and each has a report."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import pytest


def run_phases(item: pytest.Item) -> list[pytest.TestReport]:
    """Run a test as pytest does, and return its reports without handing them on.

    Everything is torn down after it, modules and the like included: any test may be next.
    """
    hooks = item.ihook
    setup = _report(item, "setup", hooks.pytest_runtest_setup)
    reports = [setup]
    if setup.passed:
        reports.append(_report(item, "call", hooks.pytest_runtest_call))
    teardown = partial(hooks.pytest_runtest_teardown, nextitem=None)
    return [*reports, _report(item, "teardown", teardown)]


def _report(
    item: pytest.Item, when: Literal["setup", "call", "teardown"], hook: Callable[..., object]
) -> pytest.TestReport:
    ending = (pytest.exit.Exception, KeyboardInterrupt)
    call = pytest.CallInfo.from_call(lambda: hook(item=item), when=when, reraise=ending)
    report: pytest.TestReport = item.ihook.pytest_runtest_makereport(item=item, call=call)
    return report
