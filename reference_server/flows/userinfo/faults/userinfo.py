"""Faults of the UserInfo endpoint: what it takes, and how it answers and refuses."""

import json
from typing import Any

from ....core.errors import (
    InsufficientScope,
    InvalidToken,
    MethodNotAllowed,
    OAuthError,
    TokenAbsent,
)
from ....core.faults.fault import Fault, absent, also_refusing, constant, misreported, otherwise
from ....core.provider import Provider
from ....core.seams import ABSENT
from .. import answer, duties as sound

Refused = tuple[Provider, OAuthError]
_CHALLENGE = answer.www_authenticate


class MisnamedToken(InvalidToken):
    """A refusal of an invalid token under another name."""

    code = "invalid_request"


def _by(method: str) -> Any:
    return lambda presented: presented.request.method == method


def _is(kind: type[OAuthError]) -> Any:
    return lambda refusal: isinstance(refusal, kind)


def _challenge_of(kind: type[OAuthError], change: Any) -> Any:
    def www_authenticate(refused: Refused) -> Any:
        challenge = _CHALLENGE(refused)
        return change(challenge) if isinstance(refused[1], kind) else challenge

    return www_authenticate


def _fault(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"userinfo_{name}", requirement, seam, replacement, sentence)


def _challenge(name: str, requirement: str, kind: Any, change: Any, sentence: str) -> Fault:
    seam = "userinfo_error_header.www_authenticate"
    replacement = _challenge_of(kind, change)
    return Fault(
        f"userinfo_challenge_{name}", f"RFC6750-3/{requirement}", seam, replacement, sentence
    )


_REQUESTS = (
    _fault(
        "get_refused", "OIDCC-5.3/get-supported", "userinfo.parameters_once",
        also_refusing(sound.parameters_once, _by("GET"), MethodNotAllowed),
        "Requests by GET are refused.",
    ),
    _fault(
        "post_refused", "OIDCC-5.3/post-supported", "userinfo.parameters_once",
        also_refusing(sound.parameters_once, _by("POST"), MethodNotAllowed),
        "Requests by POST are refused.",
    ),
    _fault(
        "two_methods_misreported", "RFC6750-3.1/multiple-methods-400", "userinfo.one_method",
        misreported(sound.one_method, InvalidToken),
        "A token that is sent in two ways is answered with invalid_token.",
    ),
    _fault(
        "invalid_token_misreported", "RFC6750-3.1/invalid-token-code", "userinfo.token_known",
        misreported(sound.token_known, MisnamedToken),
        "An invalid access token is answered with invalid_request.",
    ),
)  # fmt: skip

_REFUSALS = (
    _fault(
        "invalid_token_400", "RFC6750-3.1/invalid-token-401", "userinfo_answer.error_status",
        otherwise(answer.error_status, _is(InvalidToken), 400),
        "An invalid access token has the status 400.",
    ),
    _fault(
        "insufficient_scope_401", "RFC6750-3.1/insufficient-scope-403",
        "userinfo_answer.error_status", otherwise(answer.error_status, _is(InsufficientScope), 401),
        "An access token with insufficient scope has the status 401.",
    ),
    _challenge(
        "absent_without_token", "challenge-without-token", TokenAbsent, lambda _: ABSENT,
        "A request without token is answered without WWW-Authenticate.",
    ),
    _challenge(
        "absent_with_invalid_token", "challenge-with-invalid-token", InvalidToken,
        lambda _: ABSENT, "An invalid token is answered without WWW-Authenticate.",
    ),
    _challenge(
        "scheme_wrong", "scheme-bearer", OAuthError,
        lambda challenge: challenge.replace("Bearer", "OAuth"), "The scheme is OAuth.",
    ),
    _challenge(
        "without_parameter", "parameter-present", TokenAbsent, lambda _: "Bearer",
        "The challenge has no parameter.",
    ),
    _challenge(
        "realm_twice", "realm-once", OAuthError, lambda challenge: f'{challenge}, realm="again"',
        "The challenge has realm twice.",
    ),
    _challenge(
        "scope_twice", "scope-once", OAuthError,
        lambda challenge: f'{challenge}, scope="openid", scope="profile"',
        "The challenge has scope twice.",
    ),
    _challenge(
        "error_absent", "error-with-token", InvalidToken,
        lambda challenge: challenge.partition(", error")[0],
        "The challenge to an invalid token has no error.",
    ),
    _challenge(
        "description_twice", "error-attributes-once", InvalidToken,
        lambda challenge: f'{challenge}, error_description="again"',
        "The challenge has error_description twice.",
    ),
    _challenge(
        "scope_characters", "scope-characters", TokenAbsent,
        lambda challenge: f'{challenge}, scope="open\\\\id"', "The scope has a backslash.",
    ),
    _challenge(
        "error_characters", "error-characters", InsufficientScope,
        lambda challenge: challenge.replace("insufficient_scope", "insufficient\\\\scope"),
        "The error has a backslash.",
    ),
    _challenge(
        "description_characters", "error-description-characters", InvalidToken,
        lambda challenge: challenge.replace("access token", "access\\\\token"),
        "The error_description has a backslash.",
    ),
    _challenge(
        "error_uri_characters", "error-uri-characters", InvalidToken,
        lambda challenge: f'{challenge}, error_uri="see the manual"', "The error_uri has spaces.",
    ),
    Fault(
        "userinfo_error_without_token", "RFC6750-3.1/no-error-without-token",
        "userinfo_error_header.www_authenticate",
        _challenge_of(TokenAbsent, lambda challenge: f'{challenge}, error="invalid_token"'),
        "The challenge to a request without token has an error.",
    ),
)  # fmt: skip

_ANSWERS = (
    _fault(
        "array", "OIDCC-5.3.2/json-object", "userinfo_answer.serialised",
        lambda claims: json.dumps([claims]), "The claims are in a JSON array.",
    ),
    _fault(
        "utf_16", "OIDCC-5.3.2/utf-8", "userinfo_answer.serialised",
        lambda claims: json.dumps(claims, ensure_ascii=False).encode("utf-16"),
        "The response is encoded as UTF-16.",
    ),
    _fault(
        "text", "OIDCC-5.3.2/content-type-json", "userinfo_header.content_type",
        constant("text/plain; charset=utf-8"), "The response is text/plain.",
    ),
    _fault(
        "sub_missing", "OIDCC-5.3.2/sub-present", "userinfo_answer.sub", constant({}),
        "The response lacks sub.",
    ),
    _fault(
        "sub_differs", "OIDCC-5.3.2/sub-equals-id-token", "userinfo_answer.sub",
        lambda token: {"sub": f"{token.grant.sub}-2"}, "The sub is not that of the ID Token.",
    ),
    _fault(
        "without_cors", "OIDCC-5.3/cors-supported",
        "userinfo_header.access_control_allow_origin", absent,
        "A script of another origin cannot read the response.",
    ),
)  # fmt: skip

FAULTS = (*_REQUESTS, *_REFUSALS, *_ANSWERS)
