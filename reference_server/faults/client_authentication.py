"""Faults of client authentication by secret or by nothing."""

import base64
from collections.abc import Callable
from typing import Any

from ..checks import client_authentication as sound
from ..checks.client_authentication import Credentials
from ..errors import InvalidClient, UnauthorizedClient
from ..jose import Jwt
from ..models import AUTHORIZATION_CODE, CLIENT_CREDENTIALS, PASSWORD, REFRESH_TOKEN, Client
from .credentials import (
    by_secret_in_body,
    for_grant,
    named_by,
    registered_for,
    unauthenticated,
    unauthenticated_for,
)
from .fault import Fault, also_refusing, forgiving, misreported, skipped
from .requests import has

_is_typed = has("client_assertion_type")

_GRANTS = {
    AUTHORIZATION_CODE: "RFC6749-4.1.3",
    CLIENT_CREDENTIALS: "RFC6749-4.4.2",
    REFRESH_TOKEN: "RFC6749-6",
    PASSWORD: "RFC6749-4.3.2",
}


def _nothing_sent_for(grant_type: str) -> Any:
    """Whether a grant is asked for without credentials, or the type of an assertion."""
    asks = unauthenticated_for(grant_type)
    return lambda presented: asks(presented) and not _is_typed(presented)


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


def _client_of_code(presented: Credentials) -> Client | None:
    code = presented.provider.store.codes.get(presented.parameters.get("code") or "")
    return code.grant.client if code is not None else None


def _unknown_misreported(presented: Credentials) -> None:
    if unauthenticated(presented):
        sound.client_known(presented)
    else:
        misreported(sound.client_known, UnauthorizedClient)(presented)


ENDPOINTS = {
    "pushed_authorization": "RFC9126-2.1/client-authentication-verified",
    "revocation": "RFC7009-2.1/client-authentication-verified",
    "introspection": "RFC7662-2.3/invalid-credentials-401",
    "device_authorization": "RFC8628-3.1/client-authentication-verified",
    "backchannel": "CIBA-7.2/client-authentication-verified",
}
"""Where clients authenticate besides the token endpoint, and what says that they do."""


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
        f"{name}_refused", requirement, "client_authentication.secret_matches",
        also_refusing(sound.secret_matches, registered_for(method), InvalidClient),
        f"A client registered for {method} is refused.",
    )  # fmt: skip


FAULTS = (
    *(
        _fault(
            f"unauthenticated_for_{grant_type}", f"{clause}/client-authentication-required",
            "client_authentication.method_registered",
            forgiving(sound.method_registered, _nothing_sent_for(grant_type)),
            f"A confidential client need not authenticate for the grant {grant_type}.",
        )
        for grant_type, clause in _GRANTS.items()
    ),
    *(
        _fault(
            f"secret_ignored_for_{grant_type}", f"{clause}/client-authentication-verified",
            "client_authentication.secret_matches",
            forgiving(sound.secret_matches, for_grant(grant_type)),
            f"Any secret authenticates a client for the grant {grant_type}.",
        )
        for grant_type, clause in _GRANTS.items()
    ),
    *(
        _fault(
            f"secret_in_body_ignored_at_{noun}", requirement, f"{noun}_client.secret_matches",
            forgiving(sound.secret_matches, by_secret_in_body),
            f"Any secret in the body is taken at the {noun.replace('_', ' ')} endpoint.",
        )
        for noun, requirement in ENDPOINTS.items()
    ),
    *(
        _fault(
            f"secret_{name}", "RFC6749-4.1.3/client-authentication-verified",
            "client_authentication.secret_matches", _secret_taken_for(known), sentence,
        )
        for name, known, sentence in (
            (
                "empty_accepted", lambda sent, own: not sent,
                "An empty secret authenticates a client.",
            ),
            (
                "case_ignored", lambda sent, own: sent.lower() == own.lower(),
                "A secret is good in upper case or in lower case.",
            ),
            (
                "beginning_accepted", lambda sent, own: len(sent) > 8 and own.startswith(sent),
                "The beginning of its secret authenticates a client.",
            ),
        )
    ),
    _fault(
        "basic_case_sensitive", "RFC6749-2.3.1/basic-supported", "credentials.decoded_basic",
        _scheme_in_lower_case, "The Basic scheme is refused where its name is in lower case.",
    ),
    _fault(
        "basic_undecoded", "RFC6749-2.3.1/basic-credentials-form-decoded",
        "credentials.decoded_basic", _basic_undecoded,
        "The credentials of the Basic scheme are not form-decoded.",
    ),
    _fault(
        "named_by_code", "RFC6749-3.2.1/unauthenticated-client-sends-client-id",
        "credentials.named_client", named_by(_client_of_code),
        "A public client need not send its client_id with a code.",
    ),
    _fault(
        "two_methods_accepted", "RFC6749-5.2/multiple-credentials-invalid-request",
        "client_authentication.one_method",
        forgiving(sound.one_method, lambda presented: "assertion" not in presented.methods),
        "A client may send its secret in two ways at once.",
    ),
    _fault(
        "secret_beside_assertion_accepted", "RFC7521-4.2.1/several-mechanisms-refused",
        "client_authentication.one_method",
        forgiving(sound.one_method, lambda presented: "assertion" in presented.methods),
        "A client may send a secret beside its assertion.",
    ),
    _fault(
        "unknown_misreported", "RFC6749-5.2/unknown-client-invalid-client",
        "client_authentication.client_known",
        _unknown_misreported,
        "An unknown client is answered with unauthorized_client.",
    ),
    _fault(
        "unregistered_method_accepted", "OIDCC-3.1.3.1/registered-method-only",
        "client_authentication.method_registered",
        forgiving(sound.method_registered, _another_method),
        "A client may authenticate by a method that it did not register.",
    ),
    _fault(
        "assertion_missing_accepted", "RFC7521-4.2/assertion-required",
        "client_authentication.method_registered",
        forgiving(
            sound.method_registered,
            lambda presented: unauthenticated(presented) and _is_typed(presented),
        ),
        "A client_assertion_type alone authenticates a client.",
    ),
    _fault(
        "id_contradicts_assertion", "RFC7521-4.2/client-id-consistent",
        "client_authentication.client_id_consistent", skipped,
        "An assertion may come with the client_id of another client.",
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
        "client_authentication.client_id_consistent",
        also_refusing(sound.client_id_consistent, _assertion_alone, InvalidClient),
        "An assertion is refused where no client_id comes with it.",
    ),
)  # fmt: skip
