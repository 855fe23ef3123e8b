"""Faults of refresh tokens, and of revocation."""

from ...core.client_request import GrantRequest
from ...core.errors import AccessDenied, InvalidGrant, InvalidRequest
from ...core.faults.fault import also_refusing, misreported, skipped
from ...core.sessions import SESSIONS
from ...flows.refresh_token import duties as refresh_token
from ...flows.refresh_token.presented import presented, refresh_token_of
from ...flows.revocation import duties as of_revocation
from ...flows.tokens.issuing import REFRESH_TOKEN_LIFETIME
from ...flows.tokens.records import REFRESH_TOKENS, RefreshToken
from .fault import fault


def _online(request: GrantRequest) -> bool:
    """Whether a new refresh token is used while the end-user has a session."""
    if request.parameters.get("refresh_token") is None:
        return False
    provider, token = request.provider, refresh_token_of(request)
    young = token.expires_at - provider.clock.now() > REFRESH_TOKEN_LIFETIME - 3600
    sessions = provider.store[SESSIONS].values()
    return young and any(session.user == token.grant.user for session in sessions)


def _nearly_over(request: GrantRequest) -> bool:
    return request.provider.clock.now() >= refresh_token_of(request).expires_at - 3600


def _the_same(request: GrantRequest) -> str:
    return refresh_token_of(request).value


def _the_latest(request: GrantRequest) -> RefreshToken:
    known = request.provider.store[REFRESH_TOKENS]
    if request.parameters.get("refresh_token") in known:
        return presented(request)
    own = (token for token in known.values() if token.grant.client == request.client)
    return list(own)[-1]


def _without_hint(request: GrantRequest) -> bool:
    return request.parameters.get("token_type_hint") is None


FAULTS = (
    fault(
        "refresh_refused",
        "oidcToken/refresh-token",
        "refresh_token.refresh_token_present",
        also_refusing(refresh_token.refresh_token_present, _online, InvalidGrant),
        "A refresh token is refused in its first hour while the end-user has a session.",
    ),
    fault(
        "refresh_token_kept",
        "oidcToken/refresh-token-rotated",
        "refresh.successor",
        _the_same,
        "A refresh token stays the same when it is used.",
        leaves_traces=True,
    ),
    fault(
        "refresh_token_missing_misreported",
        "oidcToken/refresh-token-required",
        "refresh_token.refresh_token_present",
        misreported(refresh_token.refresh_token_present, AccessDenied),
        "A missing refresh_token is answered as if the end-user had denied the request.",
    ),
    fault(
        "refresh_token_unchecked",
        "oidcToken/refresh-token-verified",
        "refresh.presented",
        _the_latest,
        "An unknown refresh token is treated as the client's latest one.",
    ),
    fault(
        "refresh_token_short_lived",
        "oidcToken/refresh-token-lives",
        "refresh_token.refresh_token_unexpired",
        also_refusing(refresh_token.refresh_token_unexpired, _nearly_over, InvalidGrant),
        "A refresh token expires an hour before its 14 days are over.",
    ),
    fault(
        "refresh_token_for_ever",
        "oidcToken/refresh-token-expires",
        "refresh_token.refresh_token_unexpired",
        skipped,
        "A refresh token never expires.",
    ),
    fault(
        "revoked_refresh_token_good",
        "oidcRevokeToken/refresh-token-revoked",
        "revocation_effect.refresh_token_revoked",
        skipped,
        "A revoked refresh token is still valid.",
        leaves_traces=True,
    ),
    fault(
        "revoked_access_token_good",
        "oidcRevokeToken/access-token-revoked",
        "revocation_effect.access_token_revoked",
        skipped,
        "A revoked access token is still valid.",
        leaves_traces=True,
    ),
    fault(
        "revocation_hint_needed",
        "oidcRevokeToken/token-type-hint-optional",
        "revocation.token_present",
        also_refusing(of_revocation.token_present, _without_hint, InvalidRequest),
        "A revocation without token_type_hint is refused.",
    ),
    fault(
        "revocation_token_unneeded",
        "oidcRevokeToken/token-required",
        "revocation.token_present",
        skipped,
        "A revocation without token is confirmed.",
    ),
)
