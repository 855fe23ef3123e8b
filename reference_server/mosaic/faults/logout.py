"""Faults of logout: where it leads, and what it ends."""

from starlette.responses import Response

from ...core.errors import InvalidRequest
from ...core.faults.fault import also_refusing, constant, skipped, suffixed
from ...core.seams import Function
from ...core.sessions import SESSIONS
from ...core.store import Kind
from ...core.users import User
from ...flows.logout import answer, duties as sound
from ...flows.logout.duties import LogoutRequest
from ...flows.logout.endpoint import session_ended
from ...flows.tokens.records import (
    ACCESS_TOKENS,
    GRANTS_WITHOUT_ACCESS,
    GRANTS_WITHOUT_REFRESH,
)
from ..logout import sessions_ended
from .fault import breaking_page, fault


def _without_hint(request: LogoutRequest) -> bool:
    return request.client is not None and request.parameters.get("id_token_hint") is None


def _first_uri(request: LogoutRequest) -> str | None:
    own = request.client.post_logout_redirect_uris if request.client else ()
    return answer.target(request) or next(iter(own), None)


def _hint_bad(request: LogoutRequest) -> bool:
    return request.parameters.get("id_token_hint") is not None and request.hint is None


def _own_session_kept(request: LogoutRequest, response: Response) -> None:
    own = request.session
    sessions_ended(request, response)
    del response.headers["set-cookie"]
    if own is not None:
        request.provider.store[SESSIONS][own.session_id] = own


def _own_session_alone(request: LogoutRequest, response: Response) -> None:
    session_ended(request, response)


def _revoking(shelf: Kind[bool]) -> Function:
    """A logout that ends the latest tokens of the end-user as well."""

    def ended(request: LogoutRequest, response: Response) -> None:
        if request.session is not None:
            _revoke(request, request.session.user, shelf)
        sessions_ended(request, response)

    return ended


def _revoke(request: LogoutRequest, user: User, shelf: Kind[bool]) -> None:
    store = request.provider.store
    grants = [token.grant for token in store[ACCESS_TOKENS].values() if token.grant.user == user]
    for grant in grants[-1:]:
        store[shelf][grant.grant_id] = True


FAULTS = (
    fault(
        "logout_leads_nowhere",
        "endOidcSession/post-logout-redirect-uri",
        "logout_redirect.target",
        constant(None),
        "The user agent is not redirected after a logout.",
    ),
    fault(
        "logout_hint_demanded",
        "endOidcSession/hint-optional",
        "logout.redirection_vouched_for",
        also_refusing(sound.redirection_vouched_for, _without_hint, InvalidRequest),
        "A logout without id_token_hint is refused.",
    ),
    fault(
        "logout_state_altered",
        "endOidcSession/state-returned",
        "logout_response.state",
        suffixed(answer.state, "0"),
        "The returned state is not the one that was sent.",
    ),
    fault(
        "logout_uri_defaulted",
        "endOidcSession/redirect-uri-omitted",
        "logout_redirect.target",
        _first_uri,
        "Without post_logout_redirect_uri the user agent goes to the client's first one.",
    ),
    fault(
        "logout_client_unneeded",
        "endOidcSession/client-omitted",
        "logout.redirection_vouched_for",
        skipped,
        "The user agent is redirected although the client is unknown.",
    ),
    fault(
        "logout_uri_unchecked",
        "endOidcSession/redirect-uri-registered",
        "logout.post_logout_redirect_uri_registered",
        skipped,
        "The user agent is redirected to any URI in the request.",
    ),
    fault(
        "logout_bad_hint_500",
        "endOidcSession/hint-bad",
        "logout.hint_issued",
        breaking_page(sound.hint_issued, _hint_bad),
        "The server fails with an internal error on a bad hint.",
    ),
    fault(
        "logout_session_kept",
        "endOidcSession/session-ended",
        "logging_out.session_ended",
        _own_session_kept,
        "The session of the user agent stays after the logout.",
        leaves_traces=True,
    ),
    fault(
        "logout_other_sessions_kept",
        "endOidcSession/all-sessions-ended",
        "logging_out.session_ended",
        _own_session_alone,
        "The session in another user agent stays after the logout.",
        leaves_traces=True,
    ),
    fault(
        "logout_revokes_access_tokens",
        "endOidcSession/access-token-survives",
        "logging_out.session_ended",
        _revoking(GRANTS_WITHOUT_ACCESS),
        "The logout revokes access tokens.",
        leaves_traces=True,
    ),
    fault(
        "logout_revokes_refresh_tokens",
        "endOidcSession/refresh-token-survives",
        "logging_out.session_ended",
        _revoking(GRANTS_WITHOUT_REFRESH),
        "The logout revokes refresh tokens.",
        leaves_traces=True,
    ),
)
