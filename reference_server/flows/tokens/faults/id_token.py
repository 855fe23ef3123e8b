"""Faults of the ID Token."""

import json
from typing import Any

from ....core.faults.fault import Fault, absent, altered, constant, suffixed
from ....core.jose import sign_text
from ....core.keys import SigningKey
from ....core.seams import ABSENT
from .. import id_token as sound
from ..id_token import IdTokenContext

Json = dict[str, Any]


def _as_text(header: Json, claims: Json) -> tuple[str, str]:
    return json.dumps(header), json.dumps(claims)


def _unsigned(header: Json, claims: Json, key: SigningKey) -> str:
    head, body = _as_text({**header, "alg": "none"}, claims)
    return sign_text(head, body, "none", key.key)


def _wrongly_signed(header: Json, claims: Json, key: SigningKey) -> str:
    signed = sound.serialised(header, claims, key).split(".")
    other = sound.serialised(header, {**claims, "exp": 0}, key).split(".")
    return ".".join((*signed[:2], other[2]))


def _claim_repeated(header: Json, claims: Json, key: SigningKey) -> str:
    head, body = _as_text(header, claims)
    return sign_text(head, f'{{"sub": "somebody", {body[1:]}', key.alg, key.key)


def _header_repeated(header: Json, claims: Json, key: SigningKey) -> str:
    head, body = _as_text(header, claims)
    return sign_text(f'{{"typ": "JOSE", {head[1:]}', body, key.alg, key.key)


def _padded(header: Json, claims: Json, key: SigningKey) -> str:
    segments = sound.serialised(header, claims, key).split(".")
    return ".".join(segment + "=" * (-len(segment) % 4 or 4) for segment in segments)


def _absent_when_essential(context: IdTokenContext) -> Any:
    request = context.access_token.grant.claims.id_token.get("auth_time") or {}
    return ABSENT if request.get("essential") else sound.auth_time(context)


def _absent_with_max_age(context: IdTokenContext) -> Any:
    asked = context.access_token.grant.parameters.get("max_age") is not None
    return ABSENT if asked else sound.auth_time(context)


def _acr_absent_when(essential: bool) -> Any:
    def acr(context: IdTokenContext) -> Any:
        request = context.access_token.grant.claims.id_token.get("acr")
        asked = request is not None and bool(request.get("essential")) is essential
        return ABSENT if asked else sound.acr(context)

    return acr


def _claim(name: str, requirement: str, claim: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"id_token_{name}", requirement, f"id_token.{claim}", replacement, sentence)


def _header(name: str, requirement: str, member: str, value: Any, sentence: str) -> Fault:
    replacement = absent if value is ABSENT else constant(value)
    return Fault(
        f"id_token_{name}", requirement, f"id_token_header.{member}", replacement, sentence
    )


def _serialised(name: str, requirement: str, replacement: Any, sentence: str) -> Fault:
    seam = "id_token_signature.serialised"
    return Fault(f"id_token_{name}", requirement, seam, replacement, sentence)


