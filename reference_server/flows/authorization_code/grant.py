"""The authorization code grant: RFC 6749 4.1.3, OpenID Connect Core 3.1.3."""

from __future__ import annotations

from ...core.client_request import GrantRequest
from ...core.clients import EVERY_CLIENT
from ...core.store import SPENT
from ..token_endpoint.grants import grant_type
from ..tokens.issuing import issued
from ..tokens.records import Issued
from .code import AUTHORIZATION_CODE, code_of
from .duties import authorization_code, code_use
from .pkce import pkce


@grant_type(AUTHORIZATION_CODE, "code", "redirect_uri", "code_verifier", clients=EVERY_CLIENT)
def redeem(request: GrantRequest) -> Issued:
    """Exchange an authorization code for tokens."""
    for table in (authorization_code, pkce, code_use):
        request.provider.check(table, request)
    request.provider.store[SPENT][code_of(request).value] = True
    return issued(request, code_of(request).grant)
