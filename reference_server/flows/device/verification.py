"""The end-user's side: which request a user code names, and what is decided on it.

RFC 8628 3.3 and 5.1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...core.errors import PageError
from ...core.provider import Provider
from ...core.sessions import Session
from .duties import LETTERS, device
from .records import (
    DEVICE_AUTHORIZATIONS,
    WRONG_USER_CODES,
    DeviceAuthorization,
    DeviceInteraction,
)

GUESSES = 10
"""So many wrong user codes within the time are taken for an attack."""

WINDOW = 600


@dataclass(frozen=True)
class Verification:
    """An end-user at the pages for devices, and how far they have come."""

    provider: Provider
    interaction: DeviceInteraction
    session: Session | None

    @property
    def authorization(self) -> DeviceAuthorization | None:
        """The request that the end-user has named by its user code."""
        known = self.provider.store[DEVICE_AUTHORIZATIONS]
        return known.get(self.interaction.device_code)


@device
def named(provider: Provider, entered: str) -> DeviceAuthorization | None:
    """RFC 8628 3.3: the request whose user code was entered, while nobody has decided on it."""
    letters, now = _letters(entered), provider.clock.now()
    for known in provider.store[DEVICE_AUTHORIZATIONS].values():
        if _letters(known.user_code) == letters and now < known.expires_at:
            return None if known.decided_by else known
    return None


def _letters(text: str) -> str:
    """RFC 8628 6.1: what is typed in lower case, or with other punctuation, means the same."""
    return "".join(letter for letter in text.upper() if letter in LETTERS)


@device
def shown(verification: Verification, code: str) -> str:
    """RFC 8628 3.3.1: the end-user sees the user code, to compare it with the device's."""
    return code


@device
def decided(verification: Verification, session: Session, approved: bool) -> None:
    """RFC 8628 3.3: the end-user approves the request that they have named, or denies it."""
    authorization = verification.authorization
    assert authorization is not None
    decision = replace(authorization, decided_by=session, approved=approved)
    known = verification.provider.store[DEVICE_AUTHORIZATIONS]
    known[authorization.device_code] = decision


def identified(provider: Provider, session: Session, entered: str) -> DeviceAuthorization | None:
    """RFC 8628 5.1: what the user code names; PageError when it is being guessed."""
    now, guesses = provider.clock.now(), provider.store[WRONG_USER_CODES]
    at = guesses.get(session.user.username, ())
    recent = tuple(moment for moment in at if moment > now - WINDOW)
    if len(recent) >= GUESSES:
        raise PageError("too many wrong codes were entered; wait for a while")
    found = provider.use(named)(provider, entered)
    if found is None:
        guesses[session.user.username] = (*recent, now)
    return found
