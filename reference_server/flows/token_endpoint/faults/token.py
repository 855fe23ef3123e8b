"""Faults of the token endpoint: which requests it takes, and what it answers."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ....core.client_endpoint import of_error
from ....core.client_refusal import error, error_description
from ....core.errors import InvalidGrant, InvalidRequest
from ....core.faults.fault import (
    Fault,
    absent,
    also_refusing,
    altered,
    constant,
    misreported,
    of_refusal,
    otherwise,
    skipped,
)
from ....core.faults.requests import has_other_than
from ....core.parameters import Parameters
from ....core.resources import RESOURCE
from ....core.seams import ABSENT
from .. import answer, duties as sound
from ..endpoint import token

_is_unsettled = of_refusal("redirect_uri is missing")
"""Whether a refusal is the one whose error code no requirement fixes."""

_has_unknown_parameter = has_other_than((*token.parameters, RESOURCE))


def _query_merged(method: str, query: Parameters, body: Parameters) -> Parameters:
    return replace(body, pairs=(*body.pairs, *query.pairs))


def _empty_kept(method: str, query: Parameters, body: Parameters) -> Parameters:
    return replace(body, keeps_empty=True)


def _repeated(members: Mapping[str, Any]) -> str:
    return f'{{"token_type": "Bearer", {json.dumps(members)[1:]}'


def _request(name: str, requirement: str, check: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"token_{name}", requirement, f"token_request.{check}", replacement, sentence)


def _answer(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"token_{name}", requirement, seam, replacement, sentence)


_REQUESTS = (
    _request(
        "by_get", "RFC6749-3.2/post-only", "method_post", skipped,
        "A token request by GET is granted.",
    ),
    _request(
        "repeated_parameter_accepted", "RFC6749-3.2/repeated-parameter-refused",
        "parameters_once", skipped, "A repeated parameter is accepted.",
    ),
    _request(
        "unknown_parameter_refused", "RFC6749-3.2/unrecognized-parameter-ignored",
        "parameters_once",
        also_refusing(token.request["parameters_once"], _has_unknown_parameter, InvalidRequest),
        "An unknown parameter is refused.",
    ),
    _request(
        "grant_type_missing_misreported", "RFC6749-5.2/missing-parameter-invalid-request",
        "grant_type_present", skipped,
        "A missing grant_type is answered with unsupported_grant_type.",
    ),
    _request(
        "grant_type_unknown_misreported", "RFC6749-5.2/unsupported-grant-type",
        "grant_type_supported", misreported(sound.grant_type_supported, InvalidGrant),
        "An unknown grant type is answered with invalid_grant.",
    ),
    _answer(
        "credentials_in_uri", "RFC6749-2.3.1/credentials-in-uri-refused",
        "client_parameters.effective", _query_merged,
        "Credentials in the query authenticate the client.",
    ),
    _answer(
        "empty_parameter_kept", "RFC6749-3.2/empty-parameter-omitted",
        "client_parameters.effective", _empty_kept,
        "A parameter without a value counts as sent.",
    ),
)  # fmt: skip

_SUCCESSES = (
    _answer(
        "status_201", "RFC6749-5.1/status-200", "token_status.of_success", constant(201),
        "The token response has the status 201.",
    ),
    _answer(
        "access_token_missing", "RFC6749-5.1/access-token-present",
        "token_response.access_token", absent, "The token response lacks access_token.",
    ),
    _answer(
        "type_missing", "RFC6749-5.1/token-type-present", "token_response.token_type", absent,
        "The token response lacks token_type.",
    ),
    _answer(
        "type_not_bearer", "OIDCC-3.1.3.3/token-type-bearer", "token_response.token_type",
        constant("mac"), "The token_type is mac.",
    ),
    _answer(
        "expires_in_missing", "RFC6749-5.1/expires-in-present", "token_response.expires_in",
        absent, "The token response lacks expires_in.",
    ),
    _answer(
        "expires_in_string", "RFC6749-5.1/expires-in-number", "token_response.expires_in",
        altered(answer.expires_in, str), "The expires_in is a string.",
    ),
    _answer(
        "scope_array", "RFC6749-5.1/members-at-top-level", "token_response.scope",
        altered(answer.scope, str.split), "The scope is an array.",
    ),
    _answer(
        "scope_missing", "RFC6749-3.3/scope-returned-when-different", "token_response.scope",
        absent, "The token response does not say that the scope differs.",
    ),
    _answer(
        "id_token_missing", "OIDCC-3.1.3.3/id-token-present", "tokens.id_token_due",
        constant(False), "The token response lacks id_token.",
    ),
    _answer(
        "member_repeated", "RFC6749-3.2/response-parameter-once", "token_body.serialised",
        _repeated, "A member occurs twice in the token response.",
    ),
    _answer(
        "response_text", "RFC6749-5.1/content-type-json", "token_header.content_type",
        constant("text/plain; charset=utf-8"), "The token response is text/plain.",
    ),
    _answer(
        "response_cacheable", "RFC6749-5.1/cache-control-no-store", "token_header.cache_control",
        constant("max-age=3600"), "The token response may be stored.",
    ),
    _answer(
        "response_without_pragma", "RFC6749-5.1/pragma-no-cache", "token_header.pragma", absent,
        "The token response has no Pragma.",
    ),
)  # fmt: skip

_REFUSALS = (
    _answer(
        "error_status_422", "RFC6749-5.2/status-400", "token_status.of_error",
        otherwise(of_error, _is_unsettled, 422), "A refusal has the status 422.",
    ),
    _answer(
        "error_missing", "RFC6749-5.2/error-present", "token_error.error",
        otherwise(error, _is_unsettled, ABSENT), "A refusal lacks error.",
    ),
    _answer(
        "error_characters", "RFC6749-5.2/error-characters", "token_error.error",
        otherwise(error, _is_unsettled, 'invalid"request'), "An error has a quotation mark.",
    ),
    _answer(
        "error_description_characters", "RFC6749-5.2/error-description-characters",
        "token_error.error_description",
        altered(error_description, lambda text: f'"{text}"'),
        "The error_description has quotation marks.",
    ),
    _answer(
        "error_description_array", "RFC6749-5.2/members-at-top-level",
        "token_error.error_description",
        altered(error_description, lambda text: [text]),
        "The error_description is an array.",
    ),
    _answer(
        "error_uri_characters", "RFC6749-5.2/error-uri-characters", "token_error.error_uri",
        constant("see the manual"), "The error_uri has spaces.",
    ),
    _answer(
        "error_text", "RFC6749-5.2/content-type-json", "token_error_header.content_type",
        constant("text/plain; charset=utf-8"), "A refusal is text/plain.",
    ),
    _answer(
        "error_without_401", "RFC6749-5.2/header-authentication-401",
        "token_status.of_error",
        constant(400), "A failed authentication by header has the status 400.",
    ),
    _answer(
        "error_without_challenge", "RFC6749-5.2/header-authentication-challenge",
        "token_error_header.www_authenticate", absent,
        "A failed authentication by header has no WWW-Authenticate.",
    ),
)  # fmt: skip

FAULTS = (*_REQUESTS, *_SUCCESSES, *_REFUSALS)
