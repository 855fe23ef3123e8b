"""Faults of discovery and of the keys."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.faults.fault import absent, constant, suffixed
from ...core.keys import SigningKey
from ...core.metadata import metadata
from ...core.seams import Function
from ...flows.tokens import access_token
from ..documents import published
from .fault import fault


def _beside(**other: str) -> Function:
    """What publishes another key beside the one that signs."""

    def keys(signing: Sequence[SigningKey]) -> Sequence[Mapping[str, Any]]:
        own = published(signing)
        return [*own, {**own[0], "kid": "another-key", **other}]

    return keys


def _signed_by_nobody(header: dict[str, Any], claims: dict[str, Any], key: SigningKey) -> str:
    return access_token.serialised({**header, "kid": "no-key-of-this-provider"}, claims, key)


FAULTS = (
    fault(
        "discovery_authorization_endpoint_elsewhere",
        "getOidcConfiguration/endpoints",
        "metadata.authorization_endpoint",
        suffixed(metadata["authorization_endpoint"], "?v=1"),
        "The authorization endpoint is announced at another address.",
    ),
    fault(
        "discovery_token_endpoint_absent",
        "getOidcConfiguration/endpoints",
        "metadata.token_endpoint",
        absent,
        "The token endpoint is not announced.",
    ),
    fault(
        "discovery_jwks_uri_elsewhere",
        "getOidcConfiguration/endpoints",
        "metadata.jwks_uri",
        suffixed(metadata["jwks_uri"], "?v=1"),
        "The keys are announced at another address.",
    ),
    fault(
        "jwks_other_key_type",
        "oidcGetKeys/rsa",
        "jwks.published",
        _beside(kty="OKP"),
        "A key is of another type than RSA.",
    ),
    fault(
        "jwks_key_for_encryption",
        "oidcGetKeys/for-signatures",
        "jwks.published",
        _beside(use="enc"),
        "A key is for encryption.",
    ),
    fault(
        "jwks_id_token_kid_unpublished",
        "oidcGetKeys/key-of-id-token",
        "id_token_header.kid",
        constant("no-key-of-this-provider"),
        "An ID Token names a key that is not published.",
    ),
    fault(
        "jwks_access_token_kid_unpublished",
        "oidcGetKeys/key-of-access-token",
        "access_token.serialised",
        _signed_by_nobody,
        "An access token names a key that is not published.",
        leaves_traces=True,
    ),
)
