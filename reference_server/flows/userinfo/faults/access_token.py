"""Faults of what the UserInfo endpoint takes for an access token."""

from typing import Any

from ....core.faults.fault import Fault, skipped
from ....core.jose import take_apart
from ....core.scopes import OPENID
from ....core.seams import ABSENT
from ....core.store import unguessable
from ...tokens.faults.recognition import is_modified
from ...tokens.records import ACCESS_TOKENS, AccessToken, Grant
from .. import duties as sound
from ..duties import UserInfoRequest


def _modified_accepted(request: UserInfoRequest) -> Any:
    sent = sound.header(request)
    if sent is ABSENT or sent in request.provider.store[ACCESS_TOKENS]:
        return sent
    known = request.provider.store[ACCESS_TOKENS]
    return next((value for value in known if is_modified(sent, value)), sent)


def _unsigned_accepted(request: UserInfoRequest) -> Any:
    sent, known = sound.header(request), request.provider.store[ACCESS_TOKENS]
    if sent is ABSENT or not str(sent).endswith("."):
        return sent
    claims = take_apart(str(sent)).claims
    return next((value for value in known if take_apart(value).claims == claims), sent)


def _never_issued_accepted(request: UserInfoRequest) -> Any:
    sent, known = sound.header(request), request.provider.store[ACCESS_TOKENS]
    if sent is ABSENT or "." in str(sent):
        return sent
    user, now = request.provider.users["alice"], request.provider.clock.now()
    client = request.provider.clients["client-basic"]
    made_up = Grant(unguessable(), client, user.sub, (OPENID,), user, int(now))
    known[sent] = AccessToken(sent, made_up, made_up.scopes, now + 60)
    return sent


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
)
