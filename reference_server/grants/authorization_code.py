"""The authorization code grant: RFC 6749 4.1.3, OpenID Connect Core 3.1.3."""

from ..checks.authorization_code import authorization_code, code_use
from ..checks.pkce import pkce
from ..messages import GrantRequest
from ..responses.token import Issued
from .tokens import issued


def redeem(request: GrantRequest) -> Issued:
    """Exchange an authorization code for tokens."""
    for table in (authorization_code, pkce, code_use):
        request.provider.check(table, request)
    request.provider.store.spent[request.code.value] = True
    return issued(request, request.code.grant)
