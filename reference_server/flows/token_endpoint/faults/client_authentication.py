"""Faults of client authentication by secret or by nothing."""

import base64
from collections.abc import Callable
from typing import Any

from ....core import client_authentication as sound
from ....core.client_authentication import Credentials
from ....core.errors import InvalidClient, UnauthorizedClient
from ....core.faults.credentials import (
    registered_for,
    unauthenticated,
)
from ....core.faults.fault import Fault, also_refusing, forgiving, misreported, skipped
from ....core.faults.requests import has
from ....core.jose import Jwt

_is_typed = has("client_assertion_type")


def _secret_taken_for(known: Callable[[str, str], bool]) -> Any:
    """A check that takes what is sent for the secret where both are alike in some way."""

    def alike(presented: Credentials) -> bool:
        basic, own = presented.basic, presented.client.client_secret if presented.client else None
        sent = basic[1] if basic else presented.parameters.get("client_secret")
        return known(sent or "", own or "")

    return forgiving(sound.secret_matches, alike)


def _another_method(presented: Credentials) -> bool:
    return not unauthenticated(presented)


def _scheme_in_lower_case(authorization: str) -> tuple[str, str]:
    if authorization.startswith("basic"):
        raise ValueError("the Basic scheme is written with a capital letter here")
    return sound.decoded_basic(authorization)


def _basic_undecoded(authorization: str) -> tuple[str, str]:
    sound.decoded_basic(authorization)
    client_id, _, secret = base64.b64decode(authorization.partition(" ")[2]).decode().partition(":")
    return client_id, secret


def _unknown_misreported(presented: Credentials) -> None:
    if unauthenticated(presented):
        sound.client_known(presented)
    else:
        misreported(sound.client_known, UnauthorizedClient)(presented)


def _fault(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"client_{name}", requirement, seam, replacement, sentence)


def _unreadable_ignored(encoded: str) -> Jwt | None:
    try:
        return sound.decoded_assertion(encoded)
    except ValueError:
        return None


def _assertion_alone(presented: Credentials) -> bool:
    return presented.assertion is not None and presented.parameters.get("client_id") is None


def _refused(name: str, requirement: str, method: str) -> Fault:
    return _fault(
        f"{name}_refused", requirement, "token_client.secret_matches",
        also_refusing(sound.secret_matches, registered_for(method), InvalidClient),
        f"A client registered for {method} is refused.",
    )  # fmt: skip


FAULTS = (
    *(
        _fault(
            f"secret_{name}", "RFC6749-4.1.3/client-authentication-verified",
            "token_client.secret_matches", _secret_taken_for(known), sentence,
        )
        for name, known, sentence in (
            (
                "empty_accepted", lambda sent, own: not sent,
                "An empty secret authenticates a client.",
            ),
            (
                "case_ignored", lambda sent, own: sent.lower() == own.lower(),
                "A secret is accepted in upper case and in lower case.",
            ),
            (
                "beginning_accepted", lambda sent, own: len(sent) > 8 and own.startswith(sent),
                "The beginning of its secret authenticates a client.",
            ),
        )
    ),
    _fault(
        "basic_case_sensitive", "RFC6749-2.3.1/basic-supported", "credentials.decoded_basic",
        _scheme_in_lower_case, "The Basic scheme is refused if its name is in lower case.",
    ),
    _fault(
        "basic_undecoded", "RFC6749-2.3.1/basic-credentials-form-decoded",
        "credentials.decoded_basic", _basic_undecoded,
        "The credentials of the Basic scheme are not form-decoded.",
    ),
    _fault(
        "two_methods_accepted", "RFC6749-5.2/multiple-credentials-invalid-request",
        "token_client.one_method",
        forgiving(sound.one_method, lambda presented: "assertion" not in presented.methods),
        "A client may send its secret in two ways at once.",
    ),
    _fault(
        "secret_beside_assertion_accepted", "RFC7521-4.2.1/several-mechanisms-refused",
        "token_client.one_method",
        forgiving(sound.one_method, lambda presented: "assertion" in presented.methods),
        "A client may send a secret in addition to its assertion.",
    ),
    _fault(
        "unknown_misreported", "RFC6749-5.2/unknown-client-invalid-client",
        "token_client.client_known",
        _unknown_misreported,
        "An unknown client is answered with unauthorized_client.",
    ),
    _fault(
        "unregistered_method_accepted", "OIDCC-3.1.3.1/registered-method-only",
        "token_client.method_registered",
        forgiving(sound.method_registered, _another_method),
        "A client may authenticate by another method than the registered one.",
    ),
    _fault(
        "assertion_missing_accepted", "RFC7521-4.2/assertion-required",
        "token_client.method_registered",
        forgiving(
            sound.method_registered,
            lambda presented: unauthenticated(presented) and _is_typed(presented),
        ),
        "A client_assertion_type without assertion authenticates a client.",
    ),
    _fault(
        "id_contradicts_assertion", "RFC7521-4.2/client-id-consistent",
        "token_client.client_id_consistent", skipped,
        "An assertion may be sent with the client_id of another client.",
    ),
    _fault(
        "assertion_malformed_accepted", "RFC7523-3/malformed-refused",
        "credentials.decoded_assertion", _unreadable_ignored,
        "A malformed assertion authenticates a client.",
    ),
    _refused("post", "OIDCC-9/client-secret-post-accepted", "client_secret_post"),
    _refused("secret_jwt", "OIDCC-9/client-secret-jwt-accepted", "client_secret_jwt"),
    _refused("private_key_jwt", "OIDCC-9/private-key-jwt-accepted", "private_key_jwt"),
    _fault(
        "id_required_beside_assertion", "RFC7521-4.2/client-id-optional",
        "token_client.client_id_consistent",
        also_refusing(sound.client_id_consistent, _assertion_alone, InvalidClient),
        "An assertion is refused without client_id.",
    ),
)  # fmt: skip
