"""A provider that is started for the length of a run, and ends with it."""

import dataclasses
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import coatcheck
from coatcheck.base.errors import TargetUnreachable
from coatcheck.target.target import Target


class Process:
    """A started provider. Raises TargetUnreachable where it does not come up.

    `target` is the target as it is then: with its issuer, and with the certificate authority that
    the provider has announced, which is trusted for this run.
    """

    def __init__(self, target: Target) -> None:
        assert target.start is not None, "only a target with `start` can be started"
        here = target.file.resolve().parent
        command = [_filled(part, here) for part in target.start.command]
        self._stderr = tempfile.TemporaryFile(mode="w+")  # noqa: SIM115 - end() closes it
        try:
            self._process = subprocess.Popen(
                command,
                cwd=here,
                env={**os.environ, "PYTHONPATH": _python_path()},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                text=True,
            )
        except OSError as error:
            self._stderr.close()
            raise TargetUnreachable(
                f"The provider of {target.file} cannot be started: {error}.",
                f"Install {command[0]!r}, or correct start.command in the target file.",
            ) from error
        self.target = self._announced(target, target.start.within)

    def _announced(self, target: Target, within: float) -> Target:
        line = self._first_line(within)
        try:
            announced = json.loads(line or "")
            issuer, ca_file = announced["issuer"], announced.get("ca_file")
        except (ValueError, KeyError, TypeError):
            issuer = ca_file = None
        if isinstance(issuer, str):
            return self._trusting(dataclasses.replace(target, issuer=issuer), ca_file)
        self._stderr.seek(0)
        stderr = self._stderr.read().strip()
        self.end()
        late = f" within {within:g} s" if line is None else ""
        raise TargetUnreachable(
            f"The provider of {target.file} did not announce its issuer{late}: "
            f"{_end_of(stderr) or line or 'no output'}",
            "Run start.command by hand and check its output.",
        )

    def _trusting(self, target: Target, ca_file: object) -> Target:
        """Return a target whose provider's own authority is trusted, where it announces one."""
        if ca_file is None:
            return target
        try:
            return target.trusting(target.file.resolve().parent / str(ca_file))
        except OSError as error:
            self.end()
            raise TargetUnreachable(
                f"The provider of {target.file} announced a ca_file that cannot be used, "
                f"{ca_file}: {error}.",
                "It is to be the path of a file of PEM with a certificate authority.",
            ) from error

    def _first_line(self, within: float) -> str | None:
        """Return what it prints first, nothing where it ends before, or None where it is late."""
        assert self._process.stdout is not None
        deadline = time.monotonic() + within
        ready, _, _ = select.select([self._process.stdout], [], [], deadline - time.monotonic())
        return self._process.stdout.readline() if ready else None

    def end(self) -> None:
        """End the provider: ask by closing its standard input, then insist."""
        if self._process.stdin is not None and not self._process.stdin.closed:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._stderr.close()


@contextmanager
def shared(target: Target) -> Iterator[Target]:
    """Yield a target whose provider serves all workers, started here where the file has it so.

    Raises TargetUnreachable where it does not come up.
    """
    if target.start is None or not target.start.shared or target.issuer:
        yield target
        return
    process = Process(target)
    try:
        yield process.target
    finally:
        process.end()


def _python_path() -> str:
    """Return a PYTHONPATH on which a child finds the suite, even in a bare checkout."""
    root = str(Path(coatcheck.__file__).resolve().parent.parent)
    return os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))


def _end_of(stderr: str) -> str:
    """Return the last lines of what was printed, where the reason is."""
    return "\n".join(stderr.splitlines()[-4:])[-500:]


def _filled(part: str, here: Path) -> str:
    return part.replace("{python}", sys.executable).replace("{here}", str(here))
