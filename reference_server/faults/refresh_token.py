"""Faults of the refresh."""

from dataclasses import replace
from itertools import count
from typing import Any

from .. import messages
from ..checks import refresh_token as sound
from ..errors import InvalidGrant, Refusal
from ..grants import refresh_token as grant
from ..grants.tokens import issue_refresh_token
from ..messages import GrantRequest
from ..models import Grant, RefreshToken
from ..scopes import OFFLINE_ACCESS, OPENID
from ..store import unguessable
from .fault import Fault, forgiving, misreported, skipped

_numbers = count(100_000)


def _shares_beginning(value: str, known: str) -> bool:
    return len(value) > 16 and value[:8] == known[:8]


def _modified_accepted(request: GrantRequest) -> RefreshToken:
    value = request.parameters.get("refresh_token") or ""
    candidates = request.provider.store.refresh_tokens.values()
    meant = (token for token in candidates if _is_modified(value, token.value))
    return next(meant, None) or messages.refresh_token(request)


def _is_modified(value: str, known: str) -> bool:
    same = sum(one == other for one, other in zip(value, known, strict=False))
    return value != known and same >= max(len(known), len(value)) - 4


def _never_issued_accepted(request: GrantRequest) -> RefreshToken:
    try:
        return messages.refresh_token(request)
    except Refusal:
        value = request.parameters.get("refresh_token") or ""
        if any(_is_modified(value, known) for known in request.provider.store.refresh_tokens):
            raise
        user = request.provider.users["alice"]
        now = request.provider.clock.now()
        scopes = (OPENID, OFFLINE_ACCESS)
        made_up = Grant(unguessable(), request.client, user.sub, scopes, user, int(now))
        return RefreshToken(value, made_up, now + 60)


def _narrowed_successor(request: GrantRequest) -> str | None:
    token = request.refresh_token
    request.provider.store.spent[token.value] = True
    narrowed = grant.scopes(request)
    scopes = tuple(scope for scope in token.grant.scopes if scope in (*narrowed, OFFLINE_ACCESS))
    return issue_refresh_token(request.provider, replace(token.grant, scopes=scopes))


def _without_last(request: GrantRequest) -> tuple[str, ...]:
    asked = request.parameters.words("scope")
    return asked or tuple(
        scope for scope in request.refresh_token.grant.scopes if scope in (OPENID, OFFLINE_ACCESS)
    )


def _of_public(request: GrantRequest) -> bool:
    return request.client.is_public


def _fault(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"refresh_token_{name}", requirement, seam, replacement, sentence)


FAULTS = (
    _fault(
        "missing_misreported", "RFC6749-6/refresh-token-required",
        "refresh_token.refresh_token_present",
        misreported(sound.refresh_token_present, InvalidGrant),
        "A missing refresh_token is answered with invalid_grant.",
    ),
    _fault(
        "never_issued_accepted", "RFC6749-6/refresh-token-validated", "presented.refresh_token",
        _never_issued_accepted, "A refresh token that was never issued is accepted.",
    ),
    _fault(
        "modified_accepted", "RFC6749-10.4/refresh-token-modified", "presented.refresh_token",
        _modified_accepted, "A refresh token with another last character is accepted.",
    ),
    _fault(
        "not_bound_to_client", "RFC6749-6/refresh-token-bound-to-client",
        "refresh_token.refresh_token_of_client", skipped,
        "A client can use the refresh token of another client.",
    ),
    _fault(
        "scope_exceeded", "RFC6749-6/scope-not-exceeded", "refresh_token.scope_narrower", skipped,
        "A refresh can widen the scope.",
    ),
    _fault(
        "scope_reduced", "RFC6749-6/scope-omitted-equals-original", "refresh.scopes",
        _without_last, "A refresh without scope yields less than was granted.",
    ),
    _fault(
        "successor_narrowed", "RFC6749-6/new-refresh-token-scope-identical", "refresh.successor",
        _narrowed_successor, "The new refresh token has the narrowed scope.",
    ),
    _fault(
        "reusable", "RFC9700-4.14.2/public-client-replay-detected",
        "refresh_token.refresh_token_unused",
        forgiving(sound.refresh_token_unused, _of_public),
        "A public client can use a refresh token twice.",
    ),
    _fault(
        "replay_harmless", "RFC9700-4.14.2/replay-revokes-active-token",
        "refresh_token_reuse.family_revoked", skipped,
        "The replay of a refresh token leaves the active one alone.",
    ),
    _fault(
        "guessable", "RFC6749-10.10/refresh-token-unguessable", "tokens.refresh_token_value",
        lambda grant: str(next(_numbers)), "The refresh tokens are consecutive numbers.",
    ),
)  # fmt: skip
