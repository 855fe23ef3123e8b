"""The resource owner password credentials grant: RFC 6749 4.3."""

from ..checks.end_user import ACR_PASSWORD
from ..checks.password import matches, named, password, recent_guesses
from ..errors import InvalidGrant
from ..messages import GrantRequest
from ..models import Grant, User
from ..resources import asked
from ..responses.access_token import issue_access_token
from ..responses.token import Issued
from ..scopes import API_SCOPES
from ..store import unguessable
from .tokens import issue_refresh_token


def grant_by_password(request: GrantRequest) -> Issued:
    """Issue tokens for the end-user whose password the client presents; no ID Token is defined."""
    provider = request.provider
    provider.check(password, request)
    grant = _grant(request, _authenticated(request))
    token = issue_access_token(provider, grant, grant.scopes)
    return Issued(provider, token, issue_refresh_token(provider, grant))


def _authenticated(request: GrantRequest) -> User:
    user = request.provider.use(named)(request)
    entered = request.parameters.get("password") or ""
    if user is None or not request.provider.use(matches)(user, entered):
        username = request.parameters.get("username") or ""
        now = request.provider.clock.now()
        request.provider.store.wrong_passwords[username] = (*recent_guesses(request), now)
        raise InvalidGrant("the username or the password is wrong")
    return user


def _grant(request: GrantRequest, user: User) -> Grant:
    now = int(request.provider.clock.now())
    return Grant(
        grant_id=unguessable(),
        client=request.client,
        sub=user.sub,
        scopes=request.parameters.words("scope") or API_SCOPES,
        user=user,
        auth_time=now,
        acr=ACR_PASSWORD,
        granted_at=now,
        resources=asked(request.parameters),
    )
