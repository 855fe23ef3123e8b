"""The authorization endpoint: errors in JSON where nothing can be sent to the client, and MFA."""

from starlette.responses import Response

from ..core.errors import InvalidScope, InvalidTarget, OAuthError
from ..core.provider import Provider
from ..core.resources import asked
from ..core.scopes import OPENID
from ..flows.authorization.duties import resource_acceptable
from ..flows.authorization.end_user import essential_acr_unmet
from ..flows.authorization.request import AuthorizationRequest
from ..flows.tokens.claims import wanted_values
from .dialect import MOSAIC
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


@MOSAIC.at("pages.refusal_answer")
def refusal_answer(provider: Provider, description: str, status: int) -> Response:
    """oidcAuthenticate 400: a malformed request is answered in JSON."""
    headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
    return refused(description, status, headers)


@MOSAIC.at("authorization.scope_known", "pushed_request.scope_known")
def scope_openid(request: AuthorizationRequest) -> None:
    """oidcAuthenticate scope: it must include openid."""
    if OPENID not in request.parameters.words("scope"):
        raise InvalidScope("scope must include openid")


@MOSAIC.at("authorization.resource_acceptable", "pushed_request.resource_acceptable")
def one_resource(request: AuthorizationRequest) -> None:
    """oidcAuthenticate resource: one that is configured for the client, and no second one."""
    if len(asked(request.parameters)) > 1:
        raise InvalidTarget("only one resource can be asked for")
    resource_acceptable(request)


@MOSAIC.at("authorization.second_factor")
def second_factor(request: AuthorizationRequest) -> None:
    """oidcAuthenticate acr_values: mfa is refused to an end-user without a second factor."""
    silent = "none" in request.prompt and request.session is None
    if "mfa" in request.parameters.words("acr_values") and not silent:
        raise MfaRequired(SECOND_FACTOR)


@MOSAIC.at("end_user.denial")
def denial(request: AuthorizationRequest) -> OAuthError:
    """Consent guide: what the client hears of an end-user who declines."""
    refusal = OAuthError("User denied consent to requested scope")
    refusal.code = "access_denied"
    return refusal


@MOSAIC.at("login_reason.essential_acr_unmet")
def acr_unmet(request: AuthorizationRequest) -> bool:
    """oidcAuthenticate acr_values: a session must meet the requested values."""
    if essential_acr_unmet(request):
        return True
    met = request.session.acr.split() if request.session else []
    return any(acr in ACRS and acr not in met for acr in request.parameters.words("acr_values"))


@MOSAIC.at("end_user.acr_reached")
def acr_reached(request: AuthorizationRequest) -> str:
    """oidcAuthenticate acr_values: the requested values that the login meets."""
    essential = wanted_values(request.claims.id_token, "acr")
    asked = dict.fromkeys((*essential, *request.parameters.words("acr_values")))
    return " ".join(acr for acr in asked if acr in ACRS)
