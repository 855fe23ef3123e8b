"""The backchannel authentication endpoint (CIBA 7), and the end-user's authentication device."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from ...core.client_request import GrantRequest
from ...core.http import form_of, provider_of
from ...core.metadata import announce, at, left_out, listed
from ...core.routing import route
from ...core.seams import Behaviours
from ...core.store import unguessable
from ...core.users import User
from .duties import end_user, lifetime_asked
from .records import BACKCHANNEL_REQUESTS, Acknowledged, BackchannelRequest, backchannel

INTERVAL = 5
DECISIONS = {"approve": True, "deny": False}

announce(
    (
        "backchannel_authentication_endpoint",
        at(backchannel.path),
        "CIBA 4: the endpoint at which clients ask for an end-user's authentication.",
    ),
    (
        "backchannel_token_delivery_modes_supported",
        listed("poll"),
        "CIBA 4: how clients get what came of it.",
    ),
)
left_out(
    "backchannel_authentication_request_signing_alg_values_supported",
    "backchannel_user_code_parameter_supported",
)
auth_req_id = Behaviours("auth_req_id")


@auth_req_id
def fresh(request: GrantRequest, user: User) -> str:
    """CIBA 7.3: an auth_req_id cannot be guessed, and has few kinds of characters."""
    return unguessable()


@backchannel.answers(identifies_provider=True)
def ask(request: GrantRequest) -> Acknowledged:
    """Have the end-user asked whom the request names."""
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
    provider.store[BACKCHANNEL_REQUESTS][waiting.auth_req_id] = waiting
    return Acknowledged(provider, waiting)


@route("/authentication-device", "POST")
async def authentication_device(http: Request) -> Response:
    """Take an end-user's decision (POST auth_req_id, decision); a test instrument only."""
    provider, form = provider_of(http), await form_of(http)
    decision = DECISIONS.get(form.get("decision") or "")
    if decision is None:
        return Response(status_code=400)
    requests, now = provider.store[BACKCHANNEL_REQUESTS], provider.clock.now()
    waiting = requests.get(form.get("auth_req_id") or "")
    if waiting is None or waiting.is_decided or now >= waiting.expires_at:
        return Response(status_code=404)
    requests[waiting.auth_req_id] = replace(waiting, decided_at=now, approved=decision)
    return Response(status_code=204)
