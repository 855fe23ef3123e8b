"""Faults of the JWK Set."""

import base64
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ...core.faults.fault import Fault, absent, altered, constant
from ...core.keys import SigningKey
from .answer import PublicMembers, published, serialised

_MODULUS = base64.urlsafe_b64encode(b"\xc1" * 256).rstrip(b"=").decode()
_SHORT_MODULUS = base64.urlsafe_b64encode(b"\xc1" * 128).rstrip(b"=").decode()
_ZERO_MODULUS = base64.urlsafe_b64encode(b"\0" + b"\xc1" * 256).rstrip(b"=").decode()
_COORDINATE = base64.urlsafe_b64encode(b"\x51" * 32).rstrip(b"=").decode()
_SHORT_COORDINATE = base64.urlsafe_b64encode(b"\x51" * 31).rstrip(b"=").decode()
_RSA = {"kty": "RSA", "use": "sig", "alg": "RS384", "kid": "extra", "n": _MODULUS, "e": "AQAB"}
_EC = {
    "kty": "EC", "use": "sig", "alg": "ES256", "kid": "extra", "crv": "P-256",
    "x": _COORDINATE, "y": _COORDINATE,
}  # fmt: skip

_FROM = datetime(2020, 1, 1, tzinfo=UTC)
_A_CENTURY = timedelta(days=36_525)

Published = Callable[[Sequence[SigningKey]], Sequence[PublicMembers]]


def _with(key: PublicMembers, without: str = "", **changes: Any) -> Published:
    extra = {name: value for name, value in {**key, **changes}.items() if name != without}
    return lambda keys: [*published(keys), extra]


def _extra(name: str, requirement: str, publish: Published, sentence: str) -> Fault:
    return Fault(f"jwks_{name}", requirement, "jwks.published", publish, sentence)


def _encrypting_too(keys: Sequence[SigningKey]) -> Sequence[PublicMembers]:
    known = published(keys)
    return [*known, {**known[0], "use": "enc", "alg": "RSA-OAEP-256", "kid": "extra"}]


@cache
def _certificate() -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "another key")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, _FROM, _FROM + _A_CENTURY)
    encoded = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    return base64.b64encode(encoded).decode()


def _with_other_certificate(keys: Sequence[SigningKey]) -> Sequence[PublicMembers]:
    return [*published(keys), {**_RSA, "x5c": [_certificate()]}]


def _same_kid(keys: Sequence[SigningKey]) -> Sequence[PublicMembers]:
    known = published(keys)
    return [*known, {**_RSA, "kid": known[1]["kid"]}]


