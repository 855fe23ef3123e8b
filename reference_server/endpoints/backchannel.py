"""The backchannel authentication endpoint (CIBA 7), and the end-user's authentication device."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from ..checks.backchannel import backchannel, end_user, lifetime_asked
from ..messages import GrantRequest
from ..models import BackchannelRequest, User
from ..responses.backchannel import Acknowledged
from ..seams import Behaviours
from ..store import unguessable
from .client_endpoint import answer
from .http import form_of, provider_of

INTERVAL = 5
DECISIONS = {"approve": True, "deny": False}

auth_req_id = Behaviours("auth_req_id")


@auth_req_id
def fresh(request: GrantRequest, user: User) -> str:
    """CIBA 7.3: an auth_req_id cannot be guessed, and has few kinds of characters."""
    return unguessable()


async def backchannel_authentication(http: Request) -> Response:
    """Answer an authentication request."""
    return await answer(http, backchannel, _ask)


def _ask(request: GrantRequest) -> Acknowledged:
    provider, user = request.provider, end_user(request)
    assert user is not None
    waiting = BackchannelRequest(
        auth_req_id=provider.use(fresh)(request, user),
        client=request.client,
        user=user,
        parameters=request.parameters,
        expires_at=provider.clock.now() + lifetime_asked(request),
        interval=INTERVAL,
    )
    provider.store.backchannel_requests[waiting.auth_req_id] = waiting
    return Acknowledged(provider, waiting)


async def authentication_device(http: Request) -> Response:
    """Take an end-user's decision (POST auth_req_id, decision); a test instrument only."""
    provider, form = provider_of(http), await form_of(http)
    decision = DECISIONS.get(form.get("decision") or "")
    if decision is None:
        return Response(status_code=400)
    requests, now = provider.store.backchannel_requests, provider.clock.now()
    waiting = requests.get(form.get("auth_req_id") or "")
    if waiting is None or waiting.is_decided or now >= waiting.expires_at:
        return Response(status_code=404)
    requests[waiting.auth_req_id] = replace(waiting, decided_at=now, approved=decision)
    return Response(status_code=204)
