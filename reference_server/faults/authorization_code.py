"""Faults of the authorization code grant, and of the code itself."""

import secrets
from dataclasses import replace
from itertools import count
from typing import Any

from .. import messages
from ..checks import authorization_code as sound
from ..errors import InvalidGrant, Refusal
from ..messages import GrantRequest
from ..models import Code
from .fault import Fault, constant, skipped

_numbers = count(100_000)


def _latest_instead(request: GrantRequest) -> Code:
    store = request.provider.store
    try:
        return messages.code(request)
    except Refusal:
        unspent = [code for value, code in store.codes.items() if value not in store.spent]
        of_client = [code for code in unspent if code.grant.client == request.client]
        if not of_client:
            raise
        return of_client[-1]


def _used_again(request: GrantRequest) -> None:
    if request.code.value in request.provider.store.spent:
        request.provider.check(sound.code_reuse, request)


def _expired_for_nine_minutes(request: GrantRequest) -> None:
    if request.provider.clock.now() < request.code.expires_at + 540:
        sound.unexpired(request)


def _absent_misreported(request: GrantRequest) -> None:
    if all(name != "code" for name, _ in request.parameters.pairs):
        raise InvalidGrant("code is missing")
    sound.code_present(request)


def _of_whoever_presents_it(*, public: bool) -> Any:
    def code(request: GrantRequest) -> Code:
        known = messages.code(request)
        if request.client.is_public is not public:
            return known
        return replace(known, grant=replace(known.grant, client=request.client))

    return code


def _fault(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"code_{name}", f"RFC6749-{requirement}", seam, replacement, sentence)


FAULTS = (
    _fault(
        "reusable", "4.1.2/code-single-use", "code_use.unused", _used_again,
        "A code can be redeemed twice, although its reuse is noticed.",
    ),
    _fault(
        "reuse_keeps_access_token", "4.1.2/reuse-revokes-access-token",
        "code_reuse.access_tokens_revoked", skipped,
        "The access token of a code survives its reuse.",
    ),
    _fault(
        "reuse_keeps_refresh_token", "4.1.2/reuse-revokes-refresh-token",
        "code_reuse.refresh_tokens_revoked", skipped,
        "The refresh token of a code survives its reuse.",
    ),
    _fault(
        "lives_five_minutes", "4.1.2/code-expires", "code.lifetime", constant(300),
        "A code lives longer than the provider says.",
    ),
    _fault(
        "revived_after_ten_minutes", "4.1.2/code-lifetime-ten-minutes", "code_use.unexpired",
        _expired_for_nine_minutes, "The expiry of a code is forgotten before ten minutes are over.",
    ),
    _fault(
        "missing_misreported", "4.1.3/code-required", "authorization_code.code_present",
        _absent_misreported,
        "A missing code is answered with invalid_grant.",
    ),
    _fault(
        "never_issued_accepted", "4.1.3/code-valid", "presented.code", _latest_instead,
        "A code that was never issued is taken for the latest one.",
    ),
    _fault(
        "not_bound_to_confidential_client", "4.1.3/code-bound-to-confidential-client",
        "presented.code", _of_whoever_presents_it(public=False),
        "A confidential client can redeem the code of another client.",
    ),
    _fault(
        "not_bound_to_public_client", "4.1.3/code-bound-to-public-client",
        "presented.code", _of_whoever_presents_it(public=True),
        "A public client can redeem the code of another client.",
    ),
    _fault(
        "redirect_uri_optional", "4.1.3/redirect-uri-present",
        "authorization_code.redirect_uri_present", skipped,
        "A code can be redeemed without redirect_uri.",
    ),
    _fault(
        "redirect_uri_not_compared", "4.1.3/redirect-uri-identical",
        "authorization_code.redirect_uri_identical", skipped,
        "A code can be redeemed with another redirect_uri.",
    ),
    _fault(
        "guessable", "10.10/code-unguessable", "code.value", lambda request: str(next(_numbers)),
        "The codes are consecutive numbers.",
    ),
    _fault(
        "of_136_bits", "10.10/credentials-unguessable-160", "code.value",
        lambda request: secrets.token_urlsafe(17), "The codes have 136 bits.",
    ),
)  # fmt: skip
