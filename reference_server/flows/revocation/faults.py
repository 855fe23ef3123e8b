"""Faults of the revocation endpoint."""

from typing import Any

from ...core import client_authentication as client_sound, client_refusal
from ...core.client_authentication import Credentials
from ...core.client_request import GrantRequest
from ...core.clients import Client
from ...core.errors import InvalidClient, InvalidGrant, InvalidRequest, OAuthError
from ...core.faults.credentials import named_by, unauthenticated
from ...core.faults.endpoint import credentials_ignored
from ...core.faults.fault import (
    Fault,
    absent,
    also_refusing,
    constant,
    forgiving,
    otherwise,
    skipped,
    suffixed,
)
from ...core.store import SPENT
from ..tokens.faults.recognition import HINTED, obeying_the_hint
from ..tokens.records import AccessToken, RefreshToken, known_token
from . import duties as sound
from .records import revocation


def _without_hint(request: GrantRequest) -> bool:
    return request.parameters.get("token_type_hint") is None


def _unknown_hint(request: GrantRequest) -> bool:
    return (request.parameters.get("token_type_hint") or "access_token") not in HINTED


def _spent(request: GrantRequest) -> bool:
    token = sound.found(request)
    return token is not None and token.value in request.provider.store[SPENT]


def _expired(request: GrantRequest) -> bool:
    token = sound.found(request)
    return token is not None and request.provider.clock.now() >= token.expires_at


def _of_public_client(request: GrantRequest) -> bool:
    token = sound.found(request)
    return token is not None and token.grant.client.is_public


def _foreign_access_token_unseen(request: GrantRequest) -> AccessToken | RefreshToken | None:
    return _own_alone(request) if _is_access_token(request) else sound.found(request)


def _none(request: GrantRequest) -> bool:
    return request.parameters.get("token") is not None and sound.found(request) is None


def _own_alone(request: GrantRequest) -> AccessToken | RefreshToken | None:
    token = sound.found(request)
    own = token is not None and token.grant.client.client_id == request.client.client_id
    return token if own else None


def _revoked_all_the_same(request: GrantRequest) -> None:
    try:
        sound.token_of_client(request)
    except InvalidGrant:
        request.provider.check(sound.revocation_effect, request)
        raise


def _revoked_before_the_secret_is_compared(presented: Credentials) -> None:
    try:
        client_sound.secret_matches(presented)
    except InvalidClient:
        assert presented.client is not None
        request = GrantRequest(presented.provider, presented.parameters, presented.client)
        presented.provider.check(sound.revocation_effect, request)
        raise


class _UnsupportedTokenType(OAuthError):
    """Tokens of this type are not revoked."""

    code = "unsupported_token_type"


def _is_access_token(request: GrantRequest) -> bool:
    return isinstance(sound.found(request), AccessToken)


def _client_of_token(presented: Credentials) -> Client | None:
    token = known_token(presented.provider.store, presented.parameters.get("token") or "")
    return token.grant.client if token is not None else None


def _of_foreign_token(refusal: OAuthError) -> bool:
    return isinstance(refusal, InvalidGrant)


def _fault(
    name: str, requirement: str, seam: str, replacement: Any, sentence: str, *, traces: bool = False
) -> Fault:
    requirement = f"RFC7009-{requirement}"
    return Fault(f"revocation_{name}", requirement, seam, replacement, sentence, traces)


_EFFECTS = (
    _fault(
        "keeps_refresh_token", "2/refresh-token-revocable",
        "revocation_effect.refresh_token_revoked",
        forgiving(sound.refresh_token_revoked, _without_hint),
        "A refresh token stays valid after its revocation, unless token_type_hint was sent.",
    ),
    _fault(
        "keeps_access_token", "2/access-token-revocable",
        "revocation_effect.access_token_revoked",
        forgiving(sound.access_token_revoked, _without_hint),
        "An access token stays valid after its revocation, unless token_type_hint was sent.",
    ),
    _fault(
        "of_access_tokens_unsupported", "2/access-token-revocable", "revocation.token_of_client",
        also_refusing(sound.token_of_client, _is_access_token, _UnsupportedTokenType),
        "Access tokens are not revoked: unsupported_token_type.",
    ),
    _fault(
        "keeps_access_tokens_of_grant", "2.1/refresh-token-ends-access-tokens",
        "revocation_effect.access_tokens_of_grant_revoked", skipped,
        "An access token stays valid after the refresh token of its grant is revoked.",
    ),
    _fault(
        "hint_obeyed", "2.1/search-extended", "revocation_token.found",
        obeying_the_hint(sound.found),
        "Only tokens of the type in token_type_hint are searched.",
    ),
    _fault(
        "unknown_hint_refused", "2.2/invalid-hint-ignored", "revocation.token_present",
        also_refusing(sound.token_present, _unknown_hint, InvalidRequest),
        "An unknown token_type_hint is refused.",
    ),
    _fault(
        "unknown_token_refused", "2.2/invalid-token-200", "revocation.token_present",
        also_refusing(sound.token_present, _none, InvalidRequest),
        "An unknown token is refused.",
    ),
    _fault(
        "spent_token_refused", "2.2/invalid-token-200", "revocation.token_present",
        also_refusing(sound.token_present, _spent, InvalidRequest),
        "A refresh token that has been replaced is refused.",
    ),
    _fault(
        "expired_token_refused", "2.2/invalid-token-200", "revocation.token_present",
        also_refusing(sound.token_present, _expired, InvalidRequest),
        "A token that has expired is refused.",
    ),
    _fault(
        "status_204", "2.2/status-200", "revocation_status.of_success", constant(204),
        "A revocation is confirmed with the status 204.",
    ),
)  # fmt: skip

