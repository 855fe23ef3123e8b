"""Faults of the metadata of RFC 8414."""

import json

from ....core.client_authentication import ASSERTION_ALGS
from ....core.faults.fault import WITHOUT_TLS, Fault, absent, constant, suffixed
from ....core.metadata import oauth_metadata
from ....core.seams import Function

_PRESENT = {
    "issuer": "RFC8414-2/issuer-present",
    "authorization_endpoint": "RFC8414-2/authorization-endpoint-present",
    "token_endpoint": "RFC8414-2/token-endpoint-present",
    "scopes_supported": "RFC8414-2/scopes-supported-present",
    "response_types_supported": "RFC8414-2/response-types-supported-present",
    "token_endpoint_auth_signing_alg_values_supported": (
        "RFC8414-2/token-endpoint-auth-signing-alg-values-present"
    ),
}

_ARRAYS = {
    "scopes_supported": "RFC8414-2/scopes-supported-array",
    "response_types_supported": "RFC8414-2/response-types-supported-present",
    "response_modes_supported": "RFC8414-2/response-modes-supported-array",
    "grant_types_supported": "RFC8414-2/grant-types-supported-array",
    "token_endpoint_auth_methods_supported": "RFC8414-2/token-endpoint-auth-methods-array",
    "ui_locales_supported": "RFC8414-2/ui-locales-supported-array",
    "code_challenge_methods_supported": "RFC8414-2/code-challenge-methods-supported-array",
}


def _member(
    name: str, deviation: str, requirement: str, replacement: Function, sentence: str
) -> Fault:
    seam = f"oauth_metadata.{name}"
    return Fault(f"oauth_metadata_{name}_{deviation}", requirement, seam, replacement, sentence)


def _endpoint(noun: str, document: str) -> tuple[Fault, ...]:
    """The faults of what is said of one of the two endpoints for tokens."""
    endpoint = f"{noun}_endpoint"
    algorithms = f"{endpoint}_auth_signing_alg_values_supported"
    return (
        _member(
            endpoint, "http", f"{document}-2/endpoint-https",
            constant(WITHOUT_TLS), f"The {endpoint} is an http URL.",
        ),
        _member(
            endpoint, "number", f"RFC8414-2/{noun}-endpoint-url", constant(7),
            f"The {endpoint} is a number.",
        ),
        Fault(
            f"oauth_metadata_{endpoint}_algorithms_missing",
            f"RFC8414-2/{noun}-auth-signing-alg-values-present", f"oauth_metadata.{algorithms}",
            absent, f"The metadata of RFC 8414 lacks {algorithms}.",
        ),
        Fault(
            f"oauth_metadata_{endpoint}_algorithms_with_none",
            f"RFC8414-2/{noun}-auth-signing-alg-values-not-none", f"oauth_metadata.{algorithms}",
            constant([*ASSERTION_ALGS, "none"]), f"{algorithms} has none.",
        ),
    )  # fmt: skip


FAULTS = (
    *_endpoint("revocation", "RFC7009"),
    *_endpoint("introspection", "RFC7662"),
    _member(
        "revocation_endpoint", "fragment", "RFC7009-2/endpoint-without-fragment",
        suffixed(oauth_metadata["revocation_endpoint"], "#here"),
        "The revocation_endpoint has a fragment.",
    ),
    *(
        _member(name, "missing", requirement, absent, f"The metadata of RFC 8414 lacks {name}.")
        for name, requirement in _PRESENT.items()
    ),
    *(
        _member(name, "no_array", requirement, constant("one"), f"{name} is a string.")
        for name, requirement in _ARRAYS.items()
    ),
    _member(
        "jwks_uri", "http", "RFC8414-2/jwks-uri-https",
        constant(WITHOUT_TLS), "The jwks_uri is an http URL.",
    ),
    _member(
        "service_documentation", "no_url", "RFC8414-2/service-documentation-url",
        constant("see the manual"), "service_documentation is not a URL.",
    ),
    _member(
        "token_endpoint_auth_signing_alg_values_supported", "with_none",
        "RFC8414-2/token-endpoint-auth-signing-alg-values-not-none",
        constant([*ASSERTION_ALGS, "none"]),
        "token_endpoint_auth_signing_alg_values_supported has none.",
    ),
    _member(
        "claims_locales_supported", "empty", "RFC8414-3.2/no-empty-arrays",
        constant([]), "A member without values is an empty array.",
    ),
    _member(
        "issuer", "mismatch", "RFC8414-3.3/issuer-equals-configured",
        suffixed(oauth_metadata["issuer"], "/"),
        "The issuer of the metadata of RFC 8414 has a trailing slash.",
    ),
    Fault(
        "oauth_metadata_unpublished",
        "RFC9700-2.6/metadata-published",
        "documents.oauth_metadata_status",
        constant(404),
        "There is no metadata at the location of RFC 8414.",
    ),
    Fault(
        "oauth_metadata_unavailable",
        "RFC8414-3/document-available",
        "documents.oauth_metadata_status",
        constant(500),
        "The metadata of RFC 8414 is not available.",
    ),
    Fault(
        "oauth_metadata_text",
        "RFC8414-3.2/content-type-json",
        "oauth_metadata_header.content_type",
        constant("text/plain; charset=utf-8"),
        "The metadata of RFC 8414 has the media type text/plain.",
    ),
    Fault(
        "oauth_metadata_array",
        "RFC8414-3.2/json-object",
        "documents.oauth_metadata_serialised",
        lambda members: json.dumps([members]),
        "The metadata of RFC 8414 is a JSON array.",
    ),
)  # fmt: skip
