"""The authorization endpoint: errors in JSON where nothing can be sent to the client, and MFA."""

from collections.abc import Mapping

from starlette.responses import Response

from ..checks.authorization import resource_acceptable
from ..checks.end_user import essential_acr_unmet, wanted_values
from ..errors import InvalidScope, InvalidTarget, OAuthError
from ..messages import AuthorizationRequest
from ..provider import Provider
from ..resources import asked
from ..scopes import OPENID
from ..seams import Function
from .errors import refused

ACRS = (
    "urn:transmit:centralized",
    "urn:transmit:google_direct",
    "urn:transmit:apple_direct",
    "urn:transmit:facebook_direct",
    "urn:transmit:line_direct",
)
"""The authentication methods that can be asked for; mfa and phone_number take a second step."""

SECOND_FACTOR = "A second factor is required: email,sms,email-otp"


class MfaRequired(OAuthError):
    """The end-user has not shown a second factor."""

    code = "mfa_required"


def refusal_answer(provider: Provider, description: str, status: int) -> Response:
    """oidcAuthenticate 400: a malformed request is answered in JSON."""
    headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
    return refused(description, status, headers)


def scope_openid(request: AuthorizationRequest) -> None:
    """oidcAuthenticate scope: it must include openid."""
    if OPENID not in request.parameters.words("scope"):
        raise InvalidScope("scope must include openid")


def one_resource(request: AuthorizationRequest) -> None:
    """oidcAuthenticate resource: one that is configured for the client, and no second one."""
    if len(asked(request.parameters)) > 1:
        raise InvalidTarget("only one resource can be asked for")
    resource_acceptable(request)


def second_factor(request: AuthorizationRequest) -> None:
    """oidcAuthenticate acr_values: mfa is refused to an end-user without a second factor."""
    silent = "none" in request.prompt and request.session is None
    if "mfa" in request.parameters.words("acr_values") and not silent:
        raise MfaRequired(SECOND_FACTOR)


def denial(request: AuthorizationRequest) -> OAuthError:
    """Consent guide: what the client hears of an end-user who declines."""
    refusal = OAuthError("User denied consent to requested scope")
    refusal.code = "access_denied"
    return refusal


def acr_unmet(request: AuthorizationRequest) -> bool:
    """oidcAuthenticate acr_values: a session must meet the requested values."""
    if essential_acr_unmet(request):
        return True
    met = request.session.acr.split() if request.session else []
    return any(acr in ACRS and acr not in met for acr in request.parameters.words("acr_values"))


def acr_reached(request: AuthorizationRequest) -> str:
    """oidcAuthenticate acr_values: the requested values that the login meets."""
    essential = wanted_values(request.claims.id_token, "acr")
    asked = dict.fromkeys((*essential, *request.parameters.words("acr_values")))
    return " ".join(acr for acr in asked if acr in ACRS)


SEAMS: Mapping[str, Function] = {
    "pages.refusal_answer": refusal_answer,
    "authorization.scope_known": scope_openid,
    "authorization.resource_acceptable": one_resource,
    "pushed_request.scope_known": scope_openid,
    "pushed_request.resource_acceptable": one_resource,
    "login_reason.essential_acr_unmet": acr_unmet,
    "authorization.second_factor": second_factor,
    "end_user.denial": denial,
    "end_user.acr_reached": acr_reached,
}
