"""Faults of the authorization endpoint over what the documents leave open: it breaks down."""

from ...core.faults.requests import asks_for_unknown_resource, repeats
from ...flows.authorization import duties as sound
from ...flows.authorization.faults.authorization import offline_without_consent
from ...flows.authorization.request import AuthorizationRequest
from ..authorization import ACRS, one_resource, scope_openid, second_factor
from ..clients import SCOPES
from .fault import breaking_page, fault

DOCUMENTED_ACRS = ("mfa", "phone_number", *ACRS)


def _response_type_missing(request: AuthorizationRequest) -> bool:
    return request.parameters.get("response_type") is None


def _scope_unknown(request: AuthorizationRequest) -> bool:
    words = request.parameters.words("scope")
    return "openid" in words and not set(words) <= set(SCOPES)


def _acr_undocumented(request: AuthorizationRequest) -> bool:
    return not set(request.parameters.words("acr_values")) <= set(DOCUMENTED_ACRS)


def _claims_of_userinfo(request: AuthorizationRequest) -> bool:
    return bool(request.claims.userinfo)


def _none_beside_others(request: AuthorizationRequest) -> bool:
    return "none" in request.prompt and len(request.prompt) > 1


FAULTS = (
    fault(
        "authorization_without_response_type_500",
        "oidcAuthenticate/response-type-omitted",
        "authorization.response_type_present",
        breaking_page(sound.response_type_present, _response_type_missing),
        "The server fails with an internal error on a request without response_type.",
    ),
    fault(
        "authorization_unknown_scope_500",
        "oidcAuthenticate/scope-unknown",
        "authorization.scope_known",
        breaking_page(scope_openid, _scope_unknown),
        "The server fails with an internal error on an unknown scope.",
    ),
    fault(
        "authorization_offline_access_500",
        "oidcAuthenticate/offline-access-without-consent",
        "authorization.scope_well_formed",
        breaking_page(sound.scope_well_formed, offline_without_consent),
        "The server fails with an internal error on offline_access without prompt=consent.",
    ),
    fault(
        "authorization_undocumented_acr_500",
        "oidcAuthenticate/acr-unsupported",
        "authorization.second_factor",
        breaking_page(second_factor, _acr_undocumented),
        "The server fails with an internal error on an undocumented value in acr_values.",
    ),
    fault(
        "authorization_unknown_resource_500",
        "oidcAuthenticate/resource-unknown",
        "authorization.resource_acceptable",
        breaking_page(one_resource, asks_for_unknown_resource),
        "The server fails with an internal error on an unknown resource.",
    ),
    fault(
        "authorization_repeated_parameter_500",
        "oidcAuthenticate/parameter-repeated",
        "authorization.parameters_once",
        breaking_page(sound.parameters_once, repeats("nonce")),
        "The server fails with an internal error on a repeated parameter.",
    ),
    fault(
        "authorization_claims_of_userinfo_500",
        "oidcAuthenticate/claims-userinfo",
        "authorization.claims_readable",
        breaking_page(sound.claims_readable, _claims_of_userinfo),
        "The server fails with an internal error on claims of the UserInfo endpoint.",
    ),
    fault(
        "authorization_combined_prompt_500",
        "oidcAuthenticate/prompt-combined",
        "authorization.prompt_none_alone",
        breaking_page(sound.prompt_none_alone, _none_beside_others),
        "The server fails with an internal error on a prompt of none and another value.",
    ),
)
