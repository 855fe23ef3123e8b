"""JWTs taken apart and verified against a key set, and assertions that a client signs."""

import base64
import hashlib
import json
import re
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from joserfc import jwk, jws
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry
from joserfc.jws import JWSRegistry

from coatcheck.protocol.key_set import KeySet

ASYMMETRIC = frozenset(
    [f"{family}{size}" for family in ("RS", "PS", "ES") for size in (256, 384, 512)]
    + ["EdDSA", "Ed25519", "Ed448"]
)

PUBLIC_MEMBERS = ("kty", "n", "e", "crv", "x", "y")
"""What a signature is verified with; what else a key says is judged elsewhere."""


@dataclass(frozen=True, slots=True)
class Jwt:
    """A compact JWS whose payload is a claims set, not yet verified."""

    raw: str
    header: dict[str, Any]
    claims: dict[str, Any]
    malformed: str | None = None

    @property
    def alg(self) -> str:
        """The algorithm that the header names; an empty string where it names none."""
        return str(self.header.get("alg", ""))

    @property
    def kid(self) -> str | None:
        """The key that the header names, if it does."""
        kid = self.header.get("kid")
        return kid if isinstance(kid, str) else None


def parse(raw: str) -> Jwt:
    """Take a JWT apart without verifying it; what is wrong with its form is kept, not raised."""
    parts = raw.split(".")
    if len(parts) != 3:
        return Jwt(raw, {}, {}, f"{len(parts)} parts instead of three")
    try:
        header, claims = (
            json.loads(_decode(part).decode(), parse_constant=_not_a_number) for part in parts[:2]
        )
    except (ValueError, RecursionError) as error:
        return Jwt(raw, {}, {}, f"a part that is not base64url-encoded JSON ({error})")
    if not isinstance(header, dict) or not isinstance(claims, dict):
        return Jwt(raw, {}, {}, "a header or a payload that is not a JSON object")
    return Jwt(raw, header, claims)


def looks_like_jwt(value: str) -> bool:
    """Tell whether an opaque-or-not token is a JWT."""
    return value.count(".") == 2 and parse(value).malformed is None


def _decode(part: str) -> bytes:
    if not re.fullmatch(r"[A-Za-z0-9_-]*", part):
        raise ValueError("characters outside of base64url without padding")
    return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)


def _not_a_number(constant: str) -> float:
    raise ValueError(f"{constant}, which is not JSON")


def verification_error(jwt: Jwt, keys: KeySet, allowed: list[str]) -> str | None:
    """Return why the signature does not verify, or None where it does.

    The algorithms allowed come from the provider's metadata or the client's registration, never
    from the token; `none` is never among them (RFC 8725, 3.1).
    """
    algorithms = [name for name in allowed if name in ASYMMETRIC]
    if jwt.header.get("alg") not in algorithms:
        return f"alg is {jwt.header.get('alg')!r}, which is not one of {', '.join(algorithms)}"
    fitting = keys.fitting(jwt.alg, jwt.kid)
    if not fitting:
        return f"the JWK Set has no key that matches kid {jwt.header.get('kid')!r}"
    failures = {_failure(jwt, key) for key in fitting}
    if None in failures:
        return None
    return f"no key of the JWK Set verifies it ({'; '.join(sorted(map(str, failures)))})"


def _failure(jwt: Jwt, key: dict[str, Any]) -> str | None:
    signed, _, signature = jwt.raw.rpartition(".")
    public = {name: key[name] for name in PUBLIC_MEMBERS if name in key}
    try:
        algorithm = JWSRegistry.algorithms[jwt.header["alg"]]
        imported = JWKRegistry.import_key(public)
        good = algorithm.verify(signed.encode("ascii"), _decode(signature), imported)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        return f"{type(error).__name__}: {error}"
    return None if good else "the signature does not match"


def repeated_names(jwt: Jwt, part: int) -> list[str]:
    """Return the member names that occur twice in the header (0) or among the claims (1)."""
    pairs = json.loads(_decode(jwt.raw.split(".")[part]), object_pairs_hook=list)
    names = [name for name, _ in pairs]
    return sorted(name for name, count in Counter(names).items() if count > 1)


def left_half_hashes(value: str, alg: str) -> list[str]:
    """Return the left half of a value's hash, by the hash of an algorithm (OIDC Core, 3.1.3.6).

    That of EdDSA depends on the curve; an algorithm of unknown hash yields nothing.
    """
    octets = value.encode("ascii", errors="replace")
    sha512, shake256 = hashlib.sha512(octets).digest(), hashlib.shake_256(octets).digest(114)
    by_name = {"EdDSA": [sha512, shake256], "Ed25519": [sha512], "Ed448": [shake256]}
    by_size = {"256": hashlib.sha256, "384": hashlib.sha384, "512": hashlib.sha512}
    if alg not in by_name and alg[2:] in by_size:
        by_name[alg] = [by_size[alg[2:]](octets).digest()]
    halves = [digest[: len(digest) // 2] for digest in by_name.get(alg, [])]
    return [base64.urlsafe_b64encode(half).rstrip(b"=").decode() for half in halves]


def sign(claims: dict[str, Any], header: dict[str, Any], key: jwk.Key) -> str:
    """Return a compact JWS over a claims set."""
    payload = json.dumps(claims).encode()
    return jws.serialize_compact(header, payload, key, algorithms=[header["alg"]])


def unsigned(claims: dict[str, Any]) -> str:
    """Return an unsecured JWT over a claims set (RFC 7519, 6)."""
    return f"{_segment({'alg': 'none'})}.{_segment(claims)}."


def tampered(raw: str) -> str:
    """Return a token whose last part has been changed in its middle."""
    head, dot, tail = raw.rpartition(".")
    middle = len(tail) // 2
    swap = "A" if tail[middle : middle + 1] != "A" else "B"
    return f"{head}{dot}{tail[:middle]}{swap}{tail[middle + 1 :]}"


def _segment(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def in_seconds(offset: float) -> int:
    """Return the NumericDate that many seconds from now (RFC 7519, 2)."""
    return int(time.time() + offset)