FAULTS = (
    *(
        _claim(f"{name}_missing", f"OIDCC-2/{name}-present", name, absent, f"{name} is missing.")
        for name in ("iss", "sub", "aud", "exp", "iat")
    ),
    *(
        _claim(
            f"{name}_string",
            f"OIDCC-2/{name.replace('_', '-')}-number",
            name,
            altered(getattr(sound, name), str),
            f"{name} is a string.",
        )
        for name in ("exp", "iat", "auth_time")
    ),
    _claim(
        "iss_wrong", "OIDCC-3.1.3.7/iss-equals-issuer", "iss",
        suffixed(sound.iss, "/"), "iss has a trailing slash.",
    ),
    _claim(
        "aud_wrong", "OIDCC-3.1.3.7/aud-contains-client", "aud",
        constant("somebody-else"), "aud is another client.",
    ),
    _claim(
        "aud_object", "RFC7519-4.1.3/aud-string-or-array", "aud",
        altered(sound.aud, lambda aud: {"client_id": aud}), "aud is an object.",
    ),
    _claim(
        "azp_wrong", "OIDCC-2/azp-is-client", "azp",
        constant("somebody-else"), "azp is another client.",
    ),
    _claim(
        "exp_passed", "OIDCC-3.1.3.7/exp-in-future", "exp",
        altered(sound.iat, lambda iat: iat - 60), "The ID Token has expired when it is issued.",
    ),
    _claim(
        "iat_wrong", "OIDCC-2/iat-is-time-of-issue", "iat",
        altered(sound.iat, lambda iat: iat - 7200), "iat lies two hours before the issue.",
    ),
    _claim(
        "nbf_string", "RFC7519-4.1.5/nbf-number", "nbf",
        altered(sound.iat, str), "nbf is a string.",
    ),
    _claim(
        "nbf_future", "RFC7519-4.1.5/nbf-not-in-future", "nbf",
        altered(sound.iat, lambda iat: iat + 300), "The ID Token is not valid for five minutes.",
    ),
    _claim(
        "auth_time_of_issue", "OIDCC-2/auth-time-is-time-of-authentication", "auth_time",
        lambda context: context.access_token.grant.granted_at,
        "auth_time is the time at which the code was issued.",
    ),
    _claim(
        "auth_time_missing_when_essential", "OIDCC-2/auth-time-when-essential", "auth_time",
        _absent_when_essential, "auth_time is missing although it was requested as essential.",
    ),
    _claim(
        "auth_time_missing_with_max_age", "OIDCC-3.1.2.1/max-age-auth-time-present", "auth_time",
        _absent_with_max_age, "auth_time is missing although the request had max_age.",
    ),
    _claim(
        "nonce_not_echoed", "OIDCC-2/nonce-returned", "nonce",
        altered(sound.nonce, lambda nonce: nonce[::-1]), "The nonce has another value.",
    ),
    _claim("acr_number", "OIDCC-2/acr-string", "acr", constant(1), "acr is a number."),
    _claim(
        "acr_missing_when_essential", "OIDCC-5.5.1.1/essential-acr-returned", "acr",
        _acr_absent_when(True), "acr is missing although it was requested as essential.",
    ),
    _claim(
        "acr_missing_when_voluntary", "OIDCC-5.5.1.1/voluntary-acr-unmet-returned", "acr",
        _acr_absent_when(False), "acr is missing although it was requested.",
    ),
    _claim(
        "amr_string", "OIDCC-2/amr-array-of-strings", "amr",
        constant(sound.AMR_PASSWORD), "amr is a string.",
    ),
    _claim(
        "amr_unregistered", "OIDCC-2/amr-registered", "amr",
        constant(["password-by-carrier-pigeon"]), "amr is an unregistered value.",
    ),
    _claim(
        "at_hash_wrong", "OIDCC-3.1.3.6/at-hash-correct", "at_hash",
        altered(sound.at_hash, lambda value: value[::-1]), "at_hash is not the token's hash.",
    ),
    _header("kid_missing", "OIDCC-10.1/kid-present", "kid", ABSENT, "The header lacks kid."),
    _header("kid_number", "RFC7515-4.1.4/kid-string", "kid", 1, "kid is a number."),
    _header("alg_missing", "RFC7515-4.1.1/alg-present", "alg", ABSENT, "The header lacks alg."),
    _header("typ_wrong", "RFC7519-5.1/typ-jwt", "typ", "jwt", "typ is jwt in small letters."),
    _header("cty_present", "RFC7519-5.2/cty-absent", "cty", "JWT", "There is a cty."),
    _header(
        "crit_unknown", "RFC7515-4.1.11/crit-well-formed", "crit",
        ["exp"], "crit names an extension that the header lacks.",
    ),
    _header(
        "jku_present", "OIDCC-2/no-key-in-header", "jku",
        "https://provider.example/jwks", "The header has jku.",
    ),
    _serialised("alg_none", "OIDCC-2/alg-not-none", _unsigned, "The ID Token is not signed."),
    _serialised(
        "signature_wrong", "OIDCC-3.1.3.7/signature-valid", _wrongly_signed,
        "The signature is that of other claims.",
    ),
    _serialised(
        "claim_repeated", "RFC7519-4/claim-names-unique", _claim_repeated, "sub occurs twice.",
    ),
    _serialised(
        "header_repeated", "RFC7515-4/header-names-unique", _header_repeated, "typ occurs twice.",
    ),
    _serialised(
        "padded", "RFC7515-7.1/compact-serialization", _padded, "The segments are padded.",
    ),
    Fault(
        "id_token_alg_unregistered", "OIDCC-10.1/alg-registered", "id_token_signature.algorithm",
        constant("RS256"), "Every ID Token is signed with RS256.",
    ),
)  # fmt: skip
