"""How the suite behaves towards a provider that others use as well: its pace, and its patience."""

import datetime
import email.utils
import time
from dataclasses import dataclass, field

TOO_MANY = 429
"""What a server answers that has had too many requests (RFC 6585, 4)."""


@dataclass
class Pace:
    """Keeps requests apart, and waits where the provider asks for it.

    `patience` is how long a provider may have one request wait, in seconds.
    """

    requests_per_second: float | None = None
    patience: float = 60.0
    waited: float = 0.0
    _next: float = field(default=0.0, init=False)

    def wait_for_turn(self) -> None:
        """Wait until the next request may be sent."""
        if self.requests_per_second is None:
            return
        now = time.monotonic()
        self._sleep(self._next - now)
        self._next = max(now, self._next) + 1 / self.requests_per_second

    def wait_as_asked(self, retry: str | None, already: float) -> float:
        """Wait as long as a Retry-After asks (RFC 9110, 10.2.3), and return how long that was.

        Nothing is waited for where it does not say how long, or says longer than patience lasts.
        """
        seconds = retry_after(retry)
        if seconds is None or already + seconds > self.patience:
            return 0.0
        self._sleep(seconds)
        return seconds

    def _sleep(self, seconds: float) -> None:
        if seconds > 0:
            self.waited += seconds
            time.sleep(seconds)  # the end of a provider's overload announces itself by no event


def retry_after(value: str | None) -> float | None:
    """Return the seconds that a Retry-After asks for, one at least; None where it is unreadable."""
    if value is None:
        return None
    if value.isascii() and value.strip().isdigit():
        return max(float(value), 1.0)
    try:
        when = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=datetime.UTC)
    return max((when - datetime.datetime.now(datetime.UTC)).total_seconds(), 1.0)
