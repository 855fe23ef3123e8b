"""Faults of the pushed authorization request endpoint."""

from collections.abc import Callable
from typing import Any

from ....core import assertion, client_authentication, client_refusal
from ....core.assertion import Assertion
from ....core.client_request import GrantRequest
from ....core.errors import InvalidClient, UnauthorizedClient
from ....core.faults.credentials import registered_for, unauthenticated
from ....core.faults.endpoint import credentials_ignored
from ....core.faults.fault import (
    WITHOUT_TLS,
    Fault,
    absent,
    also_refusing,
    altered,
    constant,
    forgiving,
    misreported,
    of_refusal,
    otherwise,
    skipped,
)
from ....core.seams import ABSENT
from ...authorization import duties as authorization, redirection
from ...authorization.errors import LoginRequired
from .. import answer, duties as sound
from ..records import REQUEST_URI, pushed_authorization

_is_unsettled = of_refusal("request_uri cannot be pushed")
"""Whether a refusal is the one whose error code no requirement fixes."""

_METHODS = ("client_secret_post", "client_secret_jwt", "private_key_jwt", "none")
_TEXT = "text/plain; charset=utf-8"


def _for_endpoint(path: str) -> Callable[[Assertion], bool]:
    return lambda presented: presented.jwt.claims.get("aud") == presented.provider.url(path)


def _shortened(length: int) -> Callable[[GrantRequest], str]:
    whole = len(REQUEST_URI) + length
    return lambda request: sound.reference(request)[:whole]


def _fault(name: str, clause: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"pushed_{name}", f"RFC9126-{clause}", seam, replacement, sentence)


_CLIENT = (
    *(
        _fault(
            f"by_{method}_refused", "2/methods-as-at-token-endpoint",
            "pushed_authorization_client.secret_matches",
            also_refusing(
                client_authentication.secret_matches, registered_for(method), InvalidClient
            ),
            f"A pushed request of a client registered for {method} is refused.",
        )
        for method in _METHODS
    ),
    *(
        _fault(
            f"assertion_for_{name}_refused", "2/assertion-audience",
            "pushed_authorization_assertion.aud_is_provider",
            also_refusing(assertion.aud_is_provider, _for_endpoint(path), InvalidClient),
            f"An assertion for the endpoint {path} is refused with a pushed request.",
        )
        for name, path in (("token_endpoint", "/token"), ("endpoint", "/request"))
    ),
    _fault(
        "unauthenticated", "2.1/client-authentication-required",
        "pushed_authorization_client.method_registered",
        forgiving(client_authentication.method_registered, unauthenticated),
        "A confidential client need not authenticate to push a request.",
    ),
    _fault(
        "secret_ignored", "2.1/client-authentication-verified",
        "pushed_authorization_client.secret_matches", skipped,
        "Any secret is accepted for a pushed request.",
    ),
    _fault(
        "signature_ignored", "2.1/client-authentication-verified",
        "pushed_authorization_assertion.signature_verifies", skipped,
        "An assertion signed with any key is accepted for a pushed request.",
    ),
    _fault(
        "unknown_client_misreported", "2.1/unknown-client-refused",
        "pushed_authorization_client.client_known",
        misreported(client_authentication.client_known, UnauthorizedClient),
        "A pushed request of an unknown client is answered with unauthorized_client.",
    ),
)  # fmt: skip

_REQUEST = (
    _fault(
        "by_get", "2/post-only", "pushed_authorization_request.method_post", skipped,
        "A request can be pushed by GET.",
    ),
    _fault(
        "request_uri_accepted", "2.1/request-uri-refused",
        "pushed_authorization.request_uri_absent", skipped,
        "A request_uri can be pushed.",
    ),
    _fault(
        "client_id_omissible", "2.1/client-id-required",
        "pushed_authorization.client_id_present", skipped,
        "A pushed request need not have client_id.",
    ),
    _fault(
        "response_type_missing_misreported", "2.1/request-validated",
        "pushed_request.response_type_present", skipped,
        "A pushed request without response_type is answered with unsupported_response_type.",
    ),
    _fault(
        "response_type_unknown_accepted", "2.1/request-validated",
        "pushed_request.response_type_supported",
        forgiving(
            authorization.response_type_supported,
            lambda request: request.parameters.get("response_type") is not None,
        ),
        "Any response_type can be pushed.",
    ),
    _fault(
        "repeated_parameter_accepted", "2.1/request-validated",
        "pushed_authorization_request.parameters_once", skipped,
        "A pushed request may repeat a parameter.",
    ),
    _fault(
        "challenge_method_unknown_accepted", "2.1/request-validated",
        "pushed_request.code_challenge_method_supported", skipped,
        "Any code_challenge_method can be pushed.",
    ),
    _fault(
        "redirect_uri_of_public_client_accepted", "7.2/new-redirect-uri-of-authenticated-client",
        "pushed_request.redirect_uri_registered",
        forgiving(
            redirection.redirect_uri_registered, lambda request: request.client.is_public
        ),
        "A public client can push any redirection URI.",
    ),
    _fault(
        "prompt_none_refused", "2.3/no-interaction-errors", "pushed_request.prompt_known",
        also_refusing(
            authorization.prompt_known, lambda request: "none" in request.prompt, LoginRequired
        ),
        "A pushed request with prompt=none is answered with login_required.",
    ),
)  # fmt: skip

