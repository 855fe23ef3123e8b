"""Proof Key for Code Exchange at the token endpoint (RFC 7636)."""

import base64
import hashlib
import re
from collections.abc import Callable

from ...core.client_request import GrantRequest
from ...core.errors import InvalidGrant
from ...core.seams import Table
from .code import code_of

CODE_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")

pkce = Table[Callable[[GrantRequest], None]]("pkce")


@pkce
def verifier_present(request: GrantRequest) -> None:
    """RFC 7636 4.6: a code that was asked for with a challenge is redeemed with a verifier."""
    if code_of(request).code_challenge and request.parameters.get("code_verifier") is None:
        raise InvalidGrant("code_verifier is missing")


@pkce
def verifier_expected(request: GrantRequest) -> None:
    """RFC 9700 2.1.1: a verifier is refused where no challenge was sent."""
    if not code_of(request).code_challenge and request.parameters.get("code_verifier") is not None:
        raise InvalidGrant("code_verifier comes without an earlier code_challenge")


@pkce
def verifier_well_formed(request: GrantRequest) -> None:
    """RFC 7636 4.1: a verifier has 43 to 128 unreserved characters."""
    verifier = request.parameters.get("code_verifier")
    if verifier is not None and not CODE_VERIFIER.fullmatch(verifier):
        raise InvalidGrant("code_verifier has not 43 to 128 unreserved characters")


@pkce
def verifier_matches(request: GrantRequest) -> None:
    """RFC 7636 4.6: the hash of the verifier is the challenge."""
    verifier, challenge = request.parameters.get("code_verifier"), code_of(request).code_challenge
    if verifier is not None and challenge is not None and s256(verifier) != challenge:
        raise InvalidGrant("code_verifier does not match the code_challenge")


def s256(verifier: str) -> str:
    """The S256 transformation (RFC 7636 4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
