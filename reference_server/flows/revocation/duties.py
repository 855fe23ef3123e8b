"""What a revocation request must keep, and what it does to the token: RFC 7009 2.1."""

from collections.abc import Callable

from ...core.client_request import GrantRequest
from ...core.errors import InvalidGrant, InvalidRequest
from ...core.seams import Behaviours, Table
from ..tokens.records import (
    GRANTS_WITHOUT_ACCESS,
    GRANTS_WITHOUT_REFRESH,
    REVOKED,
    AccessToken,
    RefreshToken,
    known_token,
)
from .records import revocation

revocation_effect = Table[Callable[[GrantRequest], None]]("revocation_effect")
revocation_token = Behaviours("revocation_token")


@revocation_token
def found(request: GrantRequest) -> AccessToken | RefreshToken | None:
    """RFC 7009 2.1: the token is looked for everywhere, whatever token_type_hint says."""
    return known_token(request.provider.store, request.parameters.get("token") or "")


def presented(request: GrantRequest) -> AccessToken | RefreshToken | None:
    """The token that is to be revoked, if there is one."""
    return request.provider.use(found)(request)


@revocation.check
def token_present(request: GrantRequest) -> None:
    """RFC 7009 2.1: token is required."""
    if request.parameters.get("token") is None:
        raise InvalidRequest("token is missing")


@revocation.check
def token_of_client(request: GrantRequest) -> None:
    """RFC 7009 2.1: the token was issued to this client."""
    token = presented(request)
    if token is not None and token.grant.client.client_id != request.client.client_id:
        raise InvalidGrant("the token was issued to another client")


@revocation_effect
def access_token_revoked(request: GrantRequest) -> None:
    """RFC 7009 2: an access token is invalidated."""
    token = presented(request)
    if isinstance(token, AccessToken):
        request.provider.store[REVOKED][token.value] = True


@revocation_effect
def refresh_token_revoked(request: GrantRequest) -> None:
    """RFC 7009 2: a refresh token is invalidated, with the whole line that it is of."""
    token = presented(request)
    if isinstance(token, RefreshToken):
        request.provider.store[GRANTS_WITHOUT_REFRESH][token.grant.grant_id] = True


@revocation_effect
def access_tokens_of_grant_revoked(request: GrantRequest) -> None:
    """RFC 7009 2.1: the access tokens of its grant go with a refresh token."""
    token = presented(request)
    if isinstance(token, RefreshToken):
        request.provider.store[GRANTS_WITHOUT_ACCESS][token.grant.grant_id] = True
