"""Faults of the metadata."""

import json

from ....core.client_authentication import ASSERTION_ALGS
from ....core.faults.fault import WITHOUT_TLS, Fault, absent, constant, suffixed, without
from ....core.metadata import metadata

_PRESENT = {
    "issuer": "OIDCD-3/issuer-present",
    "authorization_endpoint": "OIDCD-3/authorization-endpoint-present",
    "token_endpoint": "OIDCD-3/token-endpoint-present",
    "userinfo_endpoint": "OIDCD-3/userinfo-endpoint-present",
    "jwks_uri": "OIDCD-3/jwks-uri-present",
    "scopes_supported": "OIDCD-3/scopes-supported-present",
    "response_types_supported": "OIDCD-3/response-types-supported-present",
    "subject_types_supported": "OIDCD-3/subject-types-supported-present",
    "id_token_signing_alg_values_supported": "OIDCD-3/id-token-signing-alg-values-present",
    "claims_supported": "OIDCD-3/claims-supported-present",
    "code_challenge_methods_supported": "RFC9700-2.1.1/challenge-methods-published",
    "authorization_response_iss_parameter_supported": "RFC9207-2.3/support-advertised",
}

_ARRAYS = {
    "scopes_supported": "OIDCD-3/scopes-supported-array",
    "response_types_supported": "OIDCD-3/response-types-supported-present",
    "response_modes_supported": "OIDCD-3/response-modes-supported-array",
    "grant_types_supported": "OIDCD-3/grant-types-supported-array",
    "acr_values_supported": "OIDCD-3/acr-values-supported-array",
    "subject_types_supported": "OIDCD-3/subject-types-supported-present",
    "id_token_signing_alg_values_supported": "OIDCD-3/id-token-signing-alg-values-present",
    "id_token_encryption_alg_values_supported": "OIDCD-3/id-token-encryption-values-arrays",
    "id_token_encryption_enc_values_supported": "OIDCD-3/id-token-encryption-values-arrays",
    "userinfo_signing_alg_values_supported": "OIDCD-3/userinfo-signing-alg-values-array",
    "userinfo_encryption_alg_values_supported": "OIDCD-3/userinfo-encryption-values-arrays",
    "userinfo_encryption_enc_values_supported": "OIDCD-3/userinfo-encryption-values-arrays",
    "request_object_signing_alg_values_supported": (
        "OIDCD-3/request-object-signing-alg-values-array"
    ),
    "request_object_encryption_alg_values_supported": (
        "OIDCD-3/request-object-encryption-values-arrays"
    ),
    "request_object_encryption_enc_values_supported": (
        "OIDCD-3/request-object-encryption-values-arrays"
    ),
    "token_endpoint_auth_methods_supported": "OIDCD-3/token-endpoint-auth-methods-array",
    "token_endpoint_auth_signing_alg_values_supported": (
        "OIDCD-3/token-endpoint-auth-signing-alg-values-array"
    ),
    "display_values_supported": "OIDCD-3/display-values-supported-array",
    "claim_types_supported": "OIDCD-3/claim-types-supported-array",
    "claims_supported": "OIDCD-3/claims-supported-array",
    "claims_locales_supported": "OIDCD-3/claims-locales-supported-array",
    "ui_locales_supported": "OIDCD-3/ui-locales-supported-array",
}
_IN_ARRAY = {
    "scopes_supported": "openid",
    "response_types_supported": "code",
    "response_modes_supported": "query",
    "grant_types_supported": "authorization_code",
    "id_token_signing_alg_values_supported": "RS256",
    "token_endpoint_auth_methods_supported": "client_secret_basic",
    "token_endpoint_auth_signing_alg_values_supported": "RS256",
    "subject_types_supported": "public",
}

_BOOLEANS = {
    "claims_parameter_supported": "OIDCD-3/claims-parameter-supported-boolean",
    "request_parameter_supported": "OIDCD-3/request-parameter-supported-boolean",
    "request_uri_parameter_supported": "OIDCD-3/request-uri-parameter-supported-boolean",
    "require_request_uri_registration": "OIDCD-3/require-request-uri-registration-boolean",
    "authorization_response_iss_parameter_supported": "RFC9207-3/support-boolean",
}
_TRUE = ("claims_parameter_supported", "authorization_response_iss_parameter_supported")

_HTTPS = {
    "authorization_endpoint": "OIDCD-3/authorization-endpoint-https",
    "token_endpoint": "OIDCD-3/token-endpoint-https",
    "userinfo_endpoint": "OIDCD-3/userinfo-endpoint-https",
    "jwks_uri": "OIDCD-3/jwks-uri-https",
    "registration_endpoint": "OIDCD-3/registration-endpoint-https",
}

_URLS = {
    "service_documentation": "OIDCD-3/service-documentation-url",
    "op_policy_uri": "OIDCD-3/op-policy-uri-url",
    "op_tos_uri": "OIDCD-3/op-tos-uri-url",
}


def _value(name: str, deviation: str, requirement: str, value: object, sentence: str) -> Fault:
    return Fault(
        f"metadata_{name}_{deviation}", requirement, f"metadata.{name}", constant(value), sentence
    )


