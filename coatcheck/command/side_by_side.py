"""Runs of several targets at the same time, each in a process of its own."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from coatcheck.run.interruption import interruptible

WORST_FIRST = (1, 2, 0)
"""Exit codes by their weight: one provider that does not conform outranks an inconclusive run."""


def run(words: Sequence[str], targets: Sequence[Path]) -> int:
    """Run each target with the same options, and return the worst of their exit codes.

    The first run is shown as it goes; the output of each further one is printed whole after it.
    `words` are the words of the command line without the targets.
    """
    with interruptible(), ExitStack() as stack:
        outputs: list[IO[str] | None] = [None]
        outputs += [
            stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8")) for _ in targets[1:]
        ]
        runs = [
            stack.enter_context(_started([*words, "--target", str(target)], output))
            for target, output in zip(targets, outputs, strict=True)
        ]
        return worst([_finished(*each) for each in zip(runs, outputs, strict=True)])


@contextmanager
def _started(words: Sequence[str], output: IO[str] | None) -> Iterator["subprocess.Popen[str]"]:
    """Yield a run that is under way. One that is left behind by an interruption is ended."""
    command = [sys.executable, "-m", "coatcheck", *words]
    with subprocess.Popen(command, stdout=output, stderr=output, text=True) as process:
        try:
            yield process
        except KeyboardInterrupt:
            process.terminate()
            raise


def _finished(process: "subprocess.Popen[str]", output: IO[str] | None) -> int:
    """Wait for a run, print what it has kept back, and return its exit code."""
    code = process.wait()
    if output is not None:
        output.seek(0)
        sys.stdout.write("\n" + output.read())
        sys.stdout.flush()
    return code


def worst(codes: Sequence[int]) -> int:
    """Return the exit code that says most: 1, else 2, else 0. Any other counts as 2."""
    known = {code if code in WORST_FIRST else 2 for code in codes}
    return next(code for code in WORST_FIRST if code in known)
