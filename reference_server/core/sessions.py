"""Sessions: who is logged in, in which user agent, and how that is recognised."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from .http import provider_of
from .provider import Provider
from .store import Kind, unguessable
from .users import User

SESSION_COOKIE = "session"
BROWSER_COOKIE = "interaction"

ACR_PASSWORD = "urn:coatcheck:loa:1"
ACR_PASSWORD_NOW = "urn:coatcheck:loa:2"
ACRS = (ACR_PASSWORD, ACR_PASSWORD_NOW)
"""The authentication context classes that a login can reach."""


@dataclass(frozen=True, slots=True)
class Session:
    """A logged-in end-user in one user agent."""

    session_id: str
    user: User
    auth_time: int
    acr: str


SESSIONS = Kind[Session]()


def session_of(http: Request) -> Session | None:
    """The session of the user agent."""
    return provider_of(http).store[SESSIONS].get(http.cookies.get(SESSION_COOKIE, ""))


def begin_session(http: Request, user: User, acr: str) -> Session:
    """A session in place of the one that the user agent had."""
    provider = provider_of(http)
    sessions = provider.store[SESSIONS]
    sessions.pop(http.cookies.get(SESSION_COOKIE, ""), None)
    session = Session(unguessable(), user, int(provider.clock.now()), acr)
    sessions[session.session_id] = session
    return session


def set_cookie(response: Response, provider: Provider, name: str, value: str) -> None:
    """Set a cookie that scripts cannot read and that stays below the issuer's path."""
    response.set_cookie(name, value, path=provider.path, httponly=True, samesite="lax")
