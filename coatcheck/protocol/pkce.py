"""Proof Key for Code Exchange (RFC 7636)."""

import base64
import hashlib
import secrets


def verifier() -> str:
    """Return a code verifier of 43 characters (RFC 7636, 4.1)."""
    return secrets.token_urlsafe(32)


def challenge(code_verifier: str) -> str:
    """Return the S256 code challenge of a verifier (RFC 7636, 4.2)."""
    digest = hashlib.sha256(code_verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
