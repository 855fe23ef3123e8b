"""Faults of the authorization code grant, and of the code itself."""

import secrets
from collections.abc import Callable
from typing import Any

from ....core.client_request import GrantRequest
from ....core.errors import InvalidGrant, Refusal
from ....core.faults.fault import (
    Failure,
    Fault,
    constant,
    forgiving,
    misreported,
    numbered,
    skipped,
)
from ....core.store import SPENT
from ...tokens.faults.recognition import of_presenter
from .. import duties as sound
from ..code import CODES, Code, code_of, presented


def _latest_instead(request: GrantRequest) -> Code:
    store = request.provider.store
    try:
        return presented(request)
    except Refusal:
        unspent = [code for value, code in store[CODES].items() if value not in store[SPENT]]
        of_client = [code for code in unspent if code.grant.client == request.client]
        if not of_client:
            raise
        return of_client[-1]


def _used_again(request: GrantRequest) -> None:
    if code_of(request).value in request.provider.store[SPENT]:
        request.provider.check(sound.code_reuse, request)


def _used_again_by_public_client(request: GrantRequest) -> None:
    (_used_again if request.client.is_public else sound.unused)(request)


def _redirect_uri_reduced(reduce: Callable[[str], str]) -> Any:
    """A check that takes two redirection URIs for one that are reduced to the same."""

    def identical(request: GrantRequest) -> bool:
        sent = request.parameters.get("redirect_uri") or ""
        return reduce(sent) == reduce(code_of(request).redirect_uri)

    return forgiving(sound.redirect_uri_identical, identical)


def _expired_for_nine_minutes(request: GrantRequest) -> None:
    if request.provider.clock.now() < code_of(request).expires_at + 540:
        sound.unexpired(request)


def _absent_misreported(request: GrantRequest) -> None:
    if all(name != "code" for name, _ in request.parameters.pairs):
        raise InvalidGrant("code is missing")
    sound.code_present(request)


def _fault(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"code_{name}", f"RFC6749-{requirement}", seam, replacement, sentence)


FAULTS = (
    _fault(
        "reusable", "4.1.2/code-single-use", "code_use.unused", _used_again,
        "A code can be redeemed twice, although its reuse is noticed.",
    ),
    _fault(
        "of_public_client_reusable", "4.1.2/code-single-use", "code_use.unused",
        _used_again_by_public_client,
        "A public client can redeem a code twice, although its reuse is noticed.",
    ),
    _fault(
        "reuse_keeps_access_token", "4.1.2/reuse-revokes-access-token",
        "code_reuse.access_tokens_revoked", skipped,
        "The access token of a code stays valid after the code is reused.",
    ),
    _fault(
        "reuse_keeps_refresh_token", "4.1.2/reuse-revokes-refresh-token",
        "code_reuse.refresh_tokens_revoked", skipped,
        "The refresh token of a code stays valid after the code is reused.",
    ),
    _fault(
        "lives_five_minutes", "4.1.2/code-expires", "code.lifetime", constant(300),
        "A code is valid for five minutes instead of one.",
    ),
    _fault(
        "revived_after_ten_minutes", "4.1.2/code-lifetime-ten-minutes", "code_use.unexpired",
        _expired_for_nine_minutes,
        "A code that has expired is accepted again after ten minutes.",
    ),
    _fault(
        "missing_misreported", "4.1.3/code-required", "authorization_code.code_present",
        _absent_misreported,
        "A missing code is answered with invalid_grant.",
    ),
    _fault(
        "never_issued_accepted", "4.1.3/code-valid", "code.presented", _latest_instead,
        "A code that was never issued is treated as the latest one.",
    ),
    _fault(
        "not_bound_to_confidential_client", "4.1.3/code-bound-to-confidential-client",
        "code.presented",
        of_presenter(presented, lambda presenting, owner: not presenting.is_public),
        "A confidential client can redeem the code of another client.",
    ),
    _fault(
        "not_bound_to_public_client", "4.1.3/code-bound-to-public-client",
        "code.presented",
        of_presenter(presented, lambda presenting, owner: presenting.is_public),
        "A public client can redeem the code of another client.",
    ),
    _fault(
        "of_confidential_client_open_to_public", "4.1.3/code-bound-to-public-client",
        "code.presented",
        of_presenter(
            presented,
            lambda presenting, owner: presenting.is_public and not owner.is_public,
        ),
        "A public client can redeem the code of a confidential client.",
    ),
    _fault(
        "redirect_uri_optional", "4.1.3/redirect-uri-present",
        "authorization_code.redirect_uri_present", skipped,
        "A code can be redeemed without redirect_uri.",
    ),
    _fault(
        "redirect_uri_missing_fails", "4.1.3/redirect-uri-present",
        "authorization_code.redirect_uri_present",
        misreported(sound.redirect_uri_present, Failure),
        "The server fails at a code without redirect_uri.",
    ),
    _fault(
        "redirect_uri_not_compared", "4.1.3/redirect-uri-identical",
        "authorization_code.redirect_uri_identical", skipped,
        "A code can be redeemed with another redirect_uri.",
    ),
    _fault(
        "redirect_uri_query_ignored", "4.1.3/redirect-uri-identical",
        "authorization_code.redirect_uri_identical",
        _redirect_uri_reduced(lambda uri: uri.partition("?")[0]),
        "A code can be redeemed with a redirect_uri of another query.",
    ),
    _fault(
        "redirect_uri_case_ignored", "4.1.3/redirect-uri-identical",
        "authorization_code.redirect_uri_identical", _redirect_uri_reduced(str.lower),
        "A code can be redeemed with a redirect_uri in another case.",
    ),
    _fault(
        "guessable", "10.10/code-unguessable", "code.value", numbered(),
        "The codes are consecutive numbers.",
    ),
    _fault(
        "of_136_bits", "10.10/credentials-unguessable-160", "code.value",
        lambda request: secrets.token_urlsafe(17), "The codes have 136 bits.",
    ),
)  # fmt: skip
