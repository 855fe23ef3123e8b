"""Logout: a page at once, the end of every session of the end-user, and of no token."""

from starlette.responses import Response

from ..core.pages import page
from ..core.sessions import SESSIONS
from ..flows.logout.answer import to_page
from ..flows.logout.duties import LogoutRequest, PendingLogout
from ..flows.logout.endpoint import csrf, path_of, session_ended
from .dialect import MOSAIC


@MOSAIC.at("logging_out.begun")
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
    return page(request.provider, "mosaic/templates/logout_finish.html", context)


@MOSAIC.at("logging_out.session_ended")
def sessions_ended(request: LogoutRequest, response: Response) -> None:
    """endOidcSession: every session of the end-user ends."""
    sessions = request.provider.store[SESSIONS]
    user = request.session.user if request.session else None
    for session_id in [name for name, session in sessions.items() if session.user == user]:
        del sessions[session_id]
    session_ended(request, response)
