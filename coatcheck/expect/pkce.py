"""What authorization responses say of Proof Key for Code Exchange, and must not say."""

import base64
import binascii

from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.authorization import AuthorizationErrorResponse, AuthorizationResponse

METHODS = "code_challenge_methods_supported"


@rule(
    AuthorizationResponse,
    "RFC7636-4.4/challenge-not-extractable",
    "does not reveal the code_challenge",
)
def challenge_hidden(response: AuthorizationResponse) -> None:
    """The code_challenge cannot be read out of the authorization response (RFC 7636, 4.4)."""
    challenge = response.request.parameters.get("code_challenge")
    applicable(challenge, "the request has no code_challenge")
    texts = [response.location, *_readings(response.code)]
    shows = any(challenge in text for text in texts if challenge)
    expect(not shows, "nothing that shows the code_challenge", f"{challenge} in the response")


def _readings(code: str) -> list[str]:
    """Return what anybody can read out of a code whose parts are base64url-encoded."""
    readings = []
    for part in code.split("."):
        try:
            padded = part + "=" * (-len(part) % 4)
            readings.append(base64.urlsafe_b64decode(padded).decode("utf-8", errors="replace"))
        except (binascii.Error, ValueError):
            continue
    return readings


@rule(
    AuthorizationErrorResponse,
    "RFC7636-4.4.1/missing-challenge-explained",
    "explains that a code_challenge is required",
)
def missing_challenge_explained(response: AuthorizationErrorResponse) -> None:
    """The error that a missing code_challenge causes is explained (RFC 7636, 4.4.1)."""
    lacking = not response.request.parameters.get("code_challenge")
    public = response.request.client.is_public
    applicable(lacking and public, "no code_challenge was required, or one was sent")
    _explained(response)


@rule(
    AuthorizationErrorResponse,
    "RFC7636-4.4.1/unsupported-method-explained",
    "explains that the code_challenge_method is not supported",
)
def unsupported_method_explained(response: AuthorizationErrorResponse) -> None:
    """The error that an unsupported transformation causes is explained (RFC 7636, 4.4.1)."""
    sent = response.request.parameters
    method, supported = sent.get("code_challenge_method"), response.provider.metadata.get(METHODS)
    known = isinstance(supported, list) and method in supported
    asked = sent.get("code_challenge") and method
    applicable(asked and not known, "the code_challenge_method is supported")
    _explained(response)


def _explained(response: AuthorizationErrorResponse) -> None:
    applicable(
        response.members.get("error") == "invalid_request",
        "the error is not about code_challenge_method",
    )
    explained = response.members.get("error_description") or response.members.get("error_uri")
    expect(explained, "an error_description or error_uri", "neither")
