"""Faults of access tokens."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import Any

from ....core.faults.fault import Fault, absent, altered, constant, numbered
from ....core.keys import SigningKey
from .. import access_token as token
from ..access_token import AccessTokenContext

Json = dict[str, Any]

_numbers_of_client: dict[str, Iterator[int]] = defaultdict(count)


def _number_of_client(context: AccessTokenContext) -> str:
    return str(next(_numbers_of_client[context.grant.client.client_id]))


def _signed_for_others(header: Json, claims: Json, key: SigningKey) -> str:
    signed = token.serialised(header, claims, key).rpartition(".")
    other = token.serialised(header, {**claims, "exp": 0}, key).rpartition(".")
    return f"{signed[0]}.{other[2]}"


FAULTS = (
    Fault(
        "access_token_guessable",
        "RFC6749-10.10/access-token-unguessable",
        "access_token.serialised",
        numbered(),
        "The access tokens are consecutive numbers.",
    ),
    Fault(
        "access_token_jti_repeated",
        "RFC7519-4.1.7/jti-unique",
        "access_token_claim.jti",
        _number_of_client,
        "The jti of an access token is its number among those of its client.",
    ),
    Fault(
        "access_token_lives_two_hours",
        "RFC6750-5.3/lifetime-one-hour",
        "access_token.lifetime",
        constant(7200),
        "An access token is valid for two hours.",
    ),
    Fault(
        "access_token_without_audience",
        "RFC6750-5.3/audience-restricted",
        "access_token_claim.aud",
        absent,
        "An access token has no audience.",
    ),
    Fault(
        "access_token_signature_wrong",
        "RFC7515-5.2/signature-validates",
        "access_token.serialised",
        _signed_for_others,
        "The signature of an access token is that of other claims.",
    ),
    Fault(
        "access_token_exp_string",
        "RFC7519-4.1.4/exp-number",
        "access_token_claim.exp",
        altered(token.exp, str),
        "The exp of an access token is a string.",
    ),
    Fault(
        "access_token_iat_string",
        "RFC7519-4.1.6/iat-number",
        "access_token_claim.iat",
        altered(token.iat, str),
        "The iat of an access token is a string.",
    ),
)
