"""The refresh of an access token: RFC 6749 6, RFC 9700 4.14.2, OpenID Connect Core 12."""

from ...core.client_request import GrantRequest
from ...core.clients import EVERY_CLIENT
from ...core.seams import Behaviours
from ...core.store import SPENT
from ..token_endpoint.grants import grant_type
from ..tokens.access_token import issue_access_token
from ..tokens.issuing import id_token_for, issue_refresh_token, resources
from ..tokens.records import REFRESH_TOKEN, Issued
from .duties import refresh_token
from .id_token import refreshed_id_token
from .presented import refresh_token_of

refresh = Behaviours("refresh")


@refresh
def successor(request: GrantRequest) -> str | None:
    """RFC 9700 4.14.2: each use replaces the refresh token, with the same grant."""
    request.provider.store[SPENT][refresh_token_of(request).value] = True
    return issue_refresh_token(request.provider, refresh_token_of(request).grant)


@refresh
def scopes(request: GrantRequest) -> tuple[str, ...]:
    """RFC 6749 6: the scope asked for, by default the one that was granted."""
    return request.parameters.words("scope") or refresh_token_of(request).grant.scopes


@grant_type(REFRESH_TOKEN, "refresh_token", clients=EVERY_CLIENT)
def renew(request: GrantRequest) -> Issued:
    """Exchange a refresh token for tokens."""
    provider = request.provider
    provider.check(refresh_token, request)
    grant = refresh_token_of(request).grant
    at = provider.use(resources)(request, grant)
    token = issue_access_token(provider, grant, provider.use(scopes)(request), at)
    return Issued(
        provider,
        token,
        provider.use(successor)(request),
        id_token_for(provider, token, refreshed_id_token),
    )
