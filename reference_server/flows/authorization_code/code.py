"""Authorization codes: how they are issued, and looked up when they come back."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.client_request import GrantRequest
from ...core.errors import InvalidGrant
from ...core.lifetimes import lifetime_of
from ...core.seams import Behaviours
from ...core.store import Kind, unguessable
from ..authorization.granting import granted
from ..authorization.request import AuthorizationRequest
from ..tokens.records import Grant

AUTHORIZATION_CODE = "authorization_code"


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code and what it is bound to."""

    value: str
    grant: Grant
    redirect_uri: str
    code_challenge: str | None
    expires_at: float


CODES = Kind[Code]()
code = Behaviours("code")


@lifetime_of("authorization_code")
@code
def lifetime(request: AuthorizationRequest) -> int:
    """RFC 6749 4.1.2: the seconds for which a code is good, ten minutes at most."""
    return 60


@code
def value(request: AuthorizationRequest) -> str:
    """RFC 6749 10.10: a code cannot be guessed."""
    return unguessable()


@code
def presented(request: GrantRequest) -> Code:
    """RFC 6749 5.2: the code is one that the provider issued."""
    known = request.provider.store[CODES].get(request.parameters.get("code") or "")
    if known is None:
        raise InvalidGrant("the code is unknown")
    return known


def issue_code(request: AuthorizationRequest) -> Code:
    """Make and remember a code for what the end-user granted."""
    provider = request.provider
    issued = Code(
        value=provider.use(value)(request),
        grant=granted(request),
        redirect_uri=request.parameters.get("redirect_uri") or "",
        code_challenge=request.parameters.get("code_challenge"),
        expires_at=provider.clock.now() + provider.use(lifetime)(request),
    )
    provider.store[CODES][issued.value] = issued
    return issued


def code_of(request: GrantRequest) -> Code:
    """The code that is presented; InvalidGrant where it is none."""
    return request.once(request.provider.use(presented))
