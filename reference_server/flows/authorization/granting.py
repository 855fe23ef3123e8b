"""What an end-user has granted to the client of an authorization request."""

from __future__ import annotations

from ...core.resources import asked
from ...core.store import unguessable
from ..tokens.records import Grant
from ..tokens.subject import subject
from .end_user import scopes_granted
from .request import AuthorizationRequest


def granted(request: AuthorizationRequest) -> Grant:
    """The root of all that is issued in answer to a request."""
    session = request.session
    assert session is not None
    return Grant(
        grant_id=unguessable(),
        client=request.client,
        sub=request.provider.use(subject)(session),
        scopes=scopes_granted(request),
        user=session.user,
        auth_time=session.auth_time,
        acr=session.acr,
        nonce=request.parameters.get("nonce"),
        claims=request.claims,
        granted_at=int(request.provider.clock.now()),
        parameters=request.parameters,
        resources=asked(request.parameters),
    )
