"""How an authorization request proceeds: to a refusal, a login, a consent, or an answer."""

from __future__ import annotations

from enum import Enum

from ...core.errors import ConsentRequired, LoginRequired, OAuthError
from ...core.seams import Table
from .duties import authorization
from .end_user import (
    Reason,
    consent_page_allowed,
    consent_reason,
    login_page_allowed,
    login_reason,
    refusal_waits_for_login,
)
from .redirection import redirection
from .request import AuthorizationRequest


class Step(Enum):
    """What comes next for an authorization request."""

    LOGIN = "login"
    CONSENT = "consent"
    ANSWER = "answer"


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
    return Step.ANSWER


def _any(reasons: Table[Reason], request: AuthorizationRequest) -> bool:
    return any(reason(request) for reason in request.provider.table(reasons).values())


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
