"""The refresh of an access token: RFC 6749 6, RFC 9700 4.14.2, OpenID Connect Core 12."""

from ..checks.refresh_token import refresh_token
from ..messages import GrantRequest
from ..responses.access_token import issue_access_token
from ..responses.id_token import refreshed_id_token
from ..responses.token import Issued
from ..seams import Behaviours
from .tokens import id_token_for, issue_refresh_token, resources

refresh = Behaviours("refresh")


@refresh
def successor(request: GrantRequest) -> str | None:
    """RFC 9700 4.14.2: each use replaces the refresh token, with the same grant."""
    request.provider.store.spent[request.refresh_token.value] = True
    return issue_refresh_token(request.provider, request.refresh_token.grant)


@refresh
def scopes(request: GrantRequest) -> tuple[str, ...]:
    """RFC 6749 6: the scope asked for, by default the one that was granted."""
    return request.parameters.words("scope") or request.refresh_token.grant.scopes


def renew(request: GrantRequest) -> Issued:
    """Exchange a refresh token for tokens."""
    provider = request.provider
    provider.check(refresh_token, request)
    grant = request.refresh_token.grant
    at = provider.use(resources)(request, grant)
    token = issue_access_token(provider, grant, provider.use(scopes)(request), at)
    return Issued(
        provider,
        token,
        provider.use(successor)(request),
        id_token_for(provider, token, refreshed_id_token),
    )
