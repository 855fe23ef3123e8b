"""The provider's time: moved where the provider lets us, waited for where it does not."""

import time
from dataclasses import dataclass

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.net.wire import Request, Wire

WORTHWHILE = 2.0
"""How many seconds a wait lasts at most that a scenario is not suspended for."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait under way, by this machine's monotonic time."""

    began: float
    seconds: float

    @property
    def ends(self) -> float:
        """When it is over."""
        return self.began + self.seconds


class Suspended(Exception):
    """A scenario begins to wait; others may run until the wait is over."""

    def __init__(self, wait: Wait) -> None:
        super().__init__(f"suspended for {wait.seconds:g} s")
        self.wait = wait


class Clock:
    """Tells the provider's time in seconds since the epoch, and lets it pass.

    Where `suspends` is set, a wait that is worth it raises Suspended instead. The step that waits
    is run again once it is over, with the wait `under_way`.
    """

    def __init__(self, wire: Wire, url: str | None, max_wait: float) -> None:
        self._wire = wire
        self._url = url
        self._max_wait = max_wait
        self.offset = 0.0
        self.waited = 0.0
        self.suspends = False
        self.under_way: Wait | None = None

    @property
    def may_wait_long(self) -> bool:
        """Whether there may be waits that are worth suspending a scenario for."""
        return self._url is None and self._max_wait > WORTHWHILE

    def now(self) -> float:
        """Return the time by the provider's clock."""
        return time.time() + self.offset

    def pass_time(self, seconds: float) -> None:
        """Let seconds pass at the provider; `require` says what is raised."""
        self.require(seconds)
        if self._url is not None:
            self._move(seconds)
        else:
            self._wait(seconds)

    def require(self, seconds: float) -> None:
        """Raise NotApplicable where no clock can be moved, and the wait is longer than allowed."""
        if self._url is None and not seconds <= self._max_wait:
            raise NotApplicable(
                f"this wait takes {seconds:g} s, but max_wait in the target file is "
                f"{self._max_wait:g} s"
            )

    def _wait(self, seconds: float) -> None:
        wait = self.under_way or Wait(time.monotonic(), seconds)
        if self.suspends and self.under_way is None and seconds > WORTHWHILE:
            raise Suspended(wait)
        self.under_way = None
        # an expiry at a foreign provider announces itself by no event
        time.sleep(max(wait.ends - time.monotonic(), 0.0))
        self.waited += time.monotonic() - wait.began

    def sit_out(self, seconds: float) -> None:
        """Let seconds pass in the midst of an act, for which no scenario can be suspended."""
        if self._url is not None:
            self._move(seconds)
            return
        self.waited += seconds
        time.sleep(seconds)  # what is waited for here announces itself by no event either

    def reset(self) -> None:
        """Bring the provider's clock back to the present."""
        if self.offset:
            self._move(-self.offset)

    def _move(self, seconds: float) -> None:
        form = (("Content-Type", "application/x-www-form-urlencoded"),)
        request = Request("POST", self._url or "", form, f"seconds={seconds:.15g}")
        exchange = self._wire.send("clock", request)
        if not 200 <= exchange.answer.status < 300:
            raise NotTestable(f"the provider's clock cannot be moved: {exchange.summary}")
        self.offset += seconds
