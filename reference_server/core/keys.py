"""The provider's signing keys: one for each algorithm, made once per process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from joserfc.jwk import ECKey, Key, OKPKey, RSAKey


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key, the algorithm it serves, and the members that are published."""

    kid: str
    alg: str
    key: Key
    public: Mapping[str, Any]


@cache
def signing_keys() -> Mapping[str, SigningKey]:
    """The signing keys by algorithm."""
    keys: dict[str, Key] = {
        "RS256": RSAKey.generate_key(2048),
        "PS256": RSAKey.generate_key(2048),
        "ES256": ECKey.generate_key("P-256"),
        "EdDSA": OKPKey.generate_key("Ed25519"),
    }
    return {alg: _named(alg, key) for alg, key in keys.items()}


def _named(alg: str, key: Key) -> SigningKey:
    kid = key.thumbprint()
    public = {**key.as_dict(private=False), "use": "sig", "alg": alg, "kid": kid}
    return SigningKey(kid, alg, key, public)
