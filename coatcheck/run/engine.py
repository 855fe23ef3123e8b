"""Running features with pytest as the engine, and taking in the records of their scenarios."""

import contextlib
import io
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from coatcheck.base import files
from coatcheck.base.errors import UsageError
from coatcheck.run import bdd
from coatcheck.run.plugin import PROPERTY

Record = dict[str, Any]

UNNEEDED = (
    "cacheprovider",
    "doctest",
    "faulthandler",
    "junitxml",
    "legacypath",
    "logging",
    "monkeypatch",
    "pastebin",
    "recwarn",
    "stepwise",
    "subtests",
    "threadexception",
    "unraisableexception",
    "warnings",
)
"""Plugins of pytest that a conformance run has no use for, and that take time at every scenario."""

RUN_ENDED = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED)


@dataclass(eq=False)  # pytest asks for a plugin's hash
class Collector:
    """Takes in what workers report; an extra plugin of the controller's pytest."""

    on_record: Callable[[Record], None] = lambda record: None
    on_collected: Callable[[int], None] = lambda count: None
    records: list[Record] = field(default_factory=list)
    expected: int = 0
    complaints: list[str] = field(default_factory=list)
    interrupted: bool = False

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Note that somebody interrupts the run, other than by its own `pytest.exit`."""
        self.interrupted = excinfo.type is KeyboardInterrupt

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in the record of a scenario; note a test that ends without one."""
        entries = [value for name, value in report.user_properties if name == PROPERTY]
        if entries and report.when != "teardown":
            record = json.loads(str(entries[-1]))
            record["worker"] = getattr(report, "worker_id", "master")
            self.records.append(record)
            self.on_record(record)
        elif report.failed:
            self.complaints.append(f"{report.nodeid}, {report.when}: {report.longreprtext}")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a feature that cannot be read."""
        if report.failed:
            self.complaints.append(report.longreprtext)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note how many scenarios there are, where they run in this process."""
        self._collected(len(session.items))

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: object, ids: Sequence[str]) -> None:
        """Note how many scenarios there are, where workers run them."""
        self._collected(len(ids))

    def _collected(self, count: int) -> None:
        if count and not self.expected:
            self.expected = count
            self.on_collected(count)


def run(options: Sequence[str], workers: int, collector: Collector) -> pytest.ExitCode:
    """Run the features and return pytest's exit code. Raises UsageError where it cannot start.

    Neither the caller's pytest configuration nor the plugins installed play a part in it.
    """
    args = [
        str(files.FEATURES),
        *("-c", os.devnull, "--rootdir", str(files.FEATURES.parent), "--noconftest"),
        *("--disable-plugin-autoload", "-p", bdd.PLUGIN, "-p", "coatcheck.run.plugin"),
        *("--strict-markers", "--tb=no", "-q", "-s"),
        *(word for plugin in UNNEEDED for word in ("-p", f"no:{plugin}")),
        *(("-p", "xdist.plugin", "-n", str(workers)) if workers > 1 else ()),
        *options,
    ]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = pytest.ExitCode(pytest.main(args, plugins=[collector]))
    ended = code in RUN_ENDED or collector.records or collector.interrupted
    if code is pytest.ExitCode.USAGE_ERROR or not ended:
        raise UsageError(
            printed.getvalue().strip() or "pytest did not start.", "Check the options."
        )
    return code


def artifacts_of(directory: Path) -> list[str]:
    """Return the option that has screenshots and traces kept under a run's directory."""
    return ["--artifacts", str(directory / "artifacts")]