_ANSWER = (
    _fault(
        "status_200", "2.2/status-201", "pushed_authorization_status.of_success", constant(200),
        "A pushed authorization response has the status 200.",
    ),
    _fault(
        "response_text", "2.2/content-type-json", "pushed_authorization_header.content_type",
        constant(_TEXT), "A pushed authorization response is text/plain.",
    ),
    _fault(
        "request_uri_missing", "2.2/request-uri-present",
        "pushed_authorization_response.request_uri", absent,
        "A pushed authorization response lacks request_uri.",
    ),
    _fault(
        "expires_in_string", "2.2/expires-in-positive-integer",
        "pushed_authorization_response.expires_in", altered(answer.expires_in, str),
        "The expires_in of a pushed authorization response is a string.",
    ),
    _fault(
        "request_uri_short", "2.2/request-uri-unguessable", "pushed.reference", _shortened(12),
        "A request_uri has 72 bits.",
    ),
    _fault(
        "request_uri_144_bits", "2.2/request-uri-unguessable-160", "pushed.reference",
        _shortened(24), "A request_uri has 144 bits.",
    ),
    _fault(
        "error_status_422", "2.3/error-status", "pushed_authorization_status.of_error",
        otherwise(pushed_authorization.status["of_error"], _is_unsettled, 422),
        "A refusal of a pushed request has the status 422.",
    ),
    _fault(
        "error_text", "2.3/content-type-json", "pushed_authorization_error_header.content_type",
        constant(_TEXT), "A refusal of a pushed request is text/plain.",
    ),
    _fault(
        "error_missing", "2.3/error-present", "pushed_authorization_error.error",
        otherwise(client_refusal.error, _is_unsettled, ABSENT),
        "A refusal of a pushed request lacks error.",
    ),
    _fault(
        "error_description_characters", "2.3/error-description-characters",
        "pushed_authorization_error.error_description",
        altered(client_refusal.error_description, lambda text: f'"{text}"'),
        "The error_description of a pushed request has quotation marks.",
    ),
    _fault(
        "error_uri_characters", "2.3/error-uri-characters",
        "pushed_authorization_error.error_uri", constant("see the manual"),
        "The error_uri of a pushed request has spaces.",
    ),
    _fault(
        "error_without_401", "2.3/header-authentication-challenged",
        "pushed_authorization_status.of_error",
        lambda refusal: min(refusal.status, 400),
        "Failed authentication by header has the status 400 for a pushed request.",
    ),
    _fault(
        "error_without_challenge", "2.3/header-authentication-challenged",
        "pushed_authorization_error_header.www_authenticate", absent,
        "Failed authentication by header has no challenge for a pushed request.",
    ),
)  # fmt: skip

_METADATA = (
    _fault(
        "endpoint_http", "2/endpoint-https", "metadata.pushed_authorization_request_endpoint",
        constant(WITHOUT_TLS),
        "The pushed authorization request endpoint has an http URL.",
    ),
    _fault(
        "endpoint_no_url", "5/endpoint-url",
        "oauth_metadata.pushed_authorization_request_endpoint", constant("see the manual"),
        "The pushed_authorization_request_endpoint is not a URL.",
    ),
    _fault(
        "require_string", "5/require-boolean",
        "oauth_metadata.require_pushed_authorization_requests", constant("false"),
        "The require_pushed_authorization_requests is a string.",
    ),
    _fault(
        "requests_not_required", "4/unpushed-refused",
        "metadata.require_pushed_authorization_requests", constant(True),
        "Requests that were not pushed are granted, although the metadata requires pushing.",
    ),
)  # fmt: skip

FAULTS = (
    *credentials_ignored("pushed_authorization", "RFC9126-2.1/client-authentication-verified"),
    Fault(
        "assertion_exp_ignored_at_pushed_authorization",
        "RFC9126-2.1/client-authentication-verified",
        "pushed_authorization_assertion.exp_ahead",
        skipped,
        "An expired assertion is accepted at the pushed authorization endpoint.",
    ),
    *_CLIENT,
    *_REQUEST,
    *_ANSWER,
    *_METADATA,
)
