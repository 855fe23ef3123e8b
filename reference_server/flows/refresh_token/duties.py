"""What a refresh must keep."""

from collections.abc import Callable

from ...core.client_request import GrantRequest
from ...core.errors import InvalidGrant, InvalidRequest, InvalidScope, InvalidTarget
from ...core.resources import asked
from ...core.seams import Table
from ...core.store import SPENT
from ..tokens.records import GRANTS_WITHOUT_REFRESH, is_revoked
from .presented import refresh_token_of

refresh_token = Table[Callable[[GrantRequest], None]]("refresh_token")
refresh_token_reuse = Table[Callable[[GrantRequest], None]]("refresh_token_reuse")


@refresh_token
def refresh_token_present(request: GrantRequest) -> None:
    """RFC 6749 6: refresh_token is required."""
    if request.parameters.get("refresh_token") is None:
        raise InvalidRequest("refresh_token is missing")


@refresh_token.fixed
def refresh_token_of_client(request: GrantRequest) -> None:
    """RFC 6749 6: the refresh token was issued to this client."""
    if refresh_token_of(request).grant.client.client_id != request.client.client_id:
        raise InvalidGrant("the refresh token was issued to another client")


@refresh_token
def refresh_token_unused(request: GrantRequest) -> None:
    """RFC 9700 4.14.2: a rotated refresh token is refused, and its reuse has consequences."""
    if refresh_token_of(request).value in request.provider.store[SPENT]:
        request.provider.check(refresh_token_reuse, request)
        raise InvalidGrant("the refresh token was used before")


@refresh_token
def refresh_token_unrevoked(request: GrantRequest) -> None:
    """RFC 6749 6: the refresh token was not revoked."""
    if is_revoked(request.provider.store, refresh_token_of(request)):
        raise InvalidGrant("the refresh token was revoked")


@refresh_token
def refresh_token_unexpired(request: GrantRequest) -> None:
    """RFC 9700 4.14.2: a refresh token expires."""
    if request.provider.clock.now() >= refresh_token_of(request).expires_at:
        raise InvalidGrant("the refresh token has expired")


@refresh_token
def scope_narrower(request: GrantRequest) -> None:
    """RFC 6749 6: the scope includes nothing that was not granted."""
    if not set(request.parameters.words("scope")) <= set(refresh_token_of(request).grant.scopes):
        raise InvalidScope("the scope exceeds what was granted")


@refresh_token
def resource_granted(request: GrantRequest) -> None:
    """RFC 9700 4.14.2: the refresh token is good for the resources that were granted."""
    if not set(asked(request.parameters)) <= set(refresh_token_of(request).grant.resources):
        raise InvalidTarget("the resource exceeds what was granted")


@refresh_token_reuse
def family_revoked(request: GrantRequest) -> None:
    """RFC 9700 4.14.2: the active refresh token of the grant is revoked."""
    request.provider.store[GRANTS_WITHOUT_REFRESH][refresh_token_of(request).grant.grant_id] = True
