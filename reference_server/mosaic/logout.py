"""Logout: a page at once, the end of every session of the end-user, and of no token."""

from collections.abc import Mapping

from starlette.responses import Response

from ..checks.logout import LogoutRequest
from ..endpoints.logout import csrf, path_of, session_ended
from ..models import PendingLogout
from ..responses.logout import to_page
from ..responses.pages import page
from ..seams import Function


def begun(request: LogoutRequest, pending: PendingLogout, method: str) -> Response:
    """endOidcSession 200: a page by which the browser finishes the logout."""
    path = path_of(pending)
    if method != "GET":
        return to_page(request.provider, path)
    user = request.session.user if request.session else None
    context = {
        "action": request.provider.url(path),
        "csrf": csrf(request, pending),
        "user": user,
    }
    return page(request.provider, "logout_finish.html", context)


def sessions_ended(request: LogoutRequest, response: Response) -> None:
    """endOidcSession: every session of the end-user ends."""
    sessions = request.provider.store.sessions
    user = request.session.user if request.session else None
    for session_id in [name for name, session in sessions.items() if session.user == user]:
        del sessions[session_id]
    session_ended(request, response)


SEAMS: Mapping[str, Function] = {
    "logging_out.begun": begun,
    "logging_out.session_ended": sessions_ended,
}
