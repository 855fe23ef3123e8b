"""Faults of the refresh."""

from dataclasses import replace
from typing import Any

from ....core.client_request import GrantRequest
from ....core.errors import InvalidGrant, Refusal
from ....core.faults.fault import Fault, misreported, numbered, skipped
from ....core.scopes import OFFLINE_ACCESS, OPENID
from ....core.store import SPENT
from ...token_endpoint.faults.grant import clients_unproven
from ...tokens.faults.recognition import is_modified, of_presenter
from ...tokens.issuing import issue_refresh_token
from ...tokens.records import REFRESH_TOKEN, REFRESH_TOKENS, RefreshToken
from .. import duties as sound, grant
from ..presented import presented, refresh_token_of


def _modified_accepted(request: GrantRequest) -> RefreshToken:
    value = request.parameters.get("refresh_token") or ""
    candidates = request.provider.store[REFRESH_TOKENS].values()
    near = (token for token in candidates if is_modified(value, token.value))
    return next(near, None) or presented(request)


def _latest_instead(request: GrantRequest) -> RefreshToken:
    tokens = request.provider.store[REFRESH_TOKENS]
    try:
        return presented(request)
    except Refusal:
        value = request.parameters.get("refresh_token") or ""
        of_client = [token for token in tokens.values() if token.grant.client == request.client]
        if not of_client or any(is_modified(value, known) for known in tokens):
            raise
        return of_client[-1]


def _used_again(request: GrantRequest) -> None:
    presented, store = refresh_token_of(request), request.provider.store
    if presented.value in store[SPENT]:
        for token in _line(request):
            if token != presented:
                del store[REFRESH_TOKENS][token.value]


def _line(request: GrantRequest) -> list[RefreshToken]:
    grant_id = refresh_token_of(request).grant.grant_id
    tokens = request.provider.store[REFRESH_TOKENS].values()
    return [token for token in tokens if token.grant.grant_id == grant_id]


def _narrowed_successor(request: GrantRequest) -> str | None:
    token = refresh_token_of(request)
    request.provider.store[SPENT][token.value] = True
    narrowed = grant.scopes(request)
    scopes = tuple(scope for scope in token.grant.scopes if scope in (*narrowed, OFFLINE_ACCESS))
    return issue_refresh_token(request.provider, replace(token.grant, scopes=scopes))


def _narrowed_at_first(request: GrantRequest) -> tuple[str, ...]:
    if request.parameters.words("scope") or len(_line(request)) > 1:
        return grant.scopes(request)
    return tuple(
        scope
        for scope in refresh_token_of(request).grant.scopes
        if scope in (OPENID, OFFLINE_ACCESS)
    )


def _fault(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"refresh_token_{name}", requirement, seam, replacement, sentence)


FAULTS = (
    *clients_unproven(REFRESH_TOKEN, "RFC6749-6"),
    _fault(
        "missing_misreported", "RFC6749-6/refresh-token-required",
        "refresh_token.refresh_token_present",
        misreported(sound.refresh_token_present, InvalidGrant),
        "A missing refresh_token is answered with invalid_grant.",
    ),
    _fault(
        "never_issued_accepted", "RFC6749-6/refresh-token-validated", "refresh.presented",
        _latest_instead, "A refresh token that was never issued is treated as the latest one.",
    ),
    _fault(
        "modified_accepted", "RFC6749-10.4/refresh-token-modified", "refresh.presented",
        _modified_accepted, "A refresh token with another last character is accepted.",
    ),
    _fault(
        "not_bound_to_client", "RFC6749-6/refresh-token-bound-to-client",
        "refresh.presented",
        of_presenter(presented, lambda presenting, owner: True),
        "A client can use the refresh token of another client.",
    ),
    _fault(
        "of_public_client_unbound", "RFC6749-6/refresh-token-bound-to-client",
        "refresh.presented",
        of_presenter(presented, lambda presenting, owner: owner.is_public),
        "A client can use the refresh token of a public client.",
    ),
    _fault(
        "open_to_public_clients", "RFC6749-6/refresh-token-bound-to-client",
        "refresh.presented",
        of_presenter(
            presented,
            lambda presenting, owner: presenting.is_public and not owner.is_public,
        ),
        "A public client can use the refresh token of a confidential client.",
    ),
    _fault(
        "scope_exceeded", "RFC6749-6/scope-not-exceeded", "refresh_token.scope_narrower", skipped,
        "A refresh can widen the scope.",
    ),
    _fault(
        "scope_reduced", "RFC6749-6/scope-omitted-equals-original", "refresh.scopes",
        _narrowed_at_first, "A refresh without scope brings less than was granted.",
    ),
    _fault(
        "successor_narrowed", "RFC6749-6/new-refresh-token-scope-identical", "refresh.successor",
        _narrowed_successor, "The new refresh token has the narrowed scope.",
    ),
    _fault(
        "reusable", "RFC9700-4.14.2/public-client-replay-detected",
        "refresh_token.refresh_token_unused",
        _used_again, "A refresh token can be used twice, which revokes the active one.",
    ),
    _fault(
        "everlasting", "RFC9700-4.14.2/unused-expire", "refresh_token.refresh_token_unexpired",
        skipped, "A refresh token never expires.",
    ),
    _fault(
        "replay_harmless", "RFC9700-4.14.2/replay-revokes-active-token",
        "refresh_token_reuse.family_revoked", skipped,
        "The replay of a refresh token does not revoke the active one.",
    ),
    _fault(
        "guessable", "RFC6749-10.10/refresh-token-unguessable", "tokens.refresh_token_value",
        numbered(), "The refresh tokens are consecutive numbers.",
    ),
)  # fmt: skip