_CLIENTS = (
    _fault(
        "of_other_client_unrefused", "2.1/token-of-other-client-refused",
        "revocation_token.found", _own_alone,
        "The revocation of another client's token is confirmed, and has no effect.",
    ),
    _fault(
        "of_other_by_public", "2.1/token-of-other-client-kept", "revocation.token_of_client",
        forgiving(sound.token_of_client, lambda request: request.client.is_public),
        "A public client can revoke anybody's token.",
    ),
    _fault(
        "public_unbound", "2.1/token-of-other-client-kept", "revocation.token_of_client",
        forgiving(sound.token_of_client, _of_public_client),
        "Any client can revoke the token of a public one.",
    ),
    _fault(
        "of_other_access_token_confirmed", "2.1/token-of-other-client-refused",
        "revocation_token.found", _foreign_access_token_unseen,
        "The revocation of another client's access token is confirmed, and has no effect.",
    ),
    _fault(
        "by_other_client", "2.1/token-of-other-client-kept", "revocation.token_of_client",
        _revoked_all_the_same, "A refused request of another client revokes the token.",
        traces=True,
    ),
    _fault(
        "by_wrong_secret", "2.1/client-authentication-verified",
        "revocation_client.secret_matches", _revoked_before_the_secret_is_compared,
        "A refused request with a wrong secret revokes the token.", traces=True,
    ),
    _fault(
        "unauthenticated", "2.1/client-authentication-required",
        "revocation_client.method_registered",
        forgiving(client_sound.method_registered, unauthenticated),
        "A confidential client can revoke tokens by its client_id.",
    ),
    _fault(
        "secret_ignored", "2.1/client-authentication-verified",
        "revocation_client.secret_matches", skipped,
        "Any secret authenticates a client at the revocation endpoint.",
    ),
    _fault(
        "public_client_unnamed", "5/public-client-id-required", "credentials.named_client",
        named_by(_client_of_token), "A public client need not send its client_id with a token.",
    ),
)  # fmt: skip

_REFUSALS = (
    _fault(
        "token_missing_confirmed", "2.1/token-required", "revocation.token_present", skipped,
        "A revocation without token is confirmed.",
    ),
    _fault(
        "token_repeated_accepted", "2.2.1/repeated-parameter-refused",
        "revocation_request.parameters_once", skipped, "A repeated token is accepted.",
    ),
    _fault(
        "error_characters", "2.2.1/error-present", "revocation_error.error",
        otherwise(client_refusal.error, _of_foreign_token, "not\\yours"),
        "The error has a backslash.",
    ),
    _fault(
        "error_description_characters", "2.2.1/error-description-characters",
        "revocation_error.error_description", suffixed(client_refusal.error_description, "\\"),
        "The error_description has a backslash.",
    ),
    _fault(
        "error_uri_characters", "2.2.1/error-uri-characters", "revocation_error.error_uri",
        constant("see the manual"), "The error_uri has spaces.",
    ),
    _fault(
        "error_text", "2.2.1/content-type-json", "revocation_error_header.content_type",
        constant("text/plain; charset=utf-8"), "A refusal is text/plain.",
    ),
    _fault(
        "error_status_403", "2.2.1/error-status", "revocation_status.of_error",
        otherwise(revocation.status["of_error"], _of_foreign_token, 403),
        "The revocation of another client's token has the status 403.",
    ),
    _fault(
        "failed_header_400", "2.2.1/header-authentication-challenged",
        "revocation_status.of_error", constant(400),
        "A failed authentication by header has the status 400.",
    ),
    _fault(
        "error_unchallenged", "2.2.1/header-authentication-challenged",
        "revocation_error_header.www_authenticate", absent,
        "A failed authentication by header has no WWW-Authenticate.",
    ),
)  # fmt: skip

FAULTS = (
    *credentials_ignored("revocation", "RFC7009-2.1/client-authentication-verified"),
    *_EFFECTS,
    *_CLIENTS,
    *_REFUSALS,
)
