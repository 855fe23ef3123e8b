"""Faults of client authentication by JWT."""

from typing import Any

from ....core import assertion as sound
from ....core.assertion import Assertion
from ....core.errors import InvalidClient
from ....core.faults.fault import Fault, also_refusing, forgiving, skipped
from ....core.faults.requests import has

_CLAIMS = {"iss", "sub", "aud", "exp", "nbf", "iat", "jti"}
_is_typed = has("client_assertion_type")


def _lacks(claim: str) -> Any:
    return lambda presented: claim not in presented.jwt.claims


def _has(claim: str) -> Any:
    return lambda presented: claim in presented.jwt.claims


def _near_aud(presented: Assertion) -> bool:
    aud = presented.jwt.claims.get("aud")
    ours = (presented.provider.issuer, presented.provider.url("/token"))
    return isinstance(aud, str) and aud.lower().rstrip("/") in {uri.lower() for uri in ours}


def _foreign_aud(presented: Assertion) -> bool:
    return "aud" in presented.jwt.claims and not _near_aud(presented)


def _unknown_claim(presented: Assertion) -> bool:
    return not set(presented.jwt.claims) <= _CLAIMS


def _fault(name: str, requirement: str, check: str, replacement: Any, sentence: str) -> Fault:
    return Fault(
        f"assertion_{name}", requirement, f"token_assertion.{check}", replacement, sentence
    )


FAULTS = (
    *(
        _fault(
            f"{claim}_optional", f"RFC7523-3/{claim}-missing-refused", check,
            forgiving(getattr(sound, check), _lacks(claim)),
            f"An assertion without {claim} is accepted.",
        )
        for claim, check in (
            ("iss", "iss_is_client"),
            ("sub", "sub_is_client"),
            ("aud", "aud_is_provider"),
            ("exp", "exp_present"),
        )
    ),
    *(
        _fault(
            f"{claim}_ignored", f"RFC7523-3/{claim}-is-client", f"{claim}_is_client",
            forgiving(getattr(sound, f"{claim}_is_client"), _has(claim)),
            f"An assertion with another {claim} is accepted.",
        )
        for claim in ("iss", "sub")
    ),
    _fault(
        "aud_ignored", "RFC7523-3/aud-other-refused", "aud_is_provider",
        forgiving(sound.aud_is_provider, _foreign_aud),
        "An assertion for another audience is accepted.",
    ),
    _fault(
        "aud_compared_loosely", "RFC7523-3/aud-simple-string-comparison", "aud_is_provider",
        forgiving(sound.aud_is_provider, _near_aud),
        "The letter case and a trailing slash of aud are ignored.",
    ),
    _fault(
        "exp_ignored", "RFC7523-3/exp-passed-refused", "exp_ahead", skipped,
        "An expired assertion is accepted.",
    ),
    _fault(
        "nbf_ignored", "RFC7523-3/nbf-future-refused", "nbf_reached", skipped,
        "An assertion is accepted before its nbf.",
    ),
    _fault(
        "unsigned_accepted", "RFC7523-3/unsigned-refused", "signed", skipped,
        "An assertion of the algorithm none is accepted.",
    ),
    _fault(
        "signature_ignored", "RFC7523-3/signature-invalid-refused", "signature_verifies", skipped,
        "An assertion with any signature is accepted.",
    ),
    _fault(
        "type_optional", "RFC7521-4.2/assertion-type-required", "type_is_jwt_bearer",
        forgiving(sound.type_is_jwt_bearer, lambda presented: not _is_typed(presented)),
        "An assertion without client_assertion_type is accepted.",
    ),
    _fault(
        "type_ignored", "RFC7523-2.2/assertion-type", "type_is_jwt_bearer",
        forgiving(sound.type_is_jwt_bearer, _is_typed),
        "An assertion of any client_assertion_type is accepted.",
    ),
    _fault(
        "jti_optional", "OIDCC-9/assertion-jti-required", "jti_present", skipped,
        "An assertion without jti is accepted.",
    ),
    _fault(
        "reusable", "OIDCC-9/assertion-single-use", "jti_unused", skipped,
        "An assertion can be used twice.",
    ),
    _fault(
        "unknown_claim_refused", "OIDCC-9/assertion-unknown-claim-ignored", "iat_past",
        also_refusing(sound.iat_past, _unknown_claim, InvalidClient),
        "An assertion with an unknown claim is refused.",
    ),
)  # fmt: skip
