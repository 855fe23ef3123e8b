"""Faults of access tokens."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import Any

from ..checks import userinfo as sound
from ..jose import take_apart
from ..keys import SigningKey
from ..messages import UserInfoRequest
from ..models import AccessToken, Grant
from ..responses import access_token as token
from ..responses.access_token import AccessTokenContext
from ..scopes import OPENID
from ..seams import ABSENT
from ..store import unguessable
from .fault import Fault, absent, altered, constant, numbered, skipped
from .recognition import is_modified

Json = dict[str, Any]

_numbers_of_client: dict[str, Iterator[int]] = defaultdict(count)


def _modified_accepted(request: UserInfoRequest) -> Any:
    sent = sound.header(request)
    if sent is ABSENT or sent in request.provider.store.access_tokens:
        return sent
    known = request.provider.store.access_tokens
    return next((value for value in known if is_modified(sent, value)), sent)


def _unsigned_accepted(request: UserInfoRequest) -> Any:
    sent, known = sound.header(request), request.provider.store.access_tokens
    if sent is ABSENT or not str(sent).endswith("."):
        return sent
    claims = take_apart(str(sent)).claims
    return next((value for value in known if take_apart(value).claims == claims), sent)


def _never_issued_accepted(request: UserInfoRequest) -> Any:
    sent, known = sound.header(request), request.provider.store.access_tokens
    if sent is ABSENT or "." in str(sent):
        return sent
    user, now = request.provider.users["alice"], request.provider.clock.now()
    client = request.provider.clients["client-basic"]
    made_up = Grant(unguessable(), client, user.sub, (OPENID,), user, int(now))
    known[sent] = AccessToken(sent, made_up, made_up.scopes, now + 60)
    return sent


def _number_of_client(context: AccessTokenContext) -> str:
    return str(next(_numbers_of_client[context.grant.client.client_id]))


def _signed_for_others(header: Json, claims: Json, key: SigningKey) -> str:
    signed = token.serialised(header, claims, key).rpartition(".")
    other = token.serialised(header, {**claims, "exp": 0}, key).rpartition(".")
    return f"{signed[0]}.{other[2]}"


FAULTS = (
    Fault(
        "access_token_modified_accepted",
        "RFC6749-10.3/access-token-modified",
        "bearer.header",
        _modified_accepted,
        "An access token with another last character is accepted.",
    ),
    Fault(
        "access_token_unsigned_accepted",
        "RFC6749-10.3/access-token-modified",
        "bearer.header",
        _unsigned_accepted,
        "An access token without its signature is accepted.",
    ),
    Fault(
        "access_token_never_issued_accepted",
        "RFC6749-7/access-token-validated",
        "bearer.header",
        _never_issued_accepted,
        "An access token that was never issued is accepted.",
        leaves_traces=True,
    ),
    Fault(
        "access_token_everlasting",
        "RFC6749-7/access-token-expired",
        "userinfo.token_unexpired",
        skipped,
        "An expired access token is accepted.",
    ),
    Fault(
        "access_token_scope_ignored",
        "RFC6749-7/access-token-scope",
        "userinfo.scope_openid",
        skipped,
        "The UserInfo endpoint accepts an access token without the scope openid.",
    ),
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
        "An access token lives for two hours.",
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
