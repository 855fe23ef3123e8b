"""When the end-user has to log in or to consent, and when neither may be asked."""

from collections.abc import Callable

from ...core.errors import AccessDenied, OAuthError
from ...core.scopes import ALL_SCOPES, OFFLINE_ACCESS, OPENID
from ...core.seams import Behaviours, Table
from ...core.sessions import ACR_PASSWORD, ACRS
from ...core.store import Kind
from ..tokens.claims import wanted_values
from ..tokens.records import ID_TOKENS
from ..tokens.subject import subject
from .request import AuthorizationRequest

Reason = Callable[[AuthorizationRequest], bool]
login_reason = Table[Reason]("login_reason")
consent_reason = Table[Reason]("consent_reason")
end_user = Behaviours("end_user")

CONSENTS = Kind[frozenset[str]]()
"""The scopes to which an end-user has consented, by the end-user and the client."""


@login_reason
def session_absent(request: AuthorizationRequest) -> bool:
    """OpenID Connect Core 3.1.2.3: an end-user who is not authenticated is asked to log in."""
    return request.session is None


@login_reason
def prompt_login(request: AuthorizationRequest) -> bool:
    """OpenID Connect Core 3.1.2.1: prompt=login asks to log in again."""
    asked = "login" in request.prompt or "select_account" in request.prompt
    return asked and not request.is_authenticated_afresh


@login_reason
def max_age_exceeded(request: AuthorizationRequest) -> bool:
    """OpenID Connect Core 3.1.2.1: an authentication older than max_age is renewed."""
    max_age = request.parameters.get("max_age")
    if max_age is None or request.session is None or request.is_authenticated_afresh:
        return False
    elapsed = request.provider.clock.now() - request.session.auth_time
    return int(max_age) == 0 or elapsed > int(max_age)


@login_reason
def id_token_hint_differs(request: AuthorizationRequest) -> bool:
    """OpenID Connect Core 3.1.2.1: the hint names the end-user that the client expects."""
    hint = request.parameters.get("id_token_hint") or ""
    granted = request.provider.store[ID_TOKENS].get(hint)
    return granted is not None and granted.sub != subject_of(request)


@login_reason
def requested_sub_differs(request: AuthorizationRequest) -> bool:
    """OpenID Connect Core 5.5.1: a requested value of sub names the end-user."""
    expected = wanted_values(request.claims.id_token, "sub")
    return bool(expected) and subject_of(request) not in expected


@login_reason
def essential_acr_unmet(request: AuthorizationRequest) -> bool:
    """OpenID Connect Core 5.5.1.1: an essential acr is met or the authentication fails."""
    claim = request.claims.id_token.get("acr") or {}
    expected = wanted_values(request.claims.id_token, "acr")
    if claim.get("essential") is not True or not expected:
        return False
    return request.session is None or request.session.acr not in expected


@consent_reason
def prompt_consent(request: AuthorizationRequest) -> bool:
    """OpenID Connect Core 3.1.2.1: prompt=consent asks for consent again."""
    return "consent" in request.prompt


@consent_reason.fixed
def scopes_without_consent(request: AuthorizationRequest) -> bool:
    """OpenID Connect Core 3.1.2.4: nothing is released without consent."""
    assert request.session is not None
    given = request.provider.store[CONSENTS].get(consent_key(request), frozenset())
    return not set(scopes_granted(request)) <= given


@end_user
def refusal_waits_for_login(request: AuthorizationRequest, error: OAuthError) -> bool:
    """RFC 9700 4.11.2: nobody is redirected on a stranger's word before they have logged in."""
    return request.session is None and request.prompt != ("none",)


def scopes_granted(request: AuthorizationRequest) -> tuple[str, ...]:
    """RFC 6749 3.3: the known scopes that the client may have, in the order asked."""
    asked = request.parameters.words("scope")
    known = (scope for scope in asked if scope in ALL_SCOPES and scope in request.client.scopes)
    offline = _offline_access_honoured(request)
    return tuple(scope for scope in known if offline or scope != OFFLINE_ACCESS)


def _offline_access_honoured(request: AuthorizationRequest) -> bool:
    """OpenID Connect Core 11: offline_access is ignored without prompt=consent."""
    return OPENID in request.parameters.words("scope") and "consent" in request.prompt


@end_user
def login_page_allowed(request: AuthorizationRequest) -> bool:
    """OpenID Connect Core 3.1.2.3: prompt=none allows no login page."""
    return "none" not in request.prompt


@end_user
def consent_page_allowed(request: AuthorizationRequest) -> bool:
    """OpenID Connect Core 3.1.2.1: prompt=none allows no consent page."""
    return "none" not in request.prompt


@end_user
def denial(request: AuthorizationRequest) -> OAuthError:
    """RFC 6749 4.1.2.1: the client learns that the end-user said no."""
    return AccessDenied("the end-user did not consent")


@end_user
def acr_reached(request: AuthorizationRequest) -> str:
    """OpenID Connect Core 3.1.2.1: the first of the asked acr values that a login reaches."""
    essential = wanted_values(request.claims.id_token, "acr")
    asked = (*essential, *request.parameters.words("acr_values"))
    return next((acr for acr in asked if acr in ACRS), ACR_PASSWORD)


def subject_of(request: AuthorizationRequest) -> str | None:
    """The subject of the end-user, if there is one yet."""
    return request.provider.use(subject)(request.session) if request.session else None


def consent_key(request: AuthorizationRequest) -> str:
    """Where the consent of the end-user to the client is remembered."""
    assert request.session is not None
    return f"{request.session.user.sub} {request.client.client_id}"
