"""The provider's clock, which can be moved so that expiry takes no time."""

import time


class Clock:
    """The system's time plus an offset in seconds."""

    def __init__(self) -> None:
        self.offset = 0

    def now(self) -> float:
        """The current time as seconds since the epoch."""
        return time.time() + self.offset

    def advance(self, seconds: int) -> None:
        """Move the clock, backwards when `seconds` is negative."""
        self.offset += seconds

    def reset(self) -> None:
        """Return to the system's time."""
        self.offset = 0
