"""Faults of the authorization code grant, and of the code itself."""

import secrets
from itertools import count
from typing import Any

from .. import messages
from ..checks import authorization_code as sound
from ..checks.pkce import s256
from ..errors import InvalidGrant, Refusal
from ..messages import GrantRequest
from ..models import Code, Grant
from ..scopes import OPENID
from ..store import unguessable
from .fault import Fault, constant, forgiving, misreported, skipped

_numbers = count(100_000)


def _never_issued(request: GrantRequest) -> Code:
    try:
        return messages.code(request)
    except Refusal:
        verifier = request.parameters.get("code_verifier")
        user = request.provider.users["alice"]
        return Code(
            value=unguessable(),
            grant=Grant(
                unguessable(), request.client, user.sub, (OPENID,), user,
                int(request.provider.clock.now()),
            ),
            redirect_uri=request.parameters.get("redirect_uri") or "",
            code_challenge=s256(verifier) if verifier else None,
            expires_at=request.provider.clock.now() + 60,
        )  # fmt: skip


def _of_confidential(request: GrantRequest) -> bool:
    return not request.client.is_public


def _of_public(request: GrantRequest) -> bool:
    return request.client.is_public


def _fault(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"code_{name}", f"RFC6749-{requirement}", seam, replacement, sentence)


FAULTS = (
    _fault(
        "reusable", "4.1.2/code-single-use", "code_use.unused", skipped,
        "A code can be redeemed twice.",
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
        "everlasting", "4.1.2/code-expires", "code_use.unexpired", skipped,
        "A code never expires.",
    ),
    _fault(
        "lives_twenty_minutes", "4.1.2/code-lifetime-ten-minutes", "code.lifetime",
        constant(1200), "A code lives for twenty minutes.",
    ),
    _fault(
        "missing_misreported", "4.1.3/code-required", "authorization_code.code_present",
        misreported(sound.code_present, InvalidGrant),
        "A missing code is answered with invalid_grant.",
    ),
    _fault(
        "never_issued_accepted", "4.1.3/code-valid", "presented.code", _never_issued,
        "A code that was never issued is accepted.",
    ),
    _fault(
        "not_bound_to_confidential_client", "4.1.3/code-bound-to-confidential-client",
        "authorization_code.code_of_client", forgiving(sound.code_of_client, _of_confidential),
        "A confidential client can redeem the code of another client.",
    ),
    _fault(
        "not_bound_to_public_client", "4.1.3/code-bound-to-public-client",
        "authorization_code.code_of_client", forgiving(sound.code_of_client, _of_public),
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
