"""The authorization endpoint: RFC 6749 3.1, OpenID Connect Core 3.1.2."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ..authorizing import Step, grant, next_step
from ..errors import OAuthError, PageError, Refusal
from ..messages import AuthorizationRequest
from ..models import Interaction
from ..parameters import Parameters
from ..responses import authorization
from ..responses.pages import error_page
from ..seams import Behaviours
from ..store import unguessable
from .http import BROWSER_COOKIE, provider_of, sent_by_user_agent, session_of, set_cookie
from .pushed_authorization import resolved

authorization_parameters = Behaviours("authorization_parameters")


@authorization_parameters
def by_get(sent: Parameters) -> Parameters:
    """OpenID Connect Core 3.1.2.1: parameters are taken from the query of a GET request."""
    return sent


@authorization_parameters
def by_post(sent: Parameters) -> Parameters:
    """OpenID Connect Core 3.1.2.1: parameters are taken from the form of a POST request."""
    return sent


async def authorize(http: Request) -> Response:
    """Answer an authorization request."""
    provider = provider_of(http)
    try:
        parameters = resolved(provider, await _parameters(http))
    except Refusal as refusal:
        return error_page(provider, refusal.description, refusal.status)
    return proceed(http, AuthorizationRequest(provider, parameters, session_of(http)))


async def _parameters(http: Request) -> Parameters:
    read = by_post if http.method == "POST" else by_get
    return provider_of(http).use(read)(await sent_by_user_agent(http))


def proceed(http: Request, request: AuthorizationRequest, *, consented: bool = False) -> Response:
    """Redirect to the client with a code or an error, or to the page that comes next."""
    try:
        if next_step(request, consented=consented) is not Step.CODE:
            return _to_interaction(http, request)
    except PageError as refusal:
        return error_page(request.provider, refusal.description, refusal.status)
    except OAuthError as refusal:
        return refuse(request, refusal)
    _end(request)
    return authorization.success(grant(request))


def refuse(request: AuthorizationRequest, refusal: OAuthError) -> Response:
    """Redirect to the client with an error."""
    _end(request)
    return authorization.failure(request, refusal)


def _end(request: AuthorizationRequest) -> None:
    if request.interaction:
        request.provider.store.interactions.pop(request.interaction.interaction_id, None)


def _to_interaction(http: Request, request: AuthorizationRequest) -> Response:
    provider = request.provider
    interaction = request.interaction or _begin(http, request)
    path = f"/interaction/{interaction.interaction_id}"
    response = authorization.to_page(provider, http.method, provider.url(path))
    set_cookie(response, provider, BROWSER_COOKIE, interaction.browser)
    return response


def _begin(http: Request, request: AuthorizationRequest) -> Interaction:
    interaction = Interaction(
        interaction_id=unguessable(),
        parameters=request.parameters,
        browser=http.cookies.get(BROWSER_COOKIE) or unguessable(),
        csrf=unguessable(),
    )
    request.provider.store.interactions[interaction.interaction_id] = interaction
    return interaction