FAULTS = (
    *(
        Fault(
            f"metadata_{name}_missing",
            requirement,
            f"metadata.{name}",
            absent,
            f"The metadata lacks {name}.",
        )
        for name, requirement in _PRESENT.items()
    ),
    *(
        _value(name, "no_array", requirement, _IN_ARRAY.get(name, "en"), f"{name} is a string.")
        for name, requirement in _ARRAYS.items()
    ),
    *(
        _value(name, "string", requirement, str(name in _TRUE).lower(), f"{name} is a string.")
        for name, requirement in _BOOLEANS.items()
    ),
    *(
        _value(name, "http", requirement, WITHOUT_TLS, f"{name} is an http URL.")
        for name, requirement in _HTTPS.items()
    ),
    *(
        _value(name, "no_url", requirement, "see the manual", f"{name} is not a URL.")
        for name, requirement in _URLS.items()
    ),
    Fault(
        "metadata_authorization_endpoint_fragment",
        "RFC6749-3.1/endpoint-without-fragment",
        "metadata.authorization_endpoint",
        suffixed(metadata["authorization_endpoint"], "#here"),
        "The authorization endpoint has a fragment.",
    ),
    Fault(
        "metadata_token_endpoint_fragment",
        "RFC6749-3.2/endpoint-without-fragment",
        "metadata.token_endpoint",
        suffixed(metadata["token_endpoint"], "#here"),
        "The token endpoint has a fragment.",
    ),
    Fault(
        "metadata_issuer_mismatch",
        "OIDCD-4.3/issuer-equals-configured",
        "metadata.issuer",
        suffixed(metadata["issuer"], "/"),
        "The issuer of the metadata has a trailing slash.",
    ),
    _value(
        "scopes_supported",
        "without_openid",
        "OIDCD-3/scopes-supported-openid",
        ["profile", "email", "address", "phone", "offline_access"],
        "scopes_supported lacks openid.",
    ),
    _value(
        "scopes_supported",
        "incomplete",
        "OIDCD-3/scopes-supported-core-listed",
        ["openid"],
        "scopes_supported lists only openid.",
    ),
    _value(
        "subject_types_supported",
        "unknown",
        "OIDCD-3/subject-types-supported-values",
        ["global"],
        "subject_types_supported has an undefined type.",
    ),
    _value(
        "id_token_signing_alg_values_supported",
        "without_rs256",
        "OIDCD-3/id-token-signing-alg-values-rs256",
        ["PS256", "ES256", "EdDSA"],
        "id_token_signing_alg_values_supported lacks RS256.",
    ),
    _value(
        "id_token_signing_alg_values_supported",
        "incomplete",
        "OIDCD-3/id-token-signing-alg-listed",
        ["RS256"],
        "ID Tokens are signed with algorithms that are not listed.",
    ),
    _value(
        "response_types_supported",
        "wrong",
        "OIDCD-3/response-type-listed",
        ["id_token"],
        "The response type code is not listed.",
    ),
    Fault(
        "metadata_grant_types_supported_incomplete",
        "OIDCD-3/grant-type-listed",
        "metadata.grant_types_supported",
        without(metadata["grant_types_supported"], "authorization_code"),
        "The authorization code grant is not listed.",
    ),
    _value(
        "token_endpoint_auth_methods_supported",
        "incomplete",
        "OIDCD-3/token-endpoint-auth-method-listed",
        ["private_key_jwt"],
        "Clients authenticate by methods that are not listed.",
    ),
    _value(
        "token_endpoint_auth_signing_alg_values_supported",
        "without_rs256",
        "OIDCD-3/token-endpoint-auth-signing-alg-values-rs256",
        ["HS256", "PS256", "ES256"],
        "token_endpoint_auth_signing_alg_values_supported lacks RS256.",
    ),
    _value(
        "token_endpoint_auth_signing_alg_values_supported",
        "with_none",
        "OIDCD-3/token-endpoint-auth-signing-alg-values-not-none",
        [*ASSERTION_ALGS, "none"],
        "token_endpoint_auth_signing_alg_values_supported has none.",
    ),
    _value(
        "claims_locales_supported",
        "empty",
        "OIDCD-4.2/no-empty-arrays",
        [],
        "A member without values is an empty array.",
    ),
    _value(
        "code_challenge_methods_supported",
        "with_plain",
        "RFC7636-7.2/plain-not-offered",
        ["S256", "plain"],
        "The challenge method plain is offered.",
    ),
    _value(
        "token_endpoint_auth_methods_supported",
        "symmetric",
        "RFC9700-2.5/asymmetric-authentication-offered",
        ["client_secret_basic", "client_secret_post", "client_secret_jwt", "none"],
        "No client authentication with asymmetric keys is offered.",
    ),
    Fault(
        "metadata_unavailable",
        "OIDCD-4/document-available",
        "documents.openid_configuration_status",
        constant(404),
        "There is no metadata at the location of OpenID Connect Discovery.",
    ),
    Fault(
        "metadata_status_203",
        "OIDCD-4.2/status-200",
        "documents.openid_configuration_status",
        constant(203),
        "The metadata has the status 203.",
    ),
    Fault(
        "metadata_text",
        "OIDCD-4.2/content-type-json",
        "metadata_header.content_type",
        constant("text/plain; charset=utf-8"),
        "The metadata has the media type text/plain.",
    ),
    Fault(
        "metadata_array",
        "OIDCD-4.2/json-object",
        "documents.metadata_serialised",
        lambda members: json.dumps([members]),
        "The metadata is a JSON array.",
    ),
    Fault(
        "metadata_without_cors",
        "OIDCD-4/cors",
        "metadata_header.access_control_allow_origin",
        absent,
        "A script of another origin cannot read the metadata.",
    ),
)
