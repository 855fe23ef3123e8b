"""Proof Key for Code Exchange at the authorization endpoint: RFC 7636 4.3 and 4.4."""

from __future__ import annotations

import re

from ...core.errors import InvalidRequest, UnauthorizedClient
from ...core.metadata import announce, listed
from ..authorization.duties import authorization
from ..authorization.request import PARAMETERS, AuthorizationRequest
from .code import AUTHORIZATION_CODE

METHOD = "S256"
S256_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")

PARAMETERS += ["code_challenge", "code_challenge_method"]
announce(
    ("code_challenge_methods_supported", listed(METHOD), "RFC 9700 2.1.1: PKCE can be detected.")
)


@authorization.fixed
def client_may_use_code(request: AuthorizationRequest) -> None:
    """RFC 6749 4.1.2.1: the client is authorized for the authorization code grant."""
    if AUTHORIZATION_CODE not in request.client.grant_types:
        raise UnauthorizedClient("the client may not request an authorization code")


@authorization
def code_challenge_of_public_client(request: AuthorizationRequest) -> None:
    """RFC 9700 2.1.1: a public client uses PKCE."""
    if request.client.is_public and request.parameters.get("code_challenge") is None:
        raise InvalidRequest("code_challenge is required of a public client")


@authorization.fixed
def code_challenge_method_with_challenge(request: AuthorizationRequest) -> None:
    """RFC 7636 4.3: a method belongs to a challenge."""
    method = request.parameters.get("code_challenge_method")
    if method is not None and request.parameters.get("code_challenge") is None:
        raise InvalidRequest("code_challenge_method comes without code_challenge")


@authorization
def code_challenge_method_supported(request: AuthorizationRequest) -> None:
    """RFC 7636 4.4.1: an unsupported transformation is refused; its default is `plain`."""
    if request.parameters.get("code_challenge") is None:
        return
    if request.parameters.get("code_challenge_method") != METHOD:
        raise InvalidRequest("the only code_challenge_method is S256")


@authorization.fixed
def code_challenge_well_formed(request: AuthorizationRequest) -> None:
    """RFC 7636 4.2: an S256 challenge is a base64url SHA-256 hash."""
    challenge = request.parameters.get("code_challenge")
    if challenge is not None and not S256_CHALLENGE.fullmatch(challenge):
        raise InvalidRequest("code_challenge is no S256 challenge")
