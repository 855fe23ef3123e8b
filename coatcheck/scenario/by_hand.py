"""End-users who log in by hand: the suite uses the session that a person began, and no other."""

import shlex
from pathlib import Path
from urllib.parse import quote

from coatcheck.base import state
from coatcheck.base.errors import CredentialsRefused
from coatcheck.base.verdict import NotApplicable
from coatcheck.expect.outcome import described
from coatcheck.protocol.authorization import (
    AuthorizationMessage,
    AuthorizationPage,
    AuthorizationRequest,
    AuthorizationResponse,
)
from coatcheck.protocol.parameters import Changes
from coatcheck.protocol.parties import BASIC, User
from coatcheck.relying_party.party import RelyingParty
from coatcheck.target.target import Target
from coatcheck.user_agent.agent import LOGS_IN_BY_HAND, UserAgent
from coatcheck.user_agent.kept import KeptSession

_WHO_IS_THERE = (200, 401)
"""The status of a page that asks an unknown end-user to log in (RFC 9110, 15.5.2)."""

_ANEW = ("max_age", "acr_values", "claims", "login_hint", "id_token_hint")
"""Parameters for which a provider may have an end-user log in who has a session (OIDC Core)."""


def file_of(target: Target, user: User) -> Path:
    """Return where the session of an end-user is kept."""
    named = f"{quote(user.username, safe='@')}.json"
    return user.session or state.folder() / "sessions" / target.name / named


def advice(target: Target, user: User) -> str:
    """Return what to do for a session."""
    command = ["coatcheck", "login", str(target.file), "--user", user.username]
    return f"Run `{shlex.join(command)}` and log in."


def kept_session(target: Target, user: User) -> KeptSession | None:
    """Return the kept session of an end-user who logs in by hand, and None for others.

    Raises CredentialsRefused where it cannot be used.
    """
    if not user.by_hand:
        return None
    issuer = target.issuer or ""
    return KeptSession.read(file_of(target, user), issuer, user.username, advice(target, user))


def require_disposable_session(agent: UserAgent) -> None:
    """Raise NotApplicable where a logout would end a session by hand, or would have no effect."""
    user = agent.user
    if user.by_hand:
        raise NotApplicable(
            f"{LOGS_IN_BY_HAND.format(user.username)}, and a logout would end the session"
        )
    if user.login == BASIC:
        raise NotApplicable(
            f"{user.username} logs in with HTTP Basic (target file), so a logout has no effect"
        )


def require_kept_session(
    party: RelyingParty, agent: UserAgent, message: AuthorizationMessage, changes: Changes
) -> None:
    """Check that the session that a person began is still valid, unless a code came.

    Raises CredentialsRefused where it has ended. Raises NotApplicable where it has not, but the
    end-user has to log in again, which is never so for a request with prompt=none.
    """
    if not agent.user.by_hand or isinstance(message, AuthorizationResponse):
        return
    if not changes and not isinstance(message, AuthorizationPage):
        return
    ended = message if not changes else _end(party, agent, message.request)
    if ended is not None and ended.reply.status in _WHO_IS_THERE:
        raise CredentialsRefused(
            f"The session of {agent.user.username} has expired or is refused: {described(ended)}.",
            advice(party.target, agent.user),
        )
    page = isinstance(message, AuthorizationPage) and message.reply.status == 200
    silent = "none" in _prompts(message.request)
    if page and not silent and ("login" in message.pages or _asks_anew(message.request)):
        raise NotApplicable(
            f"{LOGS_IN_BY_HAND.format(agent.user.username)}, and this scenario needs another login"
        )


def _end(
    party: RelyingParty, agent: UserAgent, request: AuthorizationRequest
) -> AuthorizationMessage | None:
    """Return the page that a plain request brings instead of a code, if it does."""
    with party.recorder.proving():
        message = party.authorize(party.authorization_request(request.client), agent)
    return message if isinstance(message, AuthorizationPage) else None


def _asks_anew(request: AuthorizationRequest) -> bool:
    """Tell whether a request may have an end-user log in who has a session."""
    asked = {"login", "select_account"} & _prompts(request)
    return bool(asked) or any(request.parameters.get(name) for name in _ANEW)


def _prompts(request: AuthorizationRequest) -> set[str]:
    return {*(request.parameters.get("prompt") or "").split()}
