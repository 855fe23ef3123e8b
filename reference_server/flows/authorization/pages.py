"""The login and consent pages, between an authorization request and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ...core.errors import Refusal
from ...core.http import provider_of
from ...core.login import WRONG_PASSWORD, authenticated_by, entered, of_this_browser
from ...core.pages import error_page, page, received_text
from ...core.parameters import Parameters
from ...core.routing import route
from ...core.sessions import SESSION_COOKIE, begin_session, session_of, set_cookie
from .end_user import CONSENTS, acr_reached, consent_key, denial, scopes_granted
from .endpoint import proceed, refuse
from .request import INTERACTIONS, AuthorizationRequest, Interaction
from .steps import Step, next_step

TEMPLATES = {
    Step.LOGIN: "core/templates/login.html",
    Step.CONSENT: "flows/authorization/templates/consent.html",
}


@route("/interaction/{interaction_id}", "GET", "POST")
async def interaction(http: Request) -> Response:
    """Show the page that comes next, or take what the end-user entered into it."""
    provider = provider_of(http)
    try:
        pending = _pending(http)
        form = await entered(http, pending)
    except Refusal as refusal:
        return error_page(provider, refusal.description, refusal.status)
    request = AuthorizationRequest(provider, pending.parameters, session_of(http), pending)
    try:
        step = next_step(request)
    except Refusal:
        return proceed(http, request)
    if http.method == "POST" and step is Step.LOGIN:
        return _log_in(http, request, form)
    if http.method == "POST" and step is Step.CONSENT and form.get("decision"):
        return _decide(http, request, form)
    return proceed(http, request) if step is Step.ANSWER else _show(request, step)


def _pending(http: Request) -> Interaction:
    known = provider_of(http).store[INTERACTIONS]
    return of_this_browser(http, known.get(http.path_params["interaction_id"]))


def _show(request: AuthorizationRequest, step: Step, message: str = "") -> Response:
    assert request.interaction is not None
    context: dict[str, Any] = {
        "csrf": request.interaction.csrf,
        "client": request.client,
        "message": message,
        **(_login_context(request) if step is Step.LOGIN else _consent_context(request)),
    }
    return page(request.provider, TEMPLATES[step], context)


def _login_context(request: AuthorizationRequest) -> Mapping[str, Any]:
    shown = request.provider.use(received_text)
    return {"username": shown(request.parameters.get("login_hint") or "")}


def _consent_context(request: AuthorizationRequest) -> Mapping[str, Any]:
    scopes = scopes_granted(request)
    return {"scopes": scopes, "user": request.session.user if request.session else None}


def _log_in(http: Request, request: AuthorizationRequest, form: Parameters) -> Response:
    user = authenticated_by(request.provider, form)
    if user is None:
        return _show(request, Step.LOGIN, WRONG_PASSWORD)
    session = begin_session(http, user, request.provider.use(acr_reached)(request))
    pending = request.interaction
    assert pending is not None
    pending = replace(pending, session_id=session.session_id)
    request.provider.store[INTERACTIONS][pending.interaction_id] = pending
    response = proceed(http, replace(request, session=session, interaction=pending))
    set_cookie(response, request.provider, SESSION_COOKIE, session.session_id)
    return response


def _decide(http: Request, request: AuthorizationRequest, form: Parameters) -> Response:
    if form.get("decision") != "allow":
        return refuse(request, request.provider.use(denial)(request))
    consents, key = request.provider.store[CONSENTS], consent_key(request)
    scopes = scopes_granted(request)
    consents[key] = consents.get(key, frozenset()) | set(scopes)
    return proceed(http, request, consented=True)
