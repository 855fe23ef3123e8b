"""Runs targets of the Makefile at once: `python -m tests.at_once unit interop`.

The first one prints as it goes; what the others printed follows when they have ended. Exits with 1
where one of them fails. `MAKE` in the environment names the program; it is `make` otherwise.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from typing import IO

Run = tuple[subprocess.Popen[bytes], IO[bytes] | None]


def _begun(target: str, printed: IO[bytes] | None) -> Run:
    make = os.environ.get("MAKE", "make")
    command = [make, "--no-print-directory", target]
    return subprocess.Popen(command, stdout=printed, stderr=subprocess.STDOUT), printed


def _ended(run: Run) -> int:
    process, printed = run
    code = process.wait()
    if printed is not None:
        printed.seek(0)
        sys.stdout.buffer.write(printed.read())
        sys.stdout.flush()
    return code


def main(targets: Sequence[str]) -> int:
    """Run the targets and return the exit code."""
    with ExitStack() as stack:
        later = (stack.enter_context(tempfile.TemporaryFile()) for _ in targets[1:])
        runs = [_begun(*each) for each in zip(targets, [None, *later], strict=True)]
        codes = [_ended(run) for run in runs]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
