"""A clock that cannot be moved: what is slept through, and what a scenario is suspended for."""

from collections.abc import Iterator

import pytest

from coatcheck.base.verdict import NotApplicable
from coatcheck.net.wire import Wire
from coatcheck.protocol import clock
from coatcheck.protocol.clock import Clock, Suspended


class Time:
    """A time that passes by sleeping alone."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def passing(monkeypatch: pytest.MonkeyPatch) -> Time:
    passing = Time()
    monkeypatch.setattr(clock, "time", passing)
    return passing


@pytest.fixture
def waiting() -> Iterator[Clock]:
    """A clock that cannot be moved, of a run that suspends scenarios."""
    wire = Wire(1.0, lambda exchange: None)
    waiting = Clock(wire, None, 60)
    waiting.suspends = True
    yield waiting
    wire.close()


def test_a_short_wait_suspends_nothing(passing: Time, waiting: Clock) -> None:
    waiting.pass_time(clock.WORTHWHILE)
    assert (passing.now, waiting.waited) == (1000 + clock.WORTHWHILE, clock.WORTHWHILE)


def test_without_suspension_every_wait_is_slept_through(passing: Time, waiting: Clock) -> None:
    waiting.suspends = False
    waiting.pass_time(60)
    assert (passing.now, waiting.waited) == (1060, 60)
    with pytest.raises(NotApplicable, match="max_wait in the target file is 60 s"):
        waiting.pass_time(61)


def test_a_suspended_wait_goes_on_for_what_is_left(passing: Time, waiting: Clock) -> None:
    with pytest.raises(Suspended) as suspended:
        waiting.pass_time(30)
    assert (passing.now, waiting.waited) == (1000, 0)
    passing.now += 20
    waiting.under_way = suspended.value.wait
    waiting.pass_time(30)
    assert (passing.now, waiting.waited) == (1030, 30)
    with pytest.raises(Suspended):
        waiting.pass_time(30)


def test_a_movable_clock_is_never_waited_for() -> None:
    wire = Wire(1.0, lambda exchange: None)
    assert not Clock(wire, "http://127.0.0.1/clock", 60).may_wait_long
    assert not Clock(wire, None, clock.WORTHWHILE).may_wait_long
    assert Clock(wire, None, 60).may_wait_long
    wire.close()
