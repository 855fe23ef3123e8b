"""Faults of the authorization endpoint: which requests it takes."""

from dataclasses import replace
from typing import Any

from ....core.clients import CLIENTS
from ....core.errors import InvalidRequest, InvalidScope, PageError
from ....core.faults.fault import Fault, also_refusing, forgiving, misreported, skipped
from ....core.faults.requests import has, has_other_than
from ....core.parameters import Parameters
from ....core.resources import RESOURCE
from ....core.scopes import ALL_SCOPES, OFFLINE_ACCESS, OPENID
from ...tokens.faults.hints import hint_has_expired, hint_is_unsigned
from .. import duties as sound
from ..request import PARAMETERS, AuthorizationRequest


class MisspeltError(InvalidRequest):
    """An error with a character that the grammar does not allow."""

    code = 'invalid"request'


def _misspelling_quoted_types(request: AuthorizationRequest) -> None:
    quoted = '"' in (request.parameters.get("response_type") or "")
    check = sound.response_type_supported
    (misreported(check, MisspeltError) if quoted else check)(request)


def _refused_method(sent: Parameters) -> Parameters:
    raise PageError("the provider does not take requests by this method")


def _with_default_redirect_uri(sent: Parameters) -> Parameters:
    client = CLIENTS.get(sent.get("client_id") or "")
    if client is None or sent.get("redirect_uri") is not None:
        return sent
    return replace(sent, pairs=(*sent.pairs, ("redirect_uri", client.redirect_uris[0])))


def _with_none_alone(sent: Parameters) -> Parameters:
    pairs = ((name, _none_alone(name, value)) for name, value in sent.pairs)
    return replace(sent, pairs=tuple(pairs))


def _none_alone(name: str, value: str) -> str:
    return "none" if name == "prompt" and "none" in value.split() else value


def _unknown_scope(request: AuthorizationRequest) -> bool:
    return not set(request.parameters.words("scope")) <= set(ALL_SCOPES)


def offline_without_consent(request: AuthorizationRequest) -> bool:
    """Whether offline_access is asked for without prompt=consent."""
    return OFFLINE_ACCESS in request.parameters.words("scope") and "consent" not in request.prompt


def _known_login_hint(request: AuthorizationRequest) -> bool:
    return request.parameters.get("login_hint") in request.provider.users


def _without_nonce(request: AuthorizationRequest) -> bool:
    asked_by_openid = OPENID in request.parameters.words("scope")
    return asked_by_openid and request.parameters.get("nonce") is None


def _unknown_claims_member(request: AuthorizationRequest) -> bool:
    return bool(set(request.claims_members or ()) - {"id_token", "userinfo"})


def _unknown_qualifier(request: AuthorizationRequest) -> bool:
    asked = (*request.claims.id_token.values(), *request.claims.userinfo.values())
    return any(set(claim) - {"essential", "value", "values"} for claim in asked)


def _unavailable_claim(request: AuthorizationRequest) -> bool:
    known = {"sub", "auth_time", "acr", "amr", "nonce"}.union(
        *request.provider.users["alice"].claims
    )
    asked = {**request.claims.id_token, **request.claims.userinfo}
    return any(claim.get("essential") and name not in known for name, claim in asked.items())


def _check(name: str, requirement: str, check: str, replacement: Any, sentence: str) -> Fault:
    return Fault(
        f"authorization_{name}", requirement, f"authorization.{check}", replacement, sentence
    )


def _tolerance(parameter: str) -> Fault:
    return _check(
        f"{parameter}_refused", f"OIDCC-15.1/{parameter.replace('_', '-')}-no-error",
        "parameters_once",
        also_refusing(sound.parameters_once, has(parameter), InvalidRequest),
        f"A request with {parameter} is refused.",
    )  # fmt: skip


