"""The authorization code grant: RFC 6749 4.1.3, OpenID Connect Core 3.1.3."""

from ..checks.authorization_code import authorization_code, code_use
from ..checks.pkce import pkce
from ..messages import GrantRequest
from ..responses.access_token import issue_access_token
from ..responses.token import Issued
from .tokens import id_token_for, issue_refresh_token, resources


def redeem(request: GrantRequest) -> Issued:
    """Exchange an authorization code for tokens."""
    provider = request.provider
    for table in (authorization_code, pkce, code_use):
        provider.check(table, request)
    code = request.code
    provider.store.spent[code.value] = True
    at = provider.use(resources)(request, code.grant)
    token = issue_access_token(provider, code.grant, code.grant.scopes, at)
    return Issued(
        provider,
        token,
        issue_refresh_token(provider, code.grant),
        id_token_for(provider, token, refreshed=False),
    )
