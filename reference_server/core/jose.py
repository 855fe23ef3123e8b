"""Signing and verifying compact JWS with joserfc."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import Key
from joserfc.jws import JWSRegistry
from joserfc.util import urlsafe_b64decode, urlsafe_b64encode

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA", "HS256", "none")


class Registry(JWSRegistry):
    """The algorithms that the provider speaks; `EdDSA` by its OpenID name draws no warning."""

    def get_alg(self, name: str) -> Any:
        """The algorithm of that name."""
        if name not in ALGORITHMS:
            raise JoseError(f"{name} is not spoken here")
        return self.algorithms[name]


REGISTRY = Registry(strict_check_header=False)


@dataclass(frozen=True, slots=True)
class Jwt:
    """A JWT taken apart, not yet verified."""

    encoded: str
    header: Mapping[str, Any]
    claims: Mapping[str, Any]


def sign(header: Mapping[str, Any], claims: Mapping[str, Any], alg: str, key: Key) -> str:
    """Serialise the claims as a compact JWS."""
    encoded_header, encoded_claims = (
        json.dumps(part, separators=(",", ":")) for part in (header, claims)
    )
    return sign_text(encoded_header, encoded_claims, alg, key)


def sign_text(header: str, payload: str, alg: str, key: Key) -> str:
    """Sign a header and a payload that are texts already."""
    signed = b".".join(urlsafe_b64encode(part.encode()) for part in (header, payload))
    signature = REGISTRY.get_alg(alg).sign(signed, key)
    return b".".join((signed, urlsafe_b64encode(signature))).decode("ascii")


def take_apart(encoded: str) -> Jwt:
    """Read header and claims; ValueError when the text is no JWT of two JSON objects."""
    segments = encoded.split(".")
    if len(segments) != 3:
        raise ValueError("a JWT has three segments")
    header, claims = (_json_object(segment) for segment in segments[:2])
    return Jwt(encoded, header, claims)


def _json_object(segment: str) -> Mapping[str, Any]:
    try:
        value = json.loads(urlsafe_b64decode(segment.encode()))
    except RecursionError as error:
        raise ValueError("a segment is nested too deeply") from error
    if not isinstance(value, dict):
        raise ValueError("a segment is no JSON object")
    return value


def verified_by(jwt: Jwt, keys: Iterable[Key]) -> bool:
    """Whether one of the keys made the signature."""
    return any(_verifies(jwt, key) for key in keys)


def _verifies(jwt: Jwt, key: Key) -> bool:
    try:
        jws.deserialize_compact(jwt.encoded, key, registry=REGISTRY)
    except (JoseError, ValueError, TypeError):
        return False
    return jwt.header.get("alg") != "none"
