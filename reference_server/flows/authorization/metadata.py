"""What the provider says of authorization requests and responses."""

from __future__ import annotations

from ...core.metadata import DISCOVERY, always, announce, at, left_out, listed
from ...core.sessions import ACRS
from .delivery import OFFERED
from .duties import PROMPTS
from .response_types import supported_types

announce(
    ("authorization_endpoint", at("/auth"), f"{DISCOVERY}: the authorization endpoint."),
    (
        "response_types_supported",
        lambda provider: supported_types(),
        f"{DISCOVERY}: the response types.",
    ),
    (
        "response_modes_supported",
        lambda provider: list(OFFERED),
        f"{DISCOVERY}: the response modes.",
    ),
    (
        "acr_values_supported",
        listed(*ACRS),
        f"{DISCOVERY}: the authentication context classes.",
    ),
    (
        "display_values_supported",
        listed("page", "popup", "touch"),
        f"{DISCOVERY}: the displays that the pages suit.",
    ),
    ("ui_locales_supported", listed("en"), f"{DISCOVERY}: the languages of the pages."),
    (
        "claims_parameter_supported",
        always(True),
        f"{DISCOVERY}: the `claims` parameter is understood.",
    ),
    (
        "request_parameter_supported",
        always(False),
        f"{DISCOVERY}: the `request` parameter is not.",
    ),
    (
        "request_uri_parameter_supported",
        always(False),
        f"{DISCOVERY}: nor is `request_uri`, though the default says so.",
    ),
    (
        "require_request_uri_registration",
        always(False),
        f"{DISCOVERY}: there is no request_uri to be registered.",
    ),
    (
        "authorization_response_iss_parameter_supported",
        always(True),
        "RFC 9207 2.3: authorization responses bear iss.",
    ),
    (
        "prompt_values_supported",
        listed(*PROMPTS),
        "OpenID Connect Prompt Create 4: the values of prompt.",
    ),
)
left_out(
    "request_object_signing_alg_values_supported",
    "request_object_encryption_alg_values_supported",
    "request_object_encryption_enc_values_supported",
)