FAULTS = (
    *map(_tolerance, ("display", "ui_locales", "claims_locales", "acr_values")),
    Fault(
        "authorization_get_refused", "RFC6749-3.1/get-supported",
        "authorization_parameters.by_get", _refused_method, "Requests by GET are refused.",
    ),
    Fault(
        "authorization_post_refused", "OIDCC-3.1.2.1/post-supported",
        "authorization_parameters.by_post", _refused_method, "Requests by POST are refused.",
    ),
    Fault(
        "authorization_empty_parameter_kept", "RFC6749-3.1/empty-parameter-omitted",
        "authorization_parameters.by_get", lambda sent: replace(sent, keeps_empty=True),
        "A parameter without a value counts as sent.",
    ),
    Fault(
        "authorization_redirect_uri_defaulted", "OIDCC-3.1.2.2/redirect-uri-missing",
        "authorization_parameters.by_get", _with_default_redirect_uri,
        "A missing redirect_uri is replaced by the first registered one.",
    ),
    _check(
        "repeated_parameter_accepted", "RFC6749-3.1/repeated-parameter-refused",
        "parameters_once", skipped, "A repeated parameter is accepted.",
    ),
    _check(
        "unknown_parameter_refused", "RFC6749-3.1/unrecognized-parameter-ignored",
        "parameters_once",
        also_refusing(
            sound.parameters_once,
            has_other_than((*PARAMETERS, RESOURCE)),
            InvalidRequest,
        ),
        "An unknown parameter is refused.",
    ),
    _check(
        "request_ignored", "OIDCC-6.1/request-not-supported", "request_unsupported", skipped,
        "The parameter request is ignored.",
    ),
    _check(
        "request_uri_ignored", "OIDCC-6.2/request-uri-not-supported", "request_uri_unsupported",
        skipped, "The parameter request_uri is ignored.",
    ),
    _check(
        "response_type_defaulted", "RFC6749-3.1.1/response-type-missing",
        "response_type_present", misreported(sound.response_type_present, InvalidScope),
        "A missing response_type is answered with invalid_scope.",
    ),
    _check(
        "response_type_misreported", "RFC6749-3.1.1/response-type-unknown",
        "response_type_supported", misreported(sound.response_type_supported, InvalidScope),
        "An unknown response type is answered with invalid_scope.",
    ),
    _check(
        "scope_misreported", "RFC6749-3.3/scope-omitted", "scope_present",
        misreported(sound.scope_present, InvalidRequest),
        "A missing scope is answered with invalid_request.",
    ),
    _check(
        "unknown_scope_refused", "OIDCC-3.1.2.1/unknown-scope-ignored", "scope_known",
        also_refusing(sound.scope_known, _unknown_scope, InvalidScope),
        "An unknown scope of an OpenID Connect request is refused.",
    ),
    _check(
        "offline_access_refused", "OIDCC-11/offline-without-consent-ignored", "scope_known",
        also_refusing(sound.scope_known, offline_without_consent, InvalidScope),
        "The scope offline_access without prompt=consent is refused.",
    ),
    _check(
        "login_hint_refused", "OIDCC-3.1.2.1/login-hint-no-error", "parameters_once",
        also_refusing(sound.parameters_once, _known_login_hint, InvalidRequest),
        "A request with login_hint is refused.",
    ),
    _check(
        "nonce_required", "OIDCC-3.1.2.1/nonce-optional", "parameters_once",
        also_refusing(sound.parameters_once, _without_nonce, InvalidRequest),
        "A request without nonce is refused.",
    ),
    Fault(
        "authorization_prompt_none_combined", "OIDCC-3.1.2.1/prompt-none-combined",
        "authorization_parameters.by_get", _with_none_alone,
        "A prompt of none and another value counts as none.",
    ),
    _check(
        "id_token_hint_unverified", "OIDCC-3.1.2.2/id-token-hint-issuer-validated",
        "id_token_hint_verified",
        skipped,
        "An id_token_hint of anybody is accepted.",
    ),
    _check(
        "unsigned_id_token_hint_accepted", "OIDCC-3.1.2.2/id-token-hint-issuer-validated",
        "id_token_hint_verified",
        forgiving(sound.id_token_hint_verified, hint_is_unsigned),
        "An id_token_hint without signature is accepted.",
    ),
    _check(
        "expired_id_token_hint_refused", "OIDCC-3.1.2.2/expired-id-token-hint-accepted",
        "id_token_hint_verified",
        also_refusing(sound.id_token_hint_verified, hint_has_expired, InvalidRequest),
        "An expired id_token_hint is refused.",
    ),
    _check(
        "unknown_claims_member_refused", "OIDCC-5.5/unknown-top-level-member-ignored",
        "claims_readable",
        also_refusing(sound.claims_readable, _unknown_claims_member, InvalidRequest),
        "An unknown member of the claims parameter is refused.",
    ),
    _check(
        "unknown_qualifier_refused", "OIDCC-5.5.1/unknown-qualifier-ignored", "claims_readable",
        also_refusing(sound.claims_readable, _unknown_qualifier, InvalidRequest),
        "An unknown member in the request of a claim is refused.",
    ),
    _check(
        "unavailable_claim_refused", "OIDCC-5.5.1/unavailable-claim-no-error", "claims_readable",
        also_refusing(sound.claims_readable, _unavailable_claim, InvalidRequest),
        "An essential claim that is not available is an error.",
    ),
    _check(
        "error_misspelt", "RFC6749-4.1.2.1/error-characters", "response_type_supported",
        _misspelling_quoted_types,
        "The error of a request with a quoted response type has a quotation mark.",
    ),
)  # fmt: skip
