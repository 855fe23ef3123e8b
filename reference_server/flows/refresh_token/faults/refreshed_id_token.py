"""Faults of the ID Token that a refresh yields."""

from typing import Any

from ....core.faults.fault import Fault, altered, constant, suffixed
from ...tokens import id_token as sound


def _claim(name: str, requirement: str, claim: str, replacement: Any, sentence: str) -> Fault:
    seam = f"refreshed_id_token.{claim}"
    return Fault(
        f"refreshed_id_token_{name}", f"OIDCC-12.2/{requirement}", seam, replacement, sentence
    )


FAULTS = (
    _claim("iss_differs", "iss-same", "iss", suffixed(sound.iss, "/"), "iss has a trailing slash."),
    _claim("sub_differs", "sub-same", "sub", suffixed(sound.sub, "-2"), "sub has another value."),
    _claim("aud_differs", "aud-same", "aud", constant("somebody-else"), "aud is another client."),
    _claim(
        "iat_original",
        "iat-new",
        "iat",
        altered(sound.auth_time, lambda time: time - 5),
        "iat is older than the refresh.",
    ),
    _claim(
        "auth_time_new",
        "auth-time-original",
        "auth_time",
        lambda context: context.now + 1,
        "auth_time is the time of the refresh.",
    ),
    _claim("nonce_present", "nonce-absent", "nonce", sound.nonce, "There is the original nonce."),
    _claim(
        "nonce_differs",
        "nonce-same",
        "nonce",
        altered(sound.sub, lambda sub: f"nonce-of-{sub}"),
        "There is a nonce that was not sent.",
    ),
)
