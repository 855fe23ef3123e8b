"""Faults of what the backchannel authentication endpoint answers, and of its metadata."""

import secrets
from typing import Any

from ....core import client_refusal
from ....core.client_request import GrantRequest
from ....core.faults.fault import (
    WITHOUT_TLS,
    Fault,
    absent,
    altered,
    constant,
    numbered,
    of_refusal,
    otherwise,
    without,
)
from ....core.metadata import oauth_metadata
from ....core.seams import ABSENT
from ....core.users import User
from .. import answer, endpoint
from ..records import BACKCHANNEL_REQUESTS, CIBA, BackchannelRequest

_is_unsettled = of_refusal("login_hint_token is not supported")
"""Whether a refusal is the one whose error code no requirement fixes."""


def _of_one_that_waits(request: GrantRequest, user: User) -> str:
    def waits(known: BackchannelRequest) -> bool:
        same = (known.client, known.user) == (request.client, user)
        return same and not known.is_decided

    waiting = request.provider.store[BACKCHANNEL_REQUESTS].values()
    known = next((each.auth_req_id for each in waiting if waits(each)), None)
    return known or endpoint.fresh(request, user)


def _fault(name: str, clause: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"backchannel_{name}", f"CIBA-{clause}", seam, replacement, sentence)


_ANSWERS = (
    _fault(
        "status_201", "7.3/status-200", "backchannel_status.of_success", constant(201),
        "The acknowledgement has the status 201.",
    ),
    _fault(
        "auth_req_id_missing", "7.3/auth-req-id-present", "backchannel_response.auth_req_id",
        absent, "The acknowledgement lacks auth_req_id.",
    ),
    _fault(
        "auth_req_id_characters", "7.3/auth-req-id-characters",
        "auth_req_id.fresh",
        altered(endpoint.fresh, lambda value: f"{value}~"), "An auth_req_id has a tilde.",
    ),
    _fault(
        "auth_req_id_guessable", "7.3/auth-req-id-unguessable",
        "auth_req_id.fresh", numbered(),
        "The auth_req_ids are consecutive numbers.",
    ),
    _fault(
        "auth_req_id_short", "7.3/auth-req-id-unguessable-160",
        "auth_req_id.fresh", lambda request, user: secrets.token_hex(16),
        "An auth_req_id has 128 bits.",
    ),
    _fault(
        "auth_req_id_shared", "7.3/auth-req-id-unique", "auth_req_id.fresh",
        _of_one_that_waits, "A client that asks again gets the auth_req_id that is pending.",
    ),
    _fault(
        "expires_in_missing", "7.3/expires-in-present", "backchannel_response.expires_in", absent,
        "The acknowledgement lacks expires_in.",
    ),
    _fault(
        "expires_in_string", "7.3/expires-in-positive-integer", "backchannel_response.expires_in",
        altered(answer.expires_in, str), "The expires_in is a string.",
    ),
    _fault(
        "interval_zero", "7.3/interval-positive-integer", "backchannel_response.interval",
        constant(0), "The interval is zero.",
    ),
)  # fmt: skip

_REFUSALS = (
    _fault(
        "error_status_422", "13/status", "backchannel_status.of_error", constant(422),
        "A refusal has the status 422.",
    ),
    _fault(
        "error_text", "13/content-type-json", "backchannel_error_header.content_type",
        constant("text/plain; charset=utf-8"), "A refusal is text/plain.",
    ),
    _fault(
        "error_missing", "13/error-present", "backchannel_error.error",
        otherwise(client_refusal.error, _is_unsettled, ABSENT), "A refusal lacks error.",
    ),
    _fault(
        "error_unlisted", "13/error-listed", "backchannel_error.error",
        otherwise(client_refusal.error, _is_unsettled, "unsupported_hint"),
        "A refusal has an error code of the provider's own.",
    ),
    _fault(
        "error_description_characters", "13/error-description-characters",
        "backchannel_error.error_description",
        altered(client_refusal.error_description, lambda text: f'"{text}"'),
        "The error_description has quotation marks.",
    ),
    _fault(
        "error_uri_characters", "13/error-uri-characters", "backchannel_error.error_uri",
        constant("see the manual"), "The error_uri has spaces.",
    ),
)  # fmt: skip

_METADATA = (
    _fault(
        "modes_missing", "4/delivery-modes-present",
        "metadata.backchannel_token_delivery_modes_supported", absent,
        "The metadata lacks the token delivery modes.",
    ),
    _fault(
        "modes_string", "4/delivery-modes-values",
        "metadata.backchannel_token_delivery_modes_supported", constant("poll"),
        "The token delivery modes are a string.",
    ),
    _fault(
        "grant_type_unlisted", "4/grant-type-listed", "oauth_metadata.grant_types_supported",
        without(oauth_metadata["grant_types_supported"], CIBA),
        "The metadata does not list the grant of backchannel authentication.",
    ),
    _fault(
        "endpoint_missing", "4/endpoint-present", "metadata.backchannel_authentication_endpoint",
        absent, "The metadata lacks the backchannel authentication endpoint.",
    ),
    _fault(
        "endpoint_http", "7/endpoint-https", "metadata.backchannel_authentication_endpoint",
        constant(WITHOUT_TLS), "The backchannel endpoint is not https.",
    ),
    _fault(
        "signing_algs_string", "4/request-signing-alg-values-array",
        "metadata.backchannel_authentication_request_signing_alg_values_supported",
        constant("ES256"), "The algorithms of signed requests are a string.",
    ),
    _fault(
        "user_code_string", "4/user-code-parameter-boolean",
        "metadata.backchannel_user_code_parameter_supported", constant("false"),
        "The support of user codes is a string.",
    ),
)  # fmt: skip

FAULTS = (*_ANSWERS, *_REFUSALS, *_METADATA)
