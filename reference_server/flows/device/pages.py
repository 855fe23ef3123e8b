"""The device authorization endpoint, and the pages for the end-user of a device: RFC 8628."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ...core.errors import PageError, Refusal
from ...core.http import provider_of, query_of
from ...core.login import GONE, WRONG_PASSWORD, authenticated_by, entered, of_this_browser
from ...core.pages import error_page, page
from ...core.parameters import Parameters
from ...core.redirect import to_page
from ...core.routing import route
from ...core.sessions import (
    ACR_PASSWORD,
    BROWSER_COOKIE,
    SESSION_COOKIE,
    begin_session,
    session_of,
    set_cookie,
)
from ...core.store import unguessable
from .records import (
    DEVICE_INTERACTIONS,
    VERIFICATION,
    DeviceInteraction,
)
from .verification import Verification, decided, identified, shown

WRONG_CODE = "No device is waiting with this code. Compare it with the one on your device."


class Step(Enum):
    """What comes next for the end-user, by the template of the page."""

    LOGIN = "core/templates/login.html"
    USER_CODE = "flows/device/templates/user_code.html"
    DECISION = "flows/device/templates/decision.html"
    END = "flows/device/templates/end.html"


@route(VERIFICATION, "GET")
async def verification(http: Request) -> Response:
    """Begin at the verification URI, which may bring the user code along."""
    provider = provider_of(http)
    try:
        prefilled = query_of(http).get("user_code") or ""
    except Refusal as refusal:
        return error_page(provider, refusal.description, refusal.status)
    browser = http.cookies.get(BROWSER_COOKIE) or unguessable()
    interaction = DeviceInteraction(unguessable(), browser, unguessable(), prefilled)
    response = _onward(http, Verification(provider, interaction, session_of(http)))
    set_cookie(response, provider, BROWSER_COOKIE, browser)
    return response


@route(f"{VERIFICATION}/{{interaction_id}}", "GET", "POST")
async def verification_page(http: Request) -> Response:
    """Show the page that comes next, or take what the end-user entered into it."""
    provider = provider_of(http)
    try:
        visit = Verification(provider, _interaction(http), session_of(http))
        form = await entered(http, visit.interaction)
        return _taken(http, visit, form) if http.method == "POST" else _page(visit)
    except Refusal as refusal:
        return error_page(provider, refusal.description, refusal.status)


def _interaction(http: Request) -> DeviceInteraction:
    known = provider_of(http).store[DEVICE_INTERACTIONS]
    return of_this_browser(http, known.get(http.path_params["interaction_id"]))


def _step(visit: Verification) -> Step:
    if visit.interaction.approved is not None:
        return Step.END
    if visit.session is None:
        return Step.LOGIN
    return Step.DECISION if visit.authorization else Step.USER_CODE


def _taken(http: Request, visit: Verification, form: Parameters) -> Response:
    step = _step(visit)
    if step is Step.LOGIN:
        return _log_in(http, visit, form)
    if step is Step.USER_CODE and form.get("user_code"):
        return _identify(http, visit, form.get("user_code") or "")
    if step is Step.DECISION and form.get("answer"):
        return _decide(http, visit, approved=form.get("answer") == "approve")
    return _onward(http, visit)


def _log_in(http: Request, visit: Verification, form: Parameters) -> Response:
    user = authenticated_by(visit.provider, form)
    if user is None:
        return _page(visit, WRONG_PASSWORD)
    session = begin_session(http, user, ACR_PASSWORD)
    response = _onward(http, visit)
    set_cookie(response, visit.provider, SESSION_COOKIE, session.session_id)
    return response


def _identify(http: Request, visit: Verification, typed: str) -> Response:
    assert visit.session is not None
    found = identified(visit.provider, visit.session, typed)
    if found is None:
        return _page(visit, WRONG_CODE)
    return _onward(http, visit, device_code=found.device_code)


def _decide(http: Request, visit: Verification, *, approved: bool) -> Response:
    waiting = visit.authorization
    assert visit.session is not None
    assert waiting is not None
    if waiting.decided_by or visit.provider.clock.now() >= waiting.expires_at:
        raise PageError(GONE)
    visit.provider.use(decided)(visit, visit.session, approved)
    return _onward(http, visit, approved=approved)


def _onward(http: Request, visit: Verification, **changes: Any) -> Response:
    """Send the user agent to the page that comes next."""
    interaction = replace(visit.interaction, **changes)
    visit.provider.store[DEVICE_INTERACTIONS][interaction.interaction_id] = interaction
    address = visit.provider.url(f"{VERIFICATION}/{interaction.interaction_id}")
    return to_page(visit.provider, http.method, address)


def _page(visit: Verification, message: str = "") -> Response:
    step = _step(visit)
    context: dict[str, Any] = {"csrf": visit.interaction.csrf, "message": message}
    return page(visit.provider, step.value, {**context, **_CONTEXTS[step](visit)})


def _of_user_code(visit: Verification) -> Mapping[str, Any]:
    return {"user_code": visit.provider.use(shown)(visit, visit.interaction.prefilled)}


def _of_decision(visit: Verification) -> Mapping[str, Any]:
    waiting, session = visit.authorization, visit.session
    assert waiting is not None
    assert session is not None
    return {
        "client": waiting.client,
        "scopes": waiting.scopes,
        "user": session.user,
        "user_code": visit.provider.use(shown)(visit, waiting.user_code),
    }


_CONTEXTS: Mapping[Step, Callable[[Verification], Mapping[str, Any]]] = {
    Step.LOGIN: lambda visit: {"client": None, "username": ""},
    Step.USER_CODE: _of_user_code,
    Step.DECISION: _of_decision,
    Step.END: lambda visit: {"approved": visit.interaction.approved},
}
