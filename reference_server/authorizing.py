"""How an authorization request proceeds: to a refusal, a login, a consent, or a code."""

from __future__ import annotations

from enum import Enum

from .checks.authorization import authorization
from .checks.end_user import (
    Reason,
    consent_page_allowed,
    consent_reason,
    login_page_allowed,
    login_reason,
    refusal_waits_for_login,
    scopes_granted,
    subject,
)
from .checks.redirection import redirection
from .errors import ConsentRequired, LoginRequired, OAuthError
from .messages import AuthorizationRequest
from .models import Code, Grant
from .resources import asked
from .responses.authorization import Granted
from .seams import Behaviours, Table
from .store import unguessable

code = Behaviours("code")


class Step(Enum):
    """What comes next for an authorization request."""

    LOGIN = "login"
    CONSENT = "consent"
    CODE = "code"


def next_step(request: AuthorizationRequest, *, consented: bool = False) -> Step:
    """What comes next; PageError or OAuthError when the request is refused."""
    request.provider.check(redirection, request)
    try:
        request.provider.check(authorization, request)
    except OAuthError as error:
        if request.provider.use(refusal_waits_for_login)(request, error):
            return Step.LOGIN
        raise
    if _any(login_reason, request):
        return _asking_for_login(request)
    if not consented and _any(consent_reason, request):
        return _asking_for_consent(request)
    return Step.CODE


def _any(reasons: Table[Reason], request: AuthorizationRequest) -> bool:
    return any(reason(request) for _, reason in request.provider.table(reasons))


def _asking_for_login(request: AuthorizationRequest) -> Step:
    if not request.provider.use(login_page_allowed)(request):
        raise LoginRequired("the end-user must log in")
    if request.is_authenticated_afresh:
        raise LoginRequired("the login does not satisfy the request")
    return Step.LOGIN


def _asking_for_consent(request: AuthorizationRequest) -> Step:
    if not request.provider.use(consent_page_allowed)(request):
        raise ConsentRequired("the end-user must consent")
    return Step.CONSENT


@code
def lifetime(request: AuthorizationRequest) -> int:
    """RFC 6749 4.1.2: the seconds for which a code is good, ten minutes at most."""
    return 60


@code
def value(request: AuthorizationRequest) -> str:
    """RFC 6749 10.10: a code cannot be guessed."""
    return unguessable()


@code
def challenge(request: AuthorizationRequest) -> str | None:
    """RFC 7636 4.4: the code is bound to the challenge."""
    return request.parameters.get("code_challenge")


def grant(request: AuthorizationRequest) -> Granted:
    """Issue a code for what the end-user granted."""
    provider = request.provider
    issued = Code(
        value=provider.use(value)(request),
        grant=_grant(request),
        redirect_uri=request.parameters.get("redirect_uri") or "",
        code_challenge=provider.use(challenge)(request),
        expires_at=provider.clock.now() + provider.use(lifetime)(request),
    )
    provider.store.codes[issued.value] = issued
    return Granted(request, issued)


def _grant(request: AuthorizationRequest) -> Grant:
    session = request.session
    assert session is not None
    return Grant(
        grant_id=unguessable(),
        client=request.client,
        sub=request.provider.use(subject)(session),
        scopes=request.provider.use(scopes_granted)(request),
        user=session.user,
        auth_time=session.auth_time,
        acr=session.acr,
        nonce=request.parameters.get("nonce"),
        claims=request.claims,
        granted_at=int(request.provider.clock.now()),
        parameters=request.parameters,
        resources=asked(request.parameters),
    )
