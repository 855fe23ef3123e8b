"""What runs leave behind, and runs that are under way."""

import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

WITHIN = 120.0
"""How many seconds a run has for its first report."""


def results(out: Path) -> dict[str, Any]:
    """Return the results of the one run that was reported to a folder."""
    [path] = out.glob("*/results.json")
    return read(path)


def read(path: Path) -> dict[str, Any]:
    """Return the results in a file."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def verdicts(found: dict[str, Any]) -> dict[str, str]:
    """Return the verdicts of the scenarios of a run."""
    return {row["id"]: row["verdict"] for row in found["scenarios"]}


def unpacked(trace: Path) -> bytes:
    """Return everything that a browser's trace holds."""
    with zipfile.ZipFile(trace) as members:
        return b"".join(members.read(name) for name in members.namelist())


@contextmanager
def running(out: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Begin a run, and kill it where it has not ended."""
    command = [sys.executable, "-m", "coatcheck", "run", "--out", str(out), *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def first_report(out: Path, process: subprocess.Popen[str]) -> dict[str, Any]:
    """Wait for the first report of a run under way."""
    deadline = time.monotonic() + WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        for path in out.glob("*/report.html"):
            return read(path.with_name("results.json"))
        time.sleep(0.1)  # another process's file appears without an event
    raise TimeoutError("no report under way")
