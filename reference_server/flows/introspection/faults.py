"""Faults of the introspection endpoint."""

from typing import Any

from ...core import client_authentication as client_sound
from ...core.client_authentication import Credentials
from ...core.client_request import GrantRequest
from ...core.errors import InsufficientScope, InvalidGrant, InvalidRequest
from ...core.faults.credentials import unauthenticated
from ...core.faults.endpoint import credentials_ignored
from ...core.faults.fault import (
    Fault,
    absent,
    also_refusing,
    altered,
    constant,
    forgiving,
    skipped,
    suffixed,
)
from ...core.jose import take_apart
from ...core.seams import ABSENT
from ..tokens.faults.recognition import is_modified, obeying_the_hint
from ..tokens.records import ACCESS_TOKENS, REVOKED, AccessToken, RefreshToken
from . import answer as stated, duties as sound
from .duties import Inspection


def _modified_accepted(request: GrantRequest) -> AccessToken | RefreshToken | None:
    sent, known = request.parameters.get("token") or "", request.provider.store[ACCESS_TOKENS]
    near = (token for value, token in known.items() if is_modified(sent, value))
    return sound.found(request) or next(near, None)


def _unsigned_accepted(request: GrantRequest) -> AccessToken | RefreshToken | None:
    try:
        sent = take_apart(request.parameters.get("token") or "")
    except ValueError:
        return sound.found(request)
    known = request.provider.store[ACCESS_TOKENS].values()
    near = (token for token in known if take_apart(token.value).claims == sent.claims)
    unsigned = sent.header.get("alg") == "none"
    return next(near, None) if unsigned else sound.found(request)


def _access_outlives_grant(inspection: Inspection) -> bool:
    if isinstance(inspection.token, RefreshToken):
        return sound.unrevoked(inspection)
    return inspection.token.value not in inspection.provider.store[REVOKED]


def _unexpired_or_to_refresh(inspection: Inspection) -> bool:
    return isinstance(inspection.token, RefreshToken) or sound.unexpired(inspection)


def _unknown(request: GrantRequest) -> bool:
    known = request.provider.store[ACCESS_TOKENS]
    sent = request.parameters.get("token") or ""
    return sound.found(request) is None and not any(is_modified(sent, value) for value in known)


def _foreign(request: GrantRequest) -> bool:
    token = sound.found(request)
    return token is not None and token.grant.client.client_id != request.client.client_id


def _bearer_token_forbidden(presented: Credentials) -> None:
    if (presented.request.authorization or "").startswith("Bearer "):
        raise InsufficientScope("the access token does not authorize an introspection")
    client_sound.readable(presented)


def _of_active(value: Any) -> Any:
    return lambda asked: value if asked.token else ABSENT


