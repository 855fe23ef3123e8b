"""One-time codes for the end-users, of which none is used twice."""

import hashlib
import math
import time
from dataclasses import dataclass

from coatcheck.base import state
from coatcheck.base.errors import CredentialsRefused
from coatcheck.protocol.clock import Clock
from coatcheck.protocol.parties import User
from coatcheck.protocol.totp import Totp

LATELY = 100
"""For how many time steps a code is remembered; providers accept it for far fewer."""


@dataclass(frozen=True, slots=True)
class Codes:
    """Makes codes by the provider's clock, which all runs and workers on this machine share."""

    issuer: str
    clock: Clock

    def code(self, user: User) -> str:
        """Return a code that this end-user has not used before (RFC 6238, 5.2).

        Raises CredentialsRefused where the target file has no seed.
        """
        totp = user.totp
        if totp is None:
            raise CredentialsRefused(
                f"A page asks {user.username} for a one-time code, but totp is not set.",
                "Set totp of this end-user under users in the target file.",
            )
        step = totp.step(self.clock.now())
        while not user.totp_reusable and not self._claimed(user, totp, step):
            self.clock.sit_out(math.ceil((step + 1) * totp.period - self.clock.now()))
            step = totp.step(self.clock.now())
        return totp.code(step)

    def _claimed(self, user: User, totp: Totp, step: int) -> bool:
        """Claim a time step, and tell whether it was free: a file for it can be made but once."""
        named = hashlib.sha256(f"{self.issuer} {user.username}".encode()).hexdigest()[:16]
        folder = state.folder() / "codes" / named
        if not state.claim(folder / str(step)):
            return False
        oldest = totp.step(time.time()) - LATELY
        for old in folder.iterdir():
            if old.name.isdecimal() and int(old.name) < oldest:
                old.unlink(missing_ok=True)
        return True
