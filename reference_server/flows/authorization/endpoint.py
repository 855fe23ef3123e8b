"""The authorization endpoint: RFC 6749 3.1, OpenID Connect Core 3.1.2."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ...core.errors import OAuthError, PageError, Refusal
from ...core.http import provider_of, sent_by_user_agent
from ...core.pages import error_page
from ...core.redirect import to_page
from ...core.routing import route
from ...core.sessions import BROWSER_COOKIE, session_of, set_cookie
from ...core.store import unguessable
from .answer import failure
from .delivery import delivered
from .request import INTERACTIONS, AuthorizationRequest, Interaction
from .response_types import granted_type
from .sources import Sent, received
from .steps import Step, next_step


@route("/auth", "GET", "POST")
async def authorize(http: Request) -> Response:
    """Answer an authorization request."""
    provider = provider_of(http)
    try:
        parameters = received(Sent(provider, http.method, await sent_by_user_agent(http)))
    except Refusal as refusal:
        return error_page(provider, refusal.description, refusal.status)
    return proceed(http, AuthorizationRequest(provider, parameters, session_of(http)))


def proceed(http: Request, request: AuthorizationRequest, *, consented: bool = False) -> Response:
    """Answer the client, or send the user agent to the page that comes next."""
    try:
        if next_step(request, consented=consented) is not Step.ANSWER:
            return _to_interaction(http, request)
    except PageError as refusal:
        return error_page(request.provider, refusal.description, refusal.status)
    except OAuthError as refusal:
        return refuse(request, refusal)
    _end(request)
    return delivered(request, granted_type(request).brings(request))


def refuse(request: AuthorizationRequest, refusal: OAuthError) -> Response:
    """Answer the client with an error."""
    _end(request)
    return failure(request, refusal)


def _end(request: AuthorizationRequest) -> None:
    if request.interaction:
        request.provider.store[INTERACTIONS].pop(request.interaction.interaction_id, None)


def _to_interaction(http: Request, request: AuthorizationRequest) -> Response:
    provider = request.provider
    interaction = request.interaction or _begin(http, request)
    path = f"/interaction/{interaction.interaction_id}"
    response = to_page(provider, http.method, provider.url(path))
    set_cookie(response, provider, BROWSER_COOKIE, interaction.browser)
    return response


def _begin(http: Request, request: AuthorizationRequest) -> Interaction:
    interaction = Interaction(
        interaction_id=unguessable(),
        parameters=request.parameters,
        browser=http.cookies.get(BROWSER_COOKIE) or unguessable(),
        csrf=unguessable(),
    )
    request.provider.store[INTERACTIONS][interaction.interaction_id] = interaction
    return interaction
