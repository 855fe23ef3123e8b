"""Processes that run faults side by side, each with a reference provider of its own."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from queue import SimpleQueue

from tests.conftest import ROOT
from tests.faults.outcome import Outcome

COMMAND = [sys.executable, "-m", "tests.faults.matrix", "--plan", "--json"]

Wanted = tuple[str, Sequence[str]]
"""The name of a provider, and the scenarios that are to be run against it."""


class Workers:
    """Some processes, each of which takes up whatever waits when it is idle."""

    def __init__(self, processes: Sequence[subprocess.Popen[str]], threads: ThreadPoolExecutor):
        self._idle: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()
        self._threads = threads
        for process in processes:
            self._idle.put(process)

    def run(self, wanted: Iterable[Wanted]) -> list[Outcome]:
        """Return the outcomes of all that is wanted, in its order; the largest is run first."""
        waiting = list(wanted)
        largest = sorted(range(len(waiting)), key=lambda number: -len(waiting[number][1]))
        running = {number: self._threads.submit(self._one, waiting[number]) for number in largest}
        return [running[number].result() for number in range(len(waiting))]

    def _one(self, wanted: Wanted) -> Outcome:
        process = self._idle.get()
        try:
            return Outcome.read(json.loads(_asked(process, wanted)))
        finally:
            self._idle.put(process)


def _asked(process: subprocess.Popen[str], wanted: Wanted) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{json.dumps(dict([wanted]))}\n")
    process.stdin.flush()
    return process.stdout.readline()


@contextmanager
def workers(number: int) -> Iterator[Workers]:
    """Start a number of processes, which end with the context."""
    pipe = subprocess.PIPE
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(COMMAND, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
            )
            for _ in range(number)
        ]
        yield Workers(processes, stack.enter_context(ThreadPoolExecutor(number)))
    assert [process.returncode for process in processes] == [0] * number