FAULTS = (
    _extra("kty_missing", "RFC7517-4.1/kty-present", _with(_RSA, "kty"), "A key lacks kty."),
    _extra("kty_number", "RFC7517-4.1/kty-string", _with(_RSA, kty=1), "A kty is a number."),
    _extra("use_number", "RFC7517-4.2/use-string", _with(_RSA, use=1), "A use is a number."),
    _extra(
        "key_ops_repeated",
        "RFC7517-4.3/key-ops-unique",
        _with(_RSA, "use", key_ops=["verify", "verify"]),
        "A key_ops names an operation twice.",
    ),
    _extra(
        "key_ops_unrelated",
        "RFC7517-4.3/key-ops-related",
        _with(_RSA, "use", key_ops=["verify", "encrypt"]),
        "A key_ops has unrelated operations.",
    ),
    _extra(
        "use_beside_key_ops",
        "RFC7517-4.3/use-without-key-ops",
        _with(_RSA, key_ops=["verify"]),
        "A key has use and key_ops.",
    ),
    _extra(
        "use_contradicts_key_ops",
        "RFC7517-4.3/use-and-key-ops-consistent",
        _with(_RSA, key_ops=["encrypt"]),
        "The use and the key_ops of a key contradict each other.",
    ),
    _extra("alg_number", "RFC7517-4.4/alg-string", _with(_RSA, alg=1), "An alg is a number."),
    _extra("kid_number", "RFC7517-4.5/kid-string", _with(_RSA, kid=1), "A kid is a number."),
    _extra("kid_shared", "RFC7517-4.5/kid-distinct", _same_kid, "Two keys have the same kid."),
    _extra(
        "rsa_short",
        "RFC7518-3.3/rsa-key-2048-bits",
        _with(_RSA, n=_SHORT_MODULUS),
        "An RSA key has 1024 bits.",
    ),
    _extra("n_missing", "RFC7518-6.3.1/rsa-n-present", _with(_RSA, "n"), "An RSA key lacks n."),
    _extra("e_missing", "RFC7518-6.3.1/rsa-e-present", _with(_RSA, "e"), "An RSA key lacks e."),
    _extra(
        "n_leading_zero",
        "RFC7518-6.3.1.1/n-base64url-uint",
        _with(_RSA, n=_ZERO_MODULUS),
        "The n of an RSA key begins with a zero octet.",
    ),
    _extra(
        "e_leading_zero",
        "RFC7518-6.3.1.2/e-base64url-uint",
        _with(_RSA, e="AAEAAQ"),
        "The e of an RSA key begins with a zero octet.",
    ),
    _extra(
        "crv_missing", "RFC7518-6.2.1/ec-crv-present", _with(_EC, "crv"), "An EC key lacks crv."
    ),
    _extra("x_missing", "RFC7518-6.2.1/ec-x-present", _with(_EC, "x"), "An EC key lacks x."),
    _extra("y_missing", "RFC7518-6.2.1/ec-y-present", _with(_EC, "y"), "An EC key lacks y."),
    _extra(
        "x_short",
        "RFC7518-6.2.1.2/x-full-length",
        _with(_EC, x=_SHORT_COORDINATE),
        "The x of an EC key lacks an octet.",
    ),
    _extra(
        "y_short",
        "RFC7518-6.2.1.3/y-full-length",
        _with(_EC, y=_SHORT_COORDINATE),
        "The y of an EC key lacks an octet.",
    ),
    _extra(
        "symmetric_key",
        "OIDCD-3/jwks-no-symmetric-keys",
        _with({"kty": "oct", "use": "sig", "alg": "HS256", "kid": "extra", "k": _COORDINATE}),
        "The JWK Set has a symmetric key.",
    ),
    _extra(
        "key_shared_with_encryption",
        "OIDCD-3/jwks-keys-not-shared",
        _encrypting_too,
        "A key serves for signatures and for encryption.",
    ),
    _extra(
        "certificate_of_other_key",
        "OIDCD-3/jwks-x5c-bare-key",
        _with_other_certificate,
        "The certificate in x5c is that of another key.",
    ),
    _extra(
        "use_missing_when_mixed",
        "OIDCD-3/jwks-use-when-mixed",
        lambda keys: [
            *({n: v for n, v in key.items() if n != "use"} for key in published(keys)),
            {**_RSA, "use": "enc", "alg": "RSA-OAEP-256"},
        ],
        "There is an encryption key, and the signing keys lack use.",
    ),
    _extra(
        "signing_key_unpublished",
        "OIDCC-10.1/signing-key-published",
        lambda keys: [key for key in published(keys) if key["alg"] != "RS256"],
        "The key that signs with RS256 is not published.",
    ),
    Fault(
        "jwks_private_values",
        "OIDCD-3/jwks-no-private-values",
        "jwks.serialised",
        lambda document: serialised({"keys": [*document["keys"], {**_EC, "d": _COORDINATE}]}),
        "A key has its private value.",
    ),
    Fault(
        "jwks_use_encryption",
        "OIDCC-10.1/key-usage-signing",
        "jwk.use",
        constant("enc"),
        "The signing keys have the use enc.",
    ),
    Fault(
        "jwks_member_repeated",
        "RFC7517-4/member-names-unique",
        "jwks.serialised",
        altered(serialised, lambda text: text.replace("[{", '[{"kty": "RSA", ', 1)),
        "A member occurs twice in a key.",
    ),
    Fault(
        "jwks_keys_repeated",
        "RFC7517-5/member-names-unique",
        "jwks.serialised",
        altered(serialised, lambda text: f'{{"keys": [], {text[1:]}'),
        "The member keys occurs twice in the JWK Set.",
    ),
    Fault(
        "jwks_key_no_object",
        "RFC7517-5/keys-array",
        "jwks.serialised",
        lambda document: serialised({"keys": [*document["keys"], "extra"]}),
        "A key is a string.",
    ),
    Fault(
        "jwks_without_cors",
        "OIDCD-3/jwks-uri-cors",
        "jwks_header.access_control_allow_origin",
        absent,
        "A script of another origin cannot read the JWK Set.",
    ),
)
