"""What the redemption of an authorization code must keep."""

from collections.abc import Callable

from ...core.client_request import GrantRequest
from ...core.errors import InvalidGrant, InvalidRequest, InvalidTarget
from ...core.resources import asked
from ...core.seams import Table
from ...core.store import SPENT
from ..tokens.records import GRANTS_WITHOUT_ACCESS, GRANTS_WITHOUT_REFRESH
from .code import code_of

authorization_code = Table[Callable[[GrantRequest], None]]("authorization_code")
code_use = Table[Callable[[GrantRequest], None]]("code_use")
code_reuse = Table[Callable[[GrantRequest], None]]("code_reuse")


@authorization_code
def code_present(request: GrantRequest) -> None:
    """RFC 6749 4.1.3: code is required."""
    if request.parameters.get("code") is None:
        raise InvalidRequest("code is missing")


@authorization_code.fixed
def code_of_client(request: GrantRequest) -> None:
    """RFC 6749 4.1.3: the code was issued to this client."""
    if code_of(request).grant.client.client_id != request.client.client_id:
        raise InvalidGrant("the code was issued to another client")


@authorization_code
def redirect_uri_present(request: GrantRequest) -> None:
    """RFC 6749 4.1.3: redirect_uri is required when the authorization request had one."""
    if request.parameters.get("redirect_uri") is None:
        raise InvalidRequest("redirect_uri is missing")


@authorization_code
def redirect_uri_identical(request: GrantRequest) -> None:
    """RFC 6749 4.1.3: redirect_uri is that of the authorization request."""
    redirect_uri = request.parameters.get("redirect_uri")
    if redirect_uri is not None and redirect_uri != code_of(request).redirect_uri:
        raise InvalidGrant("redirect_uri is not that of the authorization request")


@authorization_code
def resource_granted(request: GrantRequest) -> None:
    """RFC 9700 2.3: the token is good for no resource that was not granted."""
    if not set(asked(request.parameters)) <= set(code_of(request).grant.resources):
        raise InvalidTarget("the resource exceeds what was granted")


@code_use
def unused(request: GrantRequest) -> None:
    """RFC 6749 4.1.2: a code is used once, and its reuse has consequences."""
    if code_of(request).value in request.provider.store[SPENT]:
        request.provider.check(code_reuse, request)
        raise InvalidGrant("the code was used before")


@code_use
def unexpired(request: GrantRequest) -> None:
    """RFC 6749 4.1.2: a code expires soon."""
    if request.provider.clock.now() >= code_of(request).expires_at:
        raise InvalidGrant("the code has expired")


@code_reuse
def access_tokens_revoked(request: GrantRequest) -> None:
    """RFC 6749 4.1.2: the access tokens that came of the code are revoked."""
    request.provider.store[GRANTS_WITHOUT_ACCESS][code_of(request).grant.grant_id] = True


@code_reuse
def refresh_tokens_revoked(request: GrantRequest) -> None:
    """RFC 6749 4.1.2: the refresh tokens that came of the code are revoked."""
    request.provider.store[GRANTS_WITHOUT_REFRESH][code_of(request).grant.grant_id] = True
