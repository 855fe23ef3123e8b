"""Faults of the authorization endpoint: which requests it takes, and what it answers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urldefrag, urlencode, urlsplit

from ..checks import authorization as sound
from ..checks import redirection as address
from ..clients import CLIENTS
from ..errors import InvalidRequest, InvalidScope, PageError
from ..messages import AuthorizationRequest
from ..parameters import Parameters
from ..responses import authorization as answer
from ..scopes import ALL_SCOPES
from .fault import (
    Fault,
    absent,
    also_refusing,
    altered,
    constant,
    forgiving,
    misreported,
    skipped,
    suffixed,
)  # fmt: skip


class MisspeltError(InvalidRequest):
    """An error with a character that the grammar does not allow."""

    code = 'invalid"request'


def _sent(name: str) -> Any:
    return lambda request: request.parameters.get(name) is not None


def _refused_method(sent: Parameters) -> Parameters:
    raise PageError("the provider does not take requests by this method")


def _with_default_redirect_uri(sent: Parameters) -> Parameters:
    client = CLIENTS.get(sent.get("client_id") or "")
    if client is None or sent.get("redirect_uri") is not None:
        return sent
    return replace(sent, pairs=(*sent.pairs, ("redirect_uri", client.redirect_uris[0])))


def _origin(uri: str | None) -> tuple[str, str]:
    return urlsplit(uri or "")[:2]


def _foreign_followed(request: AuthorizationRequest) -> None:
    origins = [_origin(registered) for registered in request.client.redirect_uris]
    redirect_uri = request.parameters.get("redirect_uri")
    if _origin(redirect_uri) not in origins:
        raise InvalidRequest("redirect_uri is not registered for the client")
    address.redirect_uri_registered(request)


def _prefix_matched(request: AuthorizationRequest) -> bool:
    redirect_uri = request.parameters.get("redirect_uri") or ""
    return "#" not in redirect_uri and redirect_uri.startswith(request.client.redirect_uris)


def _fragment_ignored(request: AuthorizationRequest) -> bool:
    redirect_uri = request.parameters.get("redirect_uri") or ""
    return urldefrag(redirect_uri).url in request.client.redirect_uris


def _unknown_parameter(request: AuthorizationRequest) -> bool:
    return any(name not in sound.PARAMETERS for name, _ in request.parameters.pairs)


def _unknown_scope(request: AuthorizationRequest) -> bool:
    return not set(request.parameters.words("scope")) <= set(ALL_SCOPES)


def _expired_hint(request: AuthorizationRequest) -> bool:
    expiry = request.hint.claims.get("exp", 0) if request.hint else None
    return expiry is not None and expiry <= request.provider.clock.now()


def _unknown_claims_member(request: AuthorizationRequest) -> bool:
    return bool(set(request.claims_members) - {"id_token", "userinfo"})


def _unknown_qualifier(request: AuthorizationRequest) -> bool:
    asked = (*request.claims.id_token.values(), *request.claims.userinfo.values())
    return any(set(claim) - {"essential", "value", "values"} for claim in asked)


def _unavailable_claim(request: AuthorizationRequest) -> bool:
    known = {"sub", "auth_time", "acr", "amr", "nonce"}.union(
        *request.provider.users["alice"].claims
    )
    asked = {**request.claims.id_token, **request.claims.userinfo}
    return any(claim.get("essential") and name not in known for name, claim in asked.items())


Members = Mapping[str, Any]


def _location(change: Any) -> Any:
    def location(redirect_uri: str, members: Members) -> str:
        changed: str = change(redirect_uri, members)
        return changed

    return location


def _in_fragment(redirect_uri: str, members: Members, when: str) -> str:
    if when in members:
        return f"{redirect_uri}#{urlencode(members)}"
    return answer.location(redirect_uri, members)


def _with_token(redirect_uri: str, members: Members) -> str:
    extra = {"access_token": "eyJhbGciOiJub25lIn0.e30."} if "code" in members else {}
    return answer.location(redirect_uri, {**members, **extra})


def _with_other_parameter(redirect_uri: str, members: Members) -> str:
    extra = {"reason": "unknown"} if "error" in members else {}
    return answer.location(redirect_uri, {**members, **extra})


def _repeating(redirect_uri: str, members: Members) -> str:
    return f"{answer.location(redirect_uri, members)}&{urlencode(list(members.items())[:1])}"


def _check(name: str, requirement: str, check: str, replacement: Any, sentence: str) -> Fault:
    return Fault(
        f"authorization_{name}", requirement, f"authorization.{check}", replacement, sentence
    )


def _tolerance(parameter: str) -> Fault:
    return _check(
        f"{parameter}_refused", f"OIDCC-15.1/{parameter.replace('_', '-')}-no-error",
        "parameters_once",
        also_refusing(sound.parameters_once, _sent(parameter), InvalidRequest),
        f"A request with {parameter} is refused.",
    )  # fmt: skip


def _page(name: str, requirement: str, check: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"redirection_{name}", requirement, f"redirection.{check}", replacement, sentence)


def _redirect(name: str, requirement: str, change: Any, sentence: str) -> Fault:
    return Fault(f"redirect_{name}", requirement, "redirect.location", change, sentence)


_REQUESTS = (
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
        also_refusing(sound.parameters_once, _unknown_parameter, InvalidRequest),
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
        "response_type_supported", misreported(sound.response_type_supported, InvalidRequest),
        "An unknown response type is answered with invalid_request.",
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
        "prompt_none_combined", "OIDCC-3.1.2.1/prompt-none-combined", "prompt_none_alone",
        skipped, "prompt=none may stand with another value.",
    ),
    _check(
        "id_token_hint_unverified", "OIDCC-3.1.2.2/id-token-hint-issuer-validated",
        "id_token_hint_verified", skipped, "An id_token_hint of anybody is accepted.",
    ),
    _check(
        "expired_id_token_hint_refused", "OIDCC-3.1.2.2/expired-id-token-hint-accepted",
        "id_token_hint_verified",
        also_refusing(sound.id_token_hint_verified, _expired_hint, InvalidRequest),
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
        "error_misspelt", "RFC6749-4.1.2.1/error-characters", "id_token_hint_verified",
        misreported(sound.id_token_hint_verified, MisspeltError),
        "The error of a request with a foreign id_token_hint has a quotation mark.",
    ),
)  # fmt: skip

_ADDRESSES = (
    _page(
        "unknown_client_redirected", "RFC6749-4.1.2.1/unknown-client-not-redirected",
        "client_known",
        lambda request: misreported(
            address.client_known,
            InvalidRequest if request.parameters.get("client_id") else PageError,
        )(request),
        "A request of an unknown client is answered by a redirect.",
    ),
    _page(
        "missing_client_redirected", "RFC6749-4.1.2.1/missing-client-id-not-redirected",
        "client_known",
        lambda request: misreported(
            address.client_known,
            PageError if request.parameters.get("client_id") else InvalidRequest,
        )(request),
        "A request without client_id is answered by a redirect.",
    ),
    _page(
        "foreign_uri_followed", "RFC6749-3.1.2.4/invalid-redirect-uri-not-followed",
        "redirect_uri_registered", _foreign_followed,
        "The error is redirected to a URI of an origin that is not registered.",
    ),
    _page(
        "prefix_matched", "RFC6749-3.1.2.3/redirect-uri-simple-string-comparison",
        "redirect_uri_registered", forgiving(address.redirect_uri_registered, _prefix_matched),
        "A redirection URI that begins like a registered one is accepted.",
    ),
    _page(
        "fragment_ignored", "RFC6749-3.1.2/redirect-uri-without-fragment",
        "redirect_uri_registered", forgiving(address.redirect_uri_registered, _fragment_ignored),
        "A redirection URI with a fragment is accepted.",
    ),
    _page(
        "response_mode_redirected", "OIDCC-3.1.2.6/response-mode-unsupported",
        "response_mode_supported", misreported(address.response_mode_supported, InvalidRequest),
        "An unsupported response_mode is answered by a redirect.",
    ),
)  # fmt: skip

_ANSWERS = (
    _redirect(
        "query_lost", "RFC6749-3.1.2/redirect-uri-query-retained",
        _location(lambda uri, members: answer.location(uri.partition("?")[0], members)),
        "The query of the redirection URI is lost.",
    ),
    _redirect(
        "parameter_repeated", "RFC6749-3.1/response-parameter-once", _location(_repeating),
        "The first response parameter occurs twice.",
    ),
    _redirect(
        "code_in_fragment", "RFC6749-4.1.2/code-in-query",
        _location(lambda uri, members: _in_fragment(uri, members, "code")),
        "The code stands in the fragment.",
    ),
    _redirect(
        "error_in_fragment", "RFC6749-4.1.2.1/error-in-query",
        _location(lambda uri, members: _in_fragment(uri, members, "error")),
        "The error stands in the fragment.",
    ),
    _redirect(
        "error_with_other_parameter", "OIDCC-3.1.2.6/no-other-parameters",
        _location(_with_other_parameter), "The error response has an undefined parameter.",
    ),
    _redirect(
        "access_token_in_url", "RFC6750-5.3/not-in-page-urls", _location(_with_token),
        "An access token stands in the redirection URI.",
    ),
    Fault(
        "redirect_307", "OIDCC-16.22/no-307-to-redirect-uri", "redirect.status", constant(307),
        "The redirect to the client has the status 307.",
    ),
    Fault(
        "redirect_307_after_credentials", "RFC9700-4.12/no-307-after-credentials",
        "redirect.status_to_page", lambda provider, method: 307 if method == "POST" else 303,
        "A form with credentials is answered with a redirect of the status 307.",
    ),
    Fault(
        "redirect_302_after_credentials", "RFC9700-4.12/303-after-credentials",
        "redirect.status_to_page", lambda provider, method: 302 if method == "POST" else 303,
        "A form with credentials is answered with a redirect of the status 302.",
    ),
    Fault(
        "redirect_with_cors", "RFC9700-2.6/authorization-endpoint-no-cors",
        "redirect_header.access_control_allow_origin", constant("*"),
        "A script of another origin can read the answers of the authorization endpoint.",
    ),
    Fault(
        "state_not_returned", "RFC6749-4.1.2/state-returned", "authorization_response.state",
        absent, "The authorization response lacks state.",
    ),
    Fault(
        "state_not_returned_with_error", "RFC6749-4.1.2.1/state-returned",
        "authorization_error.state", absent, "The authorization error response lacks state.",
    ),
    Fault(
        "iss_parameter_absent", "RFC9207-2/iss-in-response", "authorization_response.iss",
        absent, "The authorization response lacks iss.",
    ),
    Fault(
        "iss_parameter_absent_with_error", "RFC9207-2/iss-in-error-response",
        "authorization_error.iss", absent, "The authorization error response lacks iss.",
    ),
    Fault(
        "iss_parameter_wrong", "RFC9207-2.3/iss-equals-metadata-issuer",
        "authorization_response.iss", suffixed(answer.iss, "/"), "iss has a slash more.",
    ),
    Fault(
        "authorization_error_description_characters",
        "RFC6749-4.1.2.1/error-description-characters", "authorization_error.error_description",
        altered(answer.error_description, lambda text: f'"{text}"'),
        "The error_description has quotation marks.",
    ),
    Fault(
        "authorization_error_uri_characters", "RFC6749-4.1.2.1/error-uri-characters",
        "authorization_error.error_uri", constant("see the manual"), "error_uri has spaces.",
    ),
)  # fmt: skip

FAULTS = (*_REQUESTS, *_ADDRESSES, *_ANSWERS)