def _fault(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    requirement = f"RFC7662-{requirement}"
    return Fault(f"introspection_{name}", requirement, seam, replacement, sentence)


def _member(name: str, deviation: str, requirement: str, replacement: Any, sentence: str) -> Fault:
    seam = f"introspection_response.{name}"
    return _fault(f"{name}_{deviation}", f"2.2/{requirement}", seam, replacement, sentence)


_CALLERS = (
    _fault(
        "unauthenticated", "2.1/authorization-required", "introspection_client.method_registered",
        forgiving(client_sound.method_registered, unauthenticated),
        "A confidential client gets information about its tokens by its client_id.",
    ),
    _fault(
        "for_public_client", "2.1/authorization-required", "introspection.client_confidential",
        skipped, "A public client gets information about its tokens.",
    ),
    _fault(
        "secret_ignored", "2.3/invalid-credentials-401", "introspection_client.secret_matches",
        skipped, "Any secret authenticates a client at the introspection endpoint.",
    ),
    _fault(
        "without_401", "2.3/invalid-credentials-401", "introspection_status.of_error",
        constant(400), "A failed client authentication has the status 400.",
    ),
    _fault(
        "bearer_token_403", "2.3/invalid-bearer-token-401", "introspection_client.readable",
        _bearer_token_forbidden, "An access token that was not issued is answered with 403.",
    ),
    _fault(
        "unchallenged", "2.3/header-authentication-challenged",
        "introspection_error_header.www_authenticate", absent,
        "A failed authentication by header has no WWW-Authenticate.",
    ),
)  # fmt: skip

_STATES = (
    _fault(
        "hint_obeyed", "2.1/search-extended", "introspection_token.found",
        obeying_the_hint(sound.found),
        "Only tokens of the type in token_type_hint are searched.",
    ),
    _fault(
        "unknown_token_refused", "2.2/unknown-token-inactive", "introspection.token_present",
        also_refusing(sound.token_present, _unknown, InvalidRequest),
        "A query for an unknown token is refused.",
    ),
    _fault(
        "foreign_token_refused", "2.3/foreign-token-no-error", "introspection.token_present",
        also_refusing(sound.token_present, _foreign, InvalidGrant),
        "A query for the token of another client is refused.",
    ),
    _fault(
        "modified_active", "4/signature-validated", "introspection_token.found",
        _modified_accepted, "An access token with another character is active.",
    ),
    _fault(
        "unsigned_active", "4/signature-validated", "introspection_token.found",
        _unsigned_accepted, "An access token without its signature is active.",
    ),
    _fault(
        "expired_refresh_token_active", "4/expiry-considered", "activity.unexpired",
        _unexpired_or_to_refresh, "An expired refresh token is active.",
    ),
    _fault(
        "expired_active", "4/expiry-considered", "activity.unexpired", constant(True),
        "An expired token is active.",
    ),
    _fault(
        "spent_active", "4/revocation-considered", "activity.unused", constant(True),
        "A refresh token that has been replaced is active.",
    ),
    _fault(
        "active_without_grant", "4/revocation-considered", "activity.unrevoked",
        _access_outlives_grant, "An access token is active though its grant has ended.",
    ),
    _fault(
        "revoked_active", "4/revocation-considered", "activity.unrevoked", constant(True),
        "A revoked token is active.",
    ),
)  # fmt: skip

_STRINGS = ("client_id", "username", "token_type", "sub", "iss", "jti")

_MEMBERS = (
    _fault(
        "text", "2.2/content-type-json", "introspection_header.content_type",
        constant("text/plain; charset=utf-8"), "The response is text/plain.",
    ),
    _member(
        "active", "missing", "active-boolean", absent, "The response lacks active.",
    ),
    _member(
        "active", "string", "active-boolean", altered(stated.active, lambda value: str(value)),
        "The active is a string.",
    ),
    *(
        _member(name, "number", "string-members", _of_active(7), f"The {name} is a number.")
        for name in _STRINGS
    ),
    *(
        _member(name, "string", "timestamps-integer", _of_active("now"), f"The {name} is a string.")
        for name in ("exp", "iat", "nbf")
    ),
    _member(
        "scope", "array", "string-members", altered(stated.scope, str.split),
        "The scope is an array.",
    ),
    _member(
        "scope", "with_commas", "scope-format",
        altered(stated.scope, lambda scope: scope.replace(" ", '", "')),
        "The scopes are in quotation marks.",
    ),
    _member(
        "scope", "wider", "scope-as-granted", suffixed(stated.scope, " api:admin"),
        "The scope is wider than the one granted.",
    ),
    _member(
        "aud", "number", "aud-string-or-array", altered(stated.aud, len), "The aud is a number.",
    ),
    _member(
        "exp", "an_hour_late", "exp-as-issued", altered(stated.exp, lambda exp: exp + 3600),
        "The exp is an hour after the expiry.",
    ),
    _member(
        "iat", "an_hour_early", "iat-as-issued", altered(stated.iat, lambda iat: iat - 3600),
        "The iat is an hour before the token was issued.",
    ),
    _member(
        "jti", "wrong", "jti-as-issued", suffixed(stated.jti, "-2"),
        "The jti is that of another token.",
    ),
    _member(
        "sub", "wrong", "sub-as-issued", suffixed(stated.sub, "-2"),
        "The sub is that of another end-user.",
    ),
    _member(
        "aud", "wrong", "aud-as-issued",
        altered(stated.aud, lambda aud: "https://elsewhere.example/"),
        "The aud is a resource that the token is not meant for.",
    ),
    _member(
        "client_id", "wrong", "client-id-as-issued", suffixed(stated.client_id, "-2"),
        "The client_id is that of another client.",
    ),
    _member(
        "token_type", "wrong", "token-type-as-issued", altered(stated.token_type, lambda _: "mac"),
        "The token_type is mac.",
    ),
    _member(
        "iss", "wrong", "iss-as-issued", suffixed(stated.iss, "/"), "The iss has a trailing slash.",
    ),
    _member(
        "iss", "when_inactive", "inactive-without-more",
        lambda asked: asked.provider.issuer, "The response about an inactive token has iss.",
    ),
)  # fmt: skip

FAULTS = (
    *credentials_ignored("introspection", "RFC7662-2.3/invalid-credentials-401"),
    *_CALLERS,
    *_STATES,
    *_MEMBERS,
)
