"""The provider's time: moved where the provider lets us, waited for where it does not."""

import time

from coatcheck.protocol.wire import Request, Wire
from coatcheck.verdict import NotApplicable, NotTestable


class Clock:
    """Tells the provider's time in seconds since the epoch, and lets it pass."""

    def __init__(self, wire: Wire, url: str | None, max_wait: float) -> None:
        self._wire = wire
        self._url = url
        self._max_wait = max_wait
        self.offset = 0.0
        self.waited = 0.0

    def now(self) -> float:
        """Return the time by the provider's clock."""
        return time.time() + self.offset

    def pass_time(self, seconds: float) -> None:
        """Let seconds pass at the provider.

        Raises NotApplicable where it has no movable clock and the wait is longer than allowed.
        """
        if self._url is not None:
            self._move(seconds)
        elif seconds <= self._max_wait:
            self.waited += seconds
            time.sleep(seconds)  # an expiry at a foreign provider announces itself by no event
        else:
            raise NotApplicable(
                f"this takes {seconds:g} s; the target file's max_wait allows {self._max_wait:g} s"
            )

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
