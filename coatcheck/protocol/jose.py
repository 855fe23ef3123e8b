"""JWTs taken apart and verified against a key set, and assertions that a client signs."""

import base64
import json
import time
from dataclasses import dataclass
from typing import Any

from joserfc import jwk, jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

ASYMMETRIC = frozenset(
    [f"{family}{size}" for family in ("RS", "PS", "ES") for size in (256, 384, 512)]
    + ["EdDSA", "Ed25519"]
)


@dataclass(frozen=True, slots=True)
class Jwt:
    """A compact JWS whose payload is a claims set, not yet verified."""

    raw: str
    header: dict[str, Any]
    claims: dict[str, Any]
    malformed: str | None = None


def parse(raw: str) -> Jwt:
    """Take a JWT apart without verifying it; what is wrong with its form is kept, not raised."""
    parts = raw.split(".")
    if len(parts) != 3:
        return Jwt(raw, {}, {}, f"{len(parts)} parts instead of three")
    try:
        header, claims = (json.loads(_decode(part)) for part in parts[:2])
    except (ValueError, RecursionError) as error:
        return Jwt(raw, {}, {}, f"a part that is not base64url-encoded JSON ({error})")
    if not isinstance(header, dict) or not isinstance(claims, dict):
        return Jwt(raw, {}, {}, "a header or a payload that is not a JSON object")
    return Jwt(raw, header, claims)


def looks_like_jwt(value: str) -> bool:
    """Tell whether an opaque-or-not token is a JWT."""
    return value.count(".") == 2 and parse(value).malformed is None


def _decode(part: str) -> bytes:
    if "=" in part:
        raise ValueError("padding, which base64url here has none of")
    return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)


def verification_error(jwt: Jwt, keys: dict[str, Any], allowed: list[str]) -> str | None:
    """Return why the signature does not verify, or None where it does.

    The algorithms allowed come from the provider's metadata or the client's registration, never
    from the token; `none` is never among them (RFC 8725, 3.1).
    """
    algorithms = [name for name in allowed if name in ASYMMETRIC]
    if jwt.header.get("alg") not in algorithms:
        return f"alg is {jwt.header.get('alg')!r}, which is none of {', '.join(algorithms)}"
    try:
        key_set = KeySet.import_key_set({"keys": candidates(jwt, keys)})
        if not key_set.keys:
            return f"the JWK Set has no key that fits kid {jwt.header.get('kid')!r}"
        return _verify(jwt, key_set, algorithms)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


def _verify(jwt: Jwt, keys: KeySet, algorithms: list[str]) -> str | None:
    failures = []
    for key in keys.keys:
        try:
            jws.deserialize_compact(jwt.raw, key, algorithms=algorithms)
        except (JoseError, ValueError) as error:
            failures.append(str(error))
        else:
            return None
    return f"no key of the JWK Set verifies it ({'; '.join(sorted(set(failures)))})"


_KEY_TYPES = {"R": "RSA", "P": "RSA", "E": "EC"}


def candidates(jwt: Jwt, keys: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the keys of a set that may have signed a token, by kid, type and use."""
    alg, kid = str(jwt.header.get("alg")), jwt.header.get("kid")
    kty = "OKP" if alg.startswith("Ed") else _KEY_TYPES.get(alg[:1])
    found = [key for key in keys.get("keys", []) if isinstance(key, dict)]
    found = [key for key in found if key.get("kty") == kty and key.get("use", "sig") == "sig"]
    return [key for key in found if kid is None or key.get("kid") == kid]


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
