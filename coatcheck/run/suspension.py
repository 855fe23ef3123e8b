"""Suspension: where the provider's clock cannot be moved, other scenarios run while one waits.

A scenario that begins to wait is left in the middle of its step. Once the wait is over, another
test runs the steps that are left, and goes on with the flow and the evidence of the first. It goes
on as soon as it is due, between two others: what the provider has given it may not last much
longer. Where that comes too late all the same, it begins anew, and waits alone; nothing of it has
been judged, and what was seen by the way is kept.
"""

import math
import re
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from coatcheck.kinds.specimens import Specimens
from coatcheck.protocol.clock import Suspended, Wait
from coatcheck.run.bdd import RunningScenario, RunningStep, leave_out, step_of
from coatcheck.run.collection import ScenarioTest, function_name
from coatcheck.run.phases import run_phases
from coatcheck.run.record import STEPS, StepRecord
from coatcheck.run.session import PausedRecord, Session
from coatcheck.scenario.flow import Flow

WAITS = re.compile(
    r"(?P<expiry>the .+ has expired)|the .+ has nearly expired"
    r"|the client waits for the interval of .+"
)
"""The sentences that wait for an expiry or an interval.

Where `seconds pass`, a session or a refresh token has to outlast them, and a provider may have but
one for an end-user and a client: other scenarios would replace it.
"""


def waits(item: pytest.Item) -> bool:
    """Tell whether a test is a scenario with a step that waits."""
    return isinstance(item, ScenarioTest) and any(
        WAITS.fullmatch(step.text) for step in item.scenario.steps
    )


def latest(wait: Wait, sentence: str, lifetimes: Iterable[float]) -> float:
    """Return when it is too late to go on after a wait.

    What outlasts it lives for one of these lifetimes, the next longer one at least; half of what
    that leaves is for what comes after the wait. For an expiry it is never too late.
    """
    known = WAITS.fullmatch(sentence)
    if known and known["expiry"]:
        return math.inf
    left = (lifetime - wait.seconds for lifetime in lifetimes if lifetime > wait.seconds)
    return wait.ends + min(left, default=math.inf) / 2


def prepare(session: Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Have the scenarios that wait begin first, and be suspended, where waits may be long."""
    if session.party.clock.may_wait_long:
        items.sort(key=waits, reverse=True)
        config.pluginmanager.register(Suspensions(session))


@dataclass(frozen=True, slots=True)
class Suspension:
    """A scenario that waits, and what it goes on with; the last of its steps is not done yet.

    One that begins anew has neither a flow nor steps.
    """

    test: ScenarioTest
    flow: Flow | None
    steps: list[StepRecord]
    wait: Wait
    latest: float
    paused: PausedRecord

    def due(self, longest: float) -> float:
        """Return when it has to go on, if other scenarios take so long."""
        return min(self.wait.ends, self.latest - longest)

    def anew(self) -> "Suspension":
        """Return it with no step done, but with its incidental findings."""
        return replace(self, flow=None, steps=[])


GOES_ON_WITH = pytest.StashKey[Suspension]()
"""Where the test of a later part keeps what it goes on with."""


def flow_before(item: pytest.Item) -> Flow | None:
    """Return the flow that a test goes on with, or None where it begins with nothing said."""
    earlier = item.stash.get(GOES_ON_WITH, None)
    return earlier.flow if earlier else None


class Suspensions:
    """Runs the scenarios of a worker, and those that wait among them in two parts or more.

    Those have a login of their own, as if they ran in another worker: what other scenarios revoke
    while they wait is not theirs.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._specimens = {False: session.specimens, True: Specimens(session.party)}
        self._waiting: list[Suspension] = []
        self._turn: pytest.Item | None = None
        self._longest = 0.0
        session.party.clock.suspends = True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, object, object]:
        """Let those that still wait go on when all others have run."""
        try:
            done = yield
            while self._waiting and not (session.shouldfail or session.shouldstop):
                self._go_on(min(self._waiting, key=lambda each: each.wait.ends))
            return done
        finally:
            for each in self._waiting:
                self._session.drop(each.paused.kept)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool:
        """Run a scenario, after those that have to go on before it."""
        self._turn = item
        while due := self._due():
            self._go_on(due)
        began = time.monotonic()
        self._run(item)
        self._longest = max(self._longest, time.monotonic() - began)
        return True

    def _due(self) -> Suspension | None:
        now = time.monotonic()
        due = [each for each in self._waiting if each.due(self._longest) <= now]
        return min(due, key=lambda each: each.wait.ends, default=None)

    def _go_on(self, suspension: Suspension) -> None:
        """Resume a scenario, or restart it and let it wait alone where that is too late."""
        self._waiting.remove(suspension)
        clock, part = self._session.party.clock, suspension.test.next_part()
        clock.suspends = time.monotonic() <= suspension.latest
        part.stash[GOES_ON_WITH] = suspension if clock.suspends else suspension.anew()
        self._run(part)
        clock.suspends = True

    def _run(self, item: pytest.Item) -> None:
        """Run a scenario, and hand on what is reported unless it is suspended."""
        self._session.specimens = self._specimens[waits(item)]
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        reports = run_phases(item)
        if not any(each.test is item for each in self._waiting):
            with self._in_turn(item):
                for report in reports:
                    item.ihook.pytest_runtest_logreport(report=report)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)

    @contextmanager
    def _in_turn(self, item: pytest.Item) -> Iterator[None]:
        """Put a scenario in the place of the one whose turn it is.

        A worker of pytest-xdist takes every report to be about the latter.
        """
        assert self._turn is not None
        items = item.session.items
        place = items.index(self._turn)
        items[place] = item
        try:
            yield
        finally:
            items[place] = self._turn

    def pytest_bdd_step_error(
        self, request: pytest.FixtureRequest, step: RunningStep, exception: Exception
    ) -> None:
        """Keep what a scenario goes on with that begins to wait."""
        if not isinstance(exception, Suspended):
            return
        test, wait = request.node, exception.wait
        too_late = latest(wait, step_of(step).text, self._session.target.lifetimes.values())
        steps: list[StepRecord] = test.stash[STEPS]
        paused = self._session.pause(function_name(test.scenario.title), steps[0].began)
        flow = request.getfixturevalue("flow")
        self._waiting.append(Suspension(test, flow, steps, wait, too_late, paused))

    def pytest_bdd_before_scenario(
        self, request: pytest.FixtureRequest, scenario: RunningScenario
    ) -> None:
        """Leave out what is done of a scenario that goes on."""
        earlier = request.node.stash.get(GOES_ON_WITH, None)
        if earlier is None:
            return
        self._session.resume(earlier.paused)
        clock = self._session.party.clock
        if earlier.flow is None:
            clock.waited += time.monotonic() - earlier.wait.began
            return
        done = earlier.steps[:-1]
        leave_out(scenario, len(done))
        request.node.stash[STEPS] = done
        clock.under_way = earlier.wait

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_before_step(self, request: pytest.FixtureRequest) -> None:
        """Take the step that waits for the one that began to."""
        earlier, steps = request.node.stash.get(GOES_ON_WITH, None), request.node.stash[STEPS]
        if earlier and len(steps) == len(earlier.steps):
            steps[-1] = earlier.steps[-1]
