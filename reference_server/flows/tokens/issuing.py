"""What grants have in common: when a refresh token is due, and how tokens are issued."""

from ...core.client_request import GrantRequest
from ...core.provider import Provider
from ...core.resources import asked
from ...core.scopes import OFFLINE_ACCESS, OPENID
from ...core.seams import Behaviours, Table
from ...core.store import unguessable
from .access_token import issue_access_token
from .id_token import Claim, id_token, issue_id_token
from .records import REFRESH_TOKEN, REFRESH_TOKENS, AccessToken, Grant, Issued, RefreshToken

REFRESH_TOKEN_LIFETIME = 14 * 24 * 3600

tokens = Behaviours("tokens")


@tokens
def refresh_token_due(grant: Grant) -> bool:
    """RFC 9700 4.14.2: refresh tokens are for clients that registered the grant."""
    return OFFLINE_ACCESS in grant.scopes and REFRESH_TOKEN in grant.client.grant_types


@tokens
def id_token_due(grant: Grant) -> bool:
    """OpenID Connect Core 3.1.2.1: only a request with openid is an authentication request."""
    return OPENID in grant.scopes


@tokens
def refresh_token_value(grant: Grant) -> str:
    """RFC 6749 10.10: a refresh token cannot be guessed."""
    return unguessable()


@tokens
def resources(request: GrantRequest, grant: Grant) -> tuple[str, ...]:
    """RFC 8707 2.2: the resources asked for, by default those that were granted."""
    return asked(request.parameters) or grant.resources


def issued(request: GrantRequest, grant: Grant) -> Issued:
    """The tokens that are due for what an end-user granted, for the resources asked for."""
    provider = request.provider
    at = provider.use(resources)(request, grant)
    token = issue_access_token(provider, grant, grant.scopes, at)
    refresh_token = issue_refresh_token(provider, grant)
    return Issued(provider, token, refresh_token, id_token_for(provider, token, id_token))


def issue_refresh_token(provider: Provider, grant: Grant) -> str | None:
    """Make and remember a refresh token if one is due."""
    if not provider.use(refresh_token_due)(grant):
        return None
    value = provider.use(refresh_token_value)(grant)
    expires_at = provider.clock.now() + REFRESH_TOKEN_LIFETIME
    provider.store[REFRESH_TOKENS][value] = RefreshToken(value, grant, expires_at)
    return value


def id_token_for(provider: Provider, token: AccessToken, table: Table[Claim]) -> str | None:
    """An ID Token with the claims of a table, if one is due."""
    due = provider.use(id_token_due)(token.grant)
    return issue_id_token(provider, token, table) if due else None
