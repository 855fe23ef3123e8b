"""What a device's request must keep, its two codes, and the end-user's decision: RFC 8628."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from ...core.client_request import GrantRequest
from ...core.errors import InvalidScope, UnauthorizedClient
from ...core.lifetimes import lifetime_of
from ...core.scopes import ALL_SCOPES, OPENID, is_well_formed
from ...core.seams import Behaviours
from ...core.store import unguessable
from .records import (
    DEVICE_CODE,
    device_authorization,
)

if TYPE_CHECKING:
    pass

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Letters that are easily typed, make no words, and are not taken for one another (6.1)."""

INTERVAL = 5
"""The seconds that a device leaves between two polls, until it is slowed down (3.2)."""

device = Behaviours("device")


@device_authorization.check.fixed
def client_authorized(request: GrantRequest) -> None:
    """RFC 8628 3.2: a client that may not use the grant is refused at once."""
    if DEVICE_CODE not in request.client.grant_types:
        raise UnauthorizedClient("the client may not use the device authorization grant")


@device_authorization.check.fixed
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


def scopes(request: GrantRequest) -> tuple[str, ...]:
    """RFC 8628 3.1: the scopes asked for that the client may have, openid by default."""
    asked = request.parameters.words("scope") or (OPENID,)
    return tuple(scope for scope in asked if scope in request.client.scopes)


@device
def device_code(request: GrantRequest) -> str:
    """RFC 8628 3.2 and 5.2: a device code is unique, and cannot be guessed."""
    return unguessable()


def user_code() -> str:
    """RFC 8628 5.1 and 6.1: a user code is easily typed, and not easily guessed."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


@lifetime_of("device_code")
@device
def lifetime(request: GrantRequest) -> int:
    """RFC 8628 3.2: the seconds for which both codes are good."""
    return 600
