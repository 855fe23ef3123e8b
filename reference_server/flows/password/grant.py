"""The resource owner password credentials grant: RFC 6749 4.3."""

from ...core.client_request import GrantRequest
from ...core.clients import TRUSTED
from ...core.errors import InvalidGrant
from ...core.resources import asked
from ...core.scopes import API_SCOPES
from ...core.sessions import ACR_PASSWORD
from ...core.store import unguessable
from ...core.users import User
from ..token_endpoint.grants import grant_type
from ..tokens.access_token import issue_access_token
from ..tokens.issuing import issue_refresh_token
from ..tokens.records import Grant, Issued
from .duties import PASSWORD, WRONG_PASSWORDS, matches, named, password, recent_guesses


@grant_type(PASSWORD, "username", "password", clients=TRUSTED)
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
        request.provider.store[WRONG_PASSWORDS][username] = (*recent_guesses(request), now)
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
