"""Faults of Proof Key for Code Exchange."""

from typing import Any

from ....core.client_request import GrantRequest
from ....core.errors import InvalidGrant, UnauthorizedClient
from ....core.faults.fault import Fault, also_refusing, forgiving, misreported, skipped
from ....core.seams import ABSENT
from ....core.store import unguessable
from ...authorization import answer
from ...authorization.answer import Refused
from ...authorization.request import AuthorizationRequest
from ...authorization.sources import is_referred
from .. import challenge as challenge_checks, pkce as sound
from ..code import code_of


def _method(request: AuthorizationRequest) -> str | None:
    return request.parameters.get("code_challenge_method")


def _is_challenge(request: GrantRequest) -> bool:
    return request.parameters.get("code_verifier") == code_of(request).code_challenge


def _is_wrong(request: GrantRequest) -> bool:
    return not _is_challenge(request) and not is_referred(code_of(request).grant.parameters)


def _is_named(request: GrantRequest) -> bool:
    return any(name == "code_verifier" for name, _ in request.parameters.pairs)


def _is_long(request: GrantRequest) -> bool:
    return len(request.parameters.get("code_verifier") or "") > 64


def _unexplained(subject: str) -> Any:
    def error_description(refused: Refused) -> Any:
        return ABSENT if subject in refused.error.description else answer.error_description(refused)

    return error_description


def _fault(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"pkce_{name}", requirement, seam, replacement, sentence)


_SUPPORTED = challenge_checks.code_challenge_method_supported
_OF_PUBLIC = challenge_checks.code_challenge_of_public_client

FAULTS = (
    _fault(
        "long_verifier_refused", "RFC7636-4.2/s256-supported", "pkce.verifier_well_formed",
        also_refusing(sound.verifier_well_formed, _is_long, InvalidGrant),
        "A verifier of more than 64 characters is refused.",
    ),
    _fault(
        "method_defaults_to_s256", "RFC7636-4.3/method-default-plain",
        "authorization.code_challenge_method_supported",
        forgiving(_SUPPORTED, lambda request: _method(request) is None),
        "A challenge without method is treated as S256.",
    ),
    _fault(
        "unknown_method_accepted", "RFC7636-4.4.1/unsupported-method-invalid-request",
        "authorization.code_challenge_method_supported",
        forgiving(_SUPPORTED, lambda request: _method(request) is not None),
        "An unsupported challenge method is accepted.",
    ),
    _fault(
        "unknown_method_unexplained", "RFC7636-4.4.1/unsupported-method-explained",
        "authorization_error.error_description", _unexplained("the only code_challenge_method"),
        "The refusal of a challenge method has no explanation.",
    ),
    _fault(
        "missing_challenge_misreported", "RFC7636-4.4.1/missing-challenge-invalid-request",
        "authorization.code_challenge_of_public_client",
        misreported(_OF_PUBLIC, UnauthorizedClient),
        "A missing challenge is answered with unauthorized_client.",
    ),
    _fault(
        "missing_challenge_unexplained", "RFC7636-4.4.1/missing-challenge-explained",
        "authorization_error.error_description", _unexplained("code_challenge is required"),
        "The refusal of a request without challenge has no explanation.",
    ),
    _fault(
        "challenge_in_code", "RFC7636-4.4/challenge-not-extractable", "code.value",
        lambda request: f"{unguessable()}.{request.parameters.get('code_challenge') or ''}",
        "The code ends with the challenge.",
    ),
    _fault(
        "verifier_optional", "RFC7636-4.5/verifier-required", "pkce.verifier_present", skipped,
        "A code with a challenge is redeemed without verifier.",
    ),
    _fault(
        "empty_verifier_accepted", "RFC7636-4.5/verifier-required", "pkce.verifier_present",
        forgiving(sound.verifier_present, _is_named),
        "A code with a challenge is redeemed with an empty verifier.",
    ),
    _fault(
        "verifier_ignored", "RFC7636-4.6/wrong-verifier-refused", "pkce.verifier_matches",
        forgiving(sound.verifier_matches, _is_wrong),
        "A wrong verifier is accepted.",
    ),
    _fault(
        "downgrade_to_plain", "RFC7636-4.5/bound-method-used", "pkce.verifier_matches",
        forgiving(sound.verifier_matches, _is_challenge),
        "The challenge itself is accepted as verifier.",
    ),
    _fault(
        "verifier_unexpected", "RFC9700-2.1.1/verifier-without-challenge-refused",
        "pkce.verifier_expected", skipped, "A verifier is accepted although no challenge was sent.",
    ),
)  # fmt: skip
