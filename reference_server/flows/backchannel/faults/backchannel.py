"""Faults of the backchannel authentication endpoint: which requests it takes."""

from collections.abc import Callable
from typing import Any

from ....core import assertion, client_authentication, client_endpoint
from ....core.assertion import Assertion
from ....core.client_request import GrantRequest
from ....core.errors import InvalidClient, InvalidRequest, UnauthorizedClient
from ....core.faults.credentials import by_secret_in_body, unauthenticated
from ....core.faults.endpoint import credentials_ignored
from ....core.faults.fault import Fault, also_refusing, breaking, forgiving, misreported, skipped
from ....core.faults.requests import has_other_than, is_json
from ....core.users import User
from ...tokens.faults.hints import hint_has_expired, hint_is_unsigned
from ...tokens.hint import id_token_hint
from .. import duties as sound
from ..records import backchannel


def _aud_is(path: str | None) -> Callable[[Assertion], bool]:
    def named(presented: Assertion) -> bool:
        provider = presented.provider
        address = provider.issuer if path is None else provider.url(path)
        return presented.jwt.claims.get("aud") == address

    return named


def _expiry_zero(request: GrantRequest) -> bool:
    return request.parameters.get("requested_expiry") == "0"


def _expiry_with_fraction(request: GrantRequest) -> bool:
    return "." in (request.parameters.get("requested_expiry") or "")


def _another_than(by: Callable[[GrantRequest], User | None]) -> Callable[..., User | None]:
    def another(request: GrantRequest) -> User | None:
        named, users = by(request), request.provider.users.values()
        return next(user for user in users if user != named) if named is not None else None

    return another


def _anybody_for_nonsense(request: GrantRequest) -> User | None:
    if id_token_hint(request.parameters) is None:
        return next(iter(request.provider.users.values()))
    return sound.by_id_token_hint(request)


def _fault(name: str, clause: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"backchannel_{name}", f"CIBA-{clause}", seam, replacement, sentence)


_CLIENT = (
    _fault(
        "unauthenticated", "7.2/client-authentication-required",
        "backchannel_client.method_registered",
        forgiving(client_authentication.method_registered, unauthenticated),
        "A confidential client need not authenticate to start a backchannel authentication.",
    ),
    _fault(
        "secret_ignored", "7.2/client-authentication-verified",
        "backchannel_client.secret_matches", skipped,
        "Any secret authenticates a client at the backchannel authentication endpoint.",
    ),
    _fault(
        "for_public_client", "7.1/confidential-clients-only", "backchannel.client_authorized",
        skipped, "A public client can start a backchannel authentication.",
    ),
    _fault(
        "post_refused", "4/methods-as-at-token-endpoint", "backchannel_client.secret_matches",
        also_refusing(client_authentication.secret_matches, by_secret_in_body, InvalidClient),
        "A secret in the request body does not authenticate the client.",
    ),
    *(
        _fault(
            f"assertion_for_{name}_refused", "7.1/assertion-audience",
            "backchannel_assertion.aud_is_provider",
            also_refusing(assertion.aud_is_provider, _aud_is(path), InvalidClient),
            f"An assertion for the {name.replace('_', ' ')} is refused.",
        )
        for name, path in (
            ("issuer", None), ("token_endpoint", "/token"), ("endpoint", "/backchannel"),
        )
    ),
)  # fmt: skip

