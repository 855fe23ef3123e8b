"""Logout at the provider, asked for by a client: OpenID Connect RP-Initiated Logout 1.0."""

from __future__ import annotations

import hmac

from starlette.requests import Request
from starlette.responses import Response

from ...core.errors import PageError, Refusal
from ...core.http import form_of, provider_of, sent_by_user_agent
from ...core.metadata import announce, at
from ...core.pages import error_page, page
from ...core.parameters import Parameters
from ...core.routing import route
from ...core.seams import Behaviours
from ...core.sessions import SESSION_COOKIE, SESSIONS, session_of
from ...core.store import unguessable
from .answer import logged_out, to_page
from .duties import LOGOUTS, LogoutRequest, PendingLogout, asks, logout

GONE = "this page is no longer valid; go back to the application and log out again"

logging_out = Behaviours("logging_out")


@logging_out
def by_get(sent: Parameters) -> Parameters:
    """RP-Initiated Logout 2: parameters are taken from the query of a GET request."""
    return sent


@logging_out
def by_post(sent: Parameters) -> Parameters:
    """RP-Initiated Logout 2: parameters are taken from the form of a POST request."""
    return sent


@logging_out
def confirmed(form: Parameters) -> bool:
    """RP-Initiated Logout 6: nothing is done that the end-user did not confirm."""
    return form.get("logout") == "confirm"


@logging_out
def session_ended(request: LogoutRequest, response: Response) -> None:
    """RP-Initiated Logout 2: the end-user who says yes is logged out."""
    if request.session is not None:
        request.provider.store[SESSIONS].pop(request.session.session_id, None)
    response.delete_cookie(SESSION_COOKIE, request.provider.path, httponly=True, samesite="lax")


@logging_out
def begun(request: LogoutRequest, pending: PendingLogout, method: str) -> Response:
    """RP-Initiated Logout 2: a page comes next, which sees the session after a POST as well."""
    return to_page(request.provider, path_of(pending))


announce(
    ("end_session_endpoint", at("/session/end"), "RP-Initiated Logout 2.1: the logout endpoint.")
)


@route("/session/end", "GET", "POST")
async def end_session(http: Request) -> Response:
    """Take a logout request."""
    provider = provider_of(http)
    try:
        parameters = await _parameters(http)
        request = LogoutRequest(provider, parameters, session_of(http))
        provider.check(logout, request)
    except Refusal as refusal:
        return error_page(provider, refusal.description, refusal.status)
    pending = PendingLogout(unguessable(), parameters, unguessable())
    provider.store[LOGOUTS][pending.logout_id] = pending
    return provider.use(begun)(request, pending, http.method)


def path_of(pending: PendingLogout) -> str:
    """Where the end-user decides on a logout."""
    return f"/session/end/{pending.logout_id}"


async def _parameters(http: Request) -> Parameters:
    read = by_post if http.method == "POST" else by_get
    return provider_of(http).use(read)(await sent_by_user_agent(http))


@route("/session/end/{logout_id}", "GET", "POST")
async def logout_question(http: Request) -> Response:
    """Ask the end-user, take the answer, or go on where there is nothing to ask."""
    provider = provider_of(http)
    try:
        pending = _pending(http)
        request = LogoutRequest(provider, pending.parameters, session_of(http))
        if http.method == "POST":
            return _decide(request, pending, await form_of(http))
    except Refusal as refusal:
        return error_page(provider, refusal.description, refusal.status)
    return _ask(request, pending) if asks(request) else _end(request, pending)


def _pending(http: Request) -> PendingLogout:
    known = provider_of(http).store[LOGOUTS].get(http.path_params["logout_id"])
    if known is None:
        raise PageError(GONE)
    return known


def _ask(request: LogoutRequest, pending: PendingLogout) -> Response:
    context = {
        "csrf": csrf(request, pending),
        "client": request.client,
        "user": request.session.user if request.session else None,
    }
    return page(request.provider, "flows/logout/templates/question.html", context)


def csrf(request: LogoutRequest, pending: PendingLogout) -> str:
    """What proves that a form was shown to the end-user of this session."""
    session_id = request.session.session_id if request.session else ""
    return hmac.new(pending.secret.encode(), session_id.encode(), "sha256").hexdigest()


def _decide(request: LogoutRequest, pending: PendingLogout, form: Parameters) -> Response:
    shown = (form.get("csrf") or "").encode()
    if not hmac.compare_digest(shown, csrf(request, pending).encode()):
        raise PageError(GONE)
    if request.provider.use(confirmed)(form):
        return _end(request, pending)
    request.provider.store[LOGOUTS].pop(pending.logout_id, None)
    return to_page(request.provider, "/session/kept")


def _end(request: LogoutRequest, pending: PendingLogout) -> Response:
    request.provider.store[LOGOUTS].pop(pending.logout_id, None)
    response = logged_out(request)
    request.provider.use(session_ended)(request, response)
    return response


@route("/session/ended", "GET")
async def session_is_ended(http: Request) -> Response:
    """Tell the end-user that they are logged out."""
    return page(provider_of(http), "flows/logout/templates/outcome.html", {"ended": True})


@route("/session/kept", "GET")
async def session_is_kept(http: Request) -> Response:
    """Tell the end-user that they are still logged in."""
    return page(provider_of(http), "flows/logout/templates/outcome.html", {"ended": False})
