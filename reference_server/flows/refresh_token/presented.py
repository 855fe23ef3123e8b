"""The refresh token that a request presents."""

from __future__ import annotations

from ...core.client_request import GrantRequest
from ...core.errors import InvalidGrant
from ...core.seams import Behaviours
from ..tokens.records import REFRESH_TOKENS, RefreshToken

refresh = Behaviours("refresh")


@refresh
def presented(request: GrantRequest) -> RefreshToken:
    """RFC 6749 6: the refresh token is one that the provider issued."""
    value = request.parameters.get("refresh_token")
    known = request.provider.store[REFRESH_TOKENS].get(value or "")
    if known is None:
        raise InvalidGrant("the refresh token is unknown")
    return known


def refresh_token_of(request: GrantRequest) -> RefreshToken:
    """The refresh token that is presented; InvalidGrant where it is none."""
    return request.once(request.provider.use(presented))
