"""Faults of access tokens."""

from itertools import count
from typing import Any

from ..checks import userinfo as sound
from ..messages import UserInfoRequest
from ..seams import ABSENT
from .fault import Fault, absent, constant

_numbers = count(100_000)


def _modified_accepted(request: UserInfoRequest) -> Any:
    sent = sound.header(request)
    if sent is ABSENT or sent in request.provider.store.access_tokens:
        return sent
    known = request.provider.store.access_tokens
    return next((value for value in known if _is_modified(sent, value)), sent)


def _is_modified(sent: str, known: str) -> bool:
    same = sum(one == other for one, other in zip(sent, known, strict=False))
    return same >= max(len(sent), len(known)) - 4


FAULTS = (
    Fault(
        "access_token_modified_accepted",
        "RFC6749-10.3/access-token-modified",
        "bearer.header",
        _modified_accepted,
        "An access token with another last character is accepted.",
    ),
    Fault(
        "access_token_guessable",
        "RFC6749-10.10/access-token-unguessable",
        "access_token.serialised",
        lambda header, claims, key: str(next(_numbers)),
        "The access tokens are consecutive numbers.",
    ),
    Fault(
        "access_token_jti_repeated",
        "RFC7519-4.1.7/jti-unique",
        "access_token_claim.jti",
        constant("the-token"),
        "All access tokens have the same jti.",
    ),
    Fault(
        "access_token_lives_two_hours",
        "RFC6750-5.3/lifetime-one-hour",
        "access_token.lifetime",
        constant(7200),
        "An access token lives for two hours.",
    ),
    Fault(
        "access_token_without_audience",
        "RFC6750-5.3/audience-restricted",
        "access_token_claim.aud",
        absent,
        "An access token has no audience.",
    ),
)
