"""Whether the certificates in a JWK Set are those of its keys."""

import base64
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, OctKey

from coatcheck.expect.jwks import Jwk, named
from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.messages import JwksResponse

UNREADABLE = (ValueError, TypeError, KeyError, JoseError)
BARE = ("kty", "n", "e", "crv", "x", "y")


@rule(JwksResponse, "OIDCD-3/jwks-x5c-bare-key", "has certificates that match its keys")
def certificate_of_key(message: JwksResponse) -> None:
    """The bare key beside x5c is that of its first certificate (OIDC Discovery 3)."""
    keys = [key for key in message.keys if "x5c" in key]
    applicable(keys, "no key of the JWK Set has x5c")
    broken = [named(key) for key in keys if _bare(key) is None or _bare(key) != _certified(key)]
    expect(not broken, "the bare values of the certified key", "; ".join(broken))


def _bare(key: Jwk) -> bytes | None:
    """Return the key that the members give, or None where they give none."""
    try:
        imported = JWKRegistry.import_key({name: key[name] for name in BARE if name in key})
        return None if isinstance(imported, OctKey) else imported.as_der(private=False)
    except UNREADABLE:
        return None


def _certified(key: Jwk) -> bytes | None:
    """Return the key in the first certificate, or None where there is none."""
    try:
        certificate: Any = x509.load_der_x509_certificate(base64.b64decode(key["x5c"][0]))
    except (*UNREADABLE, IndexError):
        return None
    public: bytes = certificate.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    return public
