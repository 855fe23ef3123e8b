"""What each key of a JWK Set must be like."""

import base64
import binascii
import re
from collections.abc import Callable, Iterable

from coatcheck.expect.jwks import Jwk, named
from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.messages import JwksResponse

Sound = Callable[[Jwk], bool]

COORDINATES = {"P-256": 32, "P-384": 48, "P-521": 66}
"""The octets of a coordinate, by curve (RFC 7518, 6.2.1.2)."""

RELATED = ({"sign", "verify"}, {"encrypt", "decrypt"}, {"wrapKey", "unwrapKey"})
"""The combinations of operations that are permitted (RFC 7517, 4.3)."""

KNOWN = frozenset({"deriveKey", "deriveBits"}).union(*RELATED)
SIGNATURES = frozenset({"sign", "verify"})


def _every(keys: Iterable[Jwk], sound: Sound, expected: str, absent: str) -> None:
    """Expect something of every key. Raises NotApplicable where there is none."""
    found = list(keys)
    applicable(found, f"no key of the JWK Set {absent}")
    broken = [named(key) for key in found if not sound(key)]
    expect(not broken, expected, "; ".join(broken))


def octets(value: object) -> bytes | None:
    """Return the octets of base64url without padding, or None for other text."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_-]+", value):
        return None
    try:
        return base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except binascii.Error:
        return None


@rule(JwksResponse, "RFC7517-4.1/kty-present", "gives every key a kty")
def kty_present(message: JwksResponse) -> None:
    """The kty is present (RFC 7517, 4.1)."""
    _every(message.keys, lambda key: "kty" in key, "a kty in every key", "at all")


def _string(member: str) -> Callable[[JwksResponse], None]:
    def judge(message: JwksResponse) -> None:
        """The value is a case-sensitive string (RFC 7517, 4)."""
        keys = [key for key in message.keys if member in key]
        _every(keys, lambda key: _is_text(key[member]), f"{member}, a string", f"with {member}")

    return judge


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


@rule(JwksResponse, "RFC7517-4.4/alg-string", "gives every alg as a string")
def alg_string(message: JwksResponse) -> None:
    """The alg is an ASCII string (RFC 7517, 4.4)."""
    keys = [key for key in message.keys if "alg" in key]
    _every(keys, lambda key: str(key["alg"]).isascii() and _is_text(key["alg"]),
           "alg, an ASCII string", "with alg")  # fmt: skip


for _member, _clause in (("kty", "4.1"), ("use", "4.2"), ("kid", "4.5")):
    rule(JwksResponse, f"RFC7517-{_clause}/{_member}-string", f"gives every {_member} as a string")(
        _string(_member)
    )


def _with_operations(message: JwksResponse) -> list[Jwk]:
    return [key for key in message.keys if isinstance(key.get("key_ops"), list)]


def _operations(key: Jwk) -> set[str]:
    return {each for each in key["key_ops"] if isinstance(each, str)} & KNOWN


@rule(JwksResponse, "RFC7517-4.3/key-ops-unique", "names no operation of a key twice")
def key_ops_unique(message: JwksResponse) -> None:
    """Duplicate key operation values are not present (RFC 7517, 4.3)."""

    def unique(key: Jwk) -> bool:
        values = [repr(each) for each in key["key_ops"]]
        return len(values) == len(set(values))

    _every(_with_operations(message), unique, "each operation once", "with key_ops")


@rule(JwksResponse, "RFC7517-4.3/key-ops-related", "gives every key only related operations")
def key_ops_related(message: JwksResponse) -> None:
    """Unrelated key operations are not specified for one key (RFC 7517, 4.3)."""

    def related(key: Jwk) -> bool:
        several = len(_operations(key)) > 1
        return not several or any(_operations(key) <= pair for pair in RELATED)

    _every(_with_operations(message), related, "related operations only", "with key_ops")


def _consistent(key: Jwk) -> bool:
    signs, others = bool(_operations(key) & SIGNATURES), bool(_operations(key) - SIGNATURES)
    return not ((key["use"] == "sig" and others) or (key["use"] == "enc" and signs))


@rule(JwksResponse, "RFC7517-4.3/use-and-key-ops-consistent", "has no use that contradicts key_ops")
def use_and_key_ops_consistent(message: JwksResponse) -> None:
    """Where use and key_ops are both there, they say the same (RFC 7517, 4.3)."""
    keys = [key for key in _with_operations(message) if "use" in key]
    _every(keys, _consistent, "a use that agrees with key_ops", "with use and key_ops")


@rule(JwksResponse, "RFC7517-4.3/use-without-key-ops", "has no key with both use and key_ops")
def use_without_key_ops(message: JwksResponse) -> None:
    """Use and key_ops are not used together, even where they agree (RFC 7517, 4.3)."""

    def single(key: Jwk) -> bool:
        return "use" not in key or "key_ops" not in key or not _consistent(key)

    _every(_with_operations(message), single, "either use or key_ops", "with key_ops")


def _of_type(message: JwksResponse, kty: str) -> list[Jwk]:
    return [key for key in message.keys if key.get("kty") == kty]


def _has(kty: str, member: str, curves: Iterable[str] = ()) -> Callable[[JwksResponse], None]:
    def judge(message: JwksResponse) -> None:
        """The member that a public key of this type must have is there (RFC 7518, 6)."""
        keys = [
            key for key in _of_type(message, kty) if not curves or str(key.get("crv")) in curves
        ]
        _every(keys, lambda key: member in key, f"{member} in every {kty} key", f"of type {kty}")

    return judge


for _kty, _member, _clause in (
    ("RSA", "n", "6.3.1"),
    ("RSA", "e", "6.3.1"),
    ("EC", "crv", "6.2.1"),
    ("EC", "x", "6.2.1"),
    ("EC", "y", "6.2.1"),
):
    rule(
        JwksResponse,
        f"RFC7518-{_clause}/{_kty.lower()}-{_member}-present",
        f"gives every {_kty} key its {_member}",
    )(_has(_kty, _member, COORDINATES if _member == "y" else ()))


@rule(JwksResponse, "RFC7518-3.3/rsa-key-2048-bits", "has no RSA key of less than 2048 bits")
def rsa_2048_bits(message: JwksResponse) -> None:
    """An RSA key has 2048 bits or more (RFC 7518, 3.3 and 3.5)."""
    keys = [key for key in _of_type(message, "RSA") if octets(key.get("n"))]

    def long_enough(key: Jwk) -> bool:
        return int.from_bytes(octets(key["n"]) or b"").bit_length() >= 2048

    _every(keys, long_enough, "2048 bits or more", "of type RSA")


def _base64url_uint(member: str) -> Callable[[JwksResponse], None]:
    def judge(message: JwksResponse) -> None:
        """The value is base64url of the fewest octets (RFC 7518, 2 and 6.3.1)."""
        keys = [key for key in _of_type(message, "RSA") if member in key]
        _every(keys, lambda key: _fewest(octets(key[member])),
               f"{member}, base64url without a leading zero octet", "of type RSA")  # fmt: skip

    return judge


def _fewest(value: bytes | None) -> bool:
    return bool(value) and value is not None and (value[0] != 0 or len(value) == 1)


for _member, _clause in (("n", "6.3.1.1"), ("e", "6.3.1.2")):
    rule(
        JwksResponse,
        f"RFC7518-{_clause}/{_member}-base64url-uint",
        f"encodes the {_member} of RSA keys in the fewest octets",
    )(_base64url_uint(_member))


def _coordinate(member: str) -> Callable[[JwksResponse], None]:
    def judge(message: JwksResponse) -> None:
        """The coordinate has the full length of its curve (RFC 7518, 6.2.1.2 and 6.2.1.3)."""
        keys = [
            k for k in _of_type(message, "EC") if str(k.get("crv")) in COORDINATES and member in k
        ]
        _every(keys, lambda key: len(octets(key[member]) or b"") == COORDINATES[key["crv"]],
               f"{member} of the curve's full length", "of type EC")  # fmt: skip

    return judge


for _member, _clause in (("x", "6.2.1.2"), ("y", "6.2.1.3")):
    rule(
        JwksResponse,
        f"RFC7518-{_clause}/{_member}-full-length",
        f"encodes the {_member} of EC keys in full length",
    )(_coordinate(_member))
