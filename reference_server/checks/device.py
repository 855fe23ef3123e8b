"""What a device's request must keep, its two codes, and the end-user's decision: RFC 8628."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..client_duties import ClientDuties
from ..errors import InvalidScope, PageError, UnauthorizedClient
from ..messages import GrantRequest
from ..models import DEVICE_CODE, DeviceAuthorization, DeviceInteraction, Session
from ..provider import Provider
from ..scopes import ALL_SCOPES, OPENID, is_well_formed
from ..seams import Behaviours
from ..store import unguessable
from .client_authentication import CREDENTIALS

if TYPE_CHECKING:
    from ..responses.device import Started

PARAMETERS = ("client_id", *CREDENTIALS, "scope")
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Letters that are easily typed, make no words, and are not taken for one another (6.1)."""

GUESSES = 10
"""So many wrong user codes within the time are taken for an attack."""

WINDOW = 600

device_authorization: ClientDuties[Started] = ClientDuties("device_authorization", PARAMETERS)
device = Behaviours("device")


@dataclass(frozen=True)
class Verification:
    """An end-user at the pages for devices, and how far they have come."""

    provider: Provider
    interaction: DeviceInteraction
    session: Session | None

    @property
    def authorization(self) -> DeviceAuthorization | None:
        """The request that the end-user has named by its user code."""
        known = self.provider.store.device_authorizations
        return known.get(self.interaction.device_code)


@device_authorization.check
def client_authorized(request: GrantRequest) -> None:
    """RFC 8628 3.2: a client that may not use the grant is refused at once."""
    if DEVICE_CODE not in request.client.grant_types:
        raise UnauthorizedClient("the client may not use the device authorization grant")


@device_authorization.check
def scope_well_formed(request: GrantRequest) -> None:
    """RFC 8628 3.1: the scope keeps the syntax of RFC 6749 3.3."""
    if not is_well_formed(request.parameters.get("scope") or OPENID):
        raise InvalidScope("scope is malformed")


@device_authorization.check
def scope_known(request: GrantRequest) -> None:
    """RFC 6749 5.2: an unknown scope is refused; OpenID Connect Core 3.1.2.1 ignores it."""
    words = request.parameters.words("scope")
    if OPENID not in words and not set(words) <= set(ALL_SCOPES):
        raise InvalidScope("a scope value is unknown")


@device_authorization.check
def acr_values_present(request: GrantRequest) -> None:
    """RFC 8628 3.1 has no such parameter; a dialect may."""


@device
def scopes(request: GrantRequest) -> tuple[str, ...]:
    """RFC 8628 3.1: the scopes asked for that the client may have, openid by default."""
    asked = request.parameters.words("scope") or (OPENID,)
    return tuple(scope for scope in asked if scope in request.client.scopes)


@device
def device_code(request: GrantRequest) -> str:
    """RFC 8628 3.2 and 5.2: a device code is unique, and cannot be guessed."""
    return unguessable()


@device
def user_code(request: GrantRequest) -> str:
    """RFC 8628 5.1 and 6.1: a user code is easily typed, and not easily guessed."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


@device
def lifetime(request: GrantRequest) -> int:
    """RFC 8628 3.2: the seconds for which both codes are good."""
    return 600


@device
def interval(request: GrantRequest) -> int:
    """RFC 8628 3.2: the seconds that the client leaves between two polls."""
    return 5


@device
def named(provider: Provider, entered: str) -> DeviceAuthorization | None:
    """RFC 8628 3.3: the request whose user code was entered, while nobody has decided on it."""
    letters, now = _letters(entered), provider.clock.now()
    for known in provider.store.device_authorizations.values():
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
    known = verification.provider.store.device_authorizations
    known[authorization.device_code] = decision


def identified(provider: Provider, session: Session, entered: str) -> DeviceAuthorization | None:
    """RFC 8628 5.1: what the user code names; PageError when it is being guessed."""
    now, guesses = provider.clock.now(), provider.store.wrong_user_codes
    at = guesses.get(session.user.username, ())
    recent = tuple(moment for moment in at if moment > now - WINDOW)
    if len(recent) >= GUESSES:
        raise PageError("too many wrong codes were entered; wait for a while")
    found = provider.use(named)(provider, entered)
    if found is None:
        guesses[session.user.username] = (*recent, now)
    return found