_REQUESTS = (
    _fault(
        "by_get", "7.1/post-only", "backchannel_request.method_post", skipped,
        "An authentication request by GET is accepted.",
    ),
    _fault(
        "json_500", "7.1/form-encoded", "backchannel_request.content_type_form",
        breaking(client_endpoint.content_type_form, is_json),
        "The server fails with an internal error on an authentication request in JSON.",
    ),
    _fault(
        "repeated_parameter_accepted", "13/repeated-parameter-refused",
        "backchannel_request.parameters_once", skipped, "A repeated parameter is accepted.",
    ),
    _fault(
        "unknown_parameter_refused", "7.2/unrecognized-parameter-ignored",
        "backchannel_request.method_post",
        also_refusing(
            client_endpoint.method_post, has_other_than(backchannel.parameters), InvalidRequest
        ),
        "An unknown parameter is refused.",
    ),
    _fault(
        "scope_not_required", "7.1/scope-required", "backchannel.scope_present", skipped,
        "An authentication request without scope is accepted.",
    ),
    _fault(
        "malformed_scope_misreported", "13/malformed-scope-refused",
        "backchannel.scope_well_formed",
        misreported(sound.scope_well_formed, UnauthorizedClient),
        "A malformed scope is answered with unauthorized_client.",
    ),
    _fault(
        "binding_message_misreported", "7.1/binding-message-error",
        "backchannel.binding_message_presentable",
        misreported(sound.binding_message_presentable, InvalidRequest),
        "A binding message that is not acceptable is answered with invalid_request.",
    ),
    _fault(
        "expiry_unchecked", "7.1/requested-expiry-positive-integer",
        "backchannel.requested_expiry_positive", skipped,
        "A requested_expiry that is not a positive integer is ignored.",
    ),
    _fault(
        "expiry_zero_accepted", "7.1/requested-expiry-positive-integer",
        "backchannel.requested_expiry_positive",
        forgiving(sound.requested_expiry_positive, _expiry_zero),
        "A requested_expiry of 0 is ignored.",
    ),
    _fault(
        "expiry_fraction_accepted", "7.1/requested-expiry-positive-integer",
        "backchannel.requested_expiry_positive",
        forgiving(sound.requested_expiry_positive, _expiry_with_fraction),
        "A requested_expiry with a fraction is ignored.",
    ),
)  # fmt: skip

_HINTS = (
    _fault(
        "hint_missing_misreported", "7.1/hint-required", "backchannel.hint_present", skipped,
        "A request without a hint is answered with unknown_user_id.",
    ),
    _fault(
        "two_hints_accepted", "7.2/one-hint-only", "backchannel.one_hint", skipped,
        "A login_hint sent with an id_token_hint is ignored.",
    ),
    _fault(
        "unknown_user_misreported", "7.2/unknown-user-refused", "backchannel.end_user_known",
        misreported(sound.end_user_known, InvalidRequest),
        "A hint that identifies nobody is answered with invalid_request.",
    ),
    _fault(
        "login_hint_of_another", "7.2/hint-identifies-end-user", "backchannel_hint.by_login_hint",
        _another_than(sound.by_login_hint), "A login_hint is treated as another end-user's.",
    ),
    _fault(
        "id_token_hint_of_another", "7.2/hint-identifies-end-user",
        "backchannel_hint.by_id_token_hint", _another_than(sound.by_id_token_hint),
        "An ID Token is treated as another end-user's.",
    ),
    _fault(
        "nonsense_is_a_hint", "7.2/hint-validated", "backchannel_hint.by_id_token_hint",
        _anybody_for_nonsense, "An id_token_hint that cannot be read names the first end-user.",
    ),
    _fault(
        "hint_signature_unverified", "14/id-token-hint-signature-verified",
        "backchannel.id_token_hint_signed", skipped,
        "An ID Token with a wrong signature is accepted as a hint.",
    ),
    _fault(
        "hint_unsigned", "14/id-token-hint-signature-verified",
        "backchannel.id_token_hint_signed",
        forgiving(sound.id_token_hint_signed, hint_is_unsigned),
        "An ID Token without a signature is accepted as a hint.",
    ),
    _fault(
        "hint_of_any_client", "14/id-token-hint-audience", "backchannel.id_token_hint_of_client",
        skipped, "An ID Token of another client is accepted as a hint.",
    ),
    _fault(
        "expired_hint_refused", "14/expired-id-token-hint-accepted",
        "backchannel.id_token_hint_signed",
        also_refusing(sound.id_token_hint_signed, hint_has_expired, InvalidRequest),
        "An ID Token that has expired is refused as a hint.",
    ),
)  # fmt: skip

FAULTS = (
    *credentials_ignored("backchannel", "CIBA-7.2/client-authentication-verified"),
    *_CLIENT,
    *_REQUESTS,
    *_HINTS,
)
