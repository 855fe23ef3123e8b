"""What a token request by an auth_req_id must keep: CIBA 10.1 and 11."""

from collections.abc import Callable
from dataclasses import replace

from ..errors import (
    AccessDenied,
    AuthorizationPending,
    ExpiredToken,
    InvalidGrant,
    InvalidRequest,
    SlowDown,
)
from ..messages import GrantRequest
from ..models import BackchannelRequest
from ..seams import Behaviours, Table

LONGER_BY = 5
"""The seconds by which the interval grows for a client that asks too often."""

UNDECIDED = "the end-user has not decided on the authentication device"

backchannel_token = Table[Callable[[GrantRequest], None]]("backchannel_token")
backchannel_presented = Behaviours("backchannel_presented")


@backchannel_presented
def request_of(request: GrantRequest) -> BackchannelRequest:
    """CIBA 11: the auth_req_id is one that the provider issued."""
    known = request.provider.store.backchannel_requests
    waiting = known.get(request.parameters.get("auth_req_id") or "")
    if waiting is None:
        raise InvalidGrant("the auth_req_id is unknown")
    return waiting


def presented(request: GrantRequest) -> BackchannelRequest:
    """The authentication request whose result is asked for."""
    return request.provider.use(request_of)(request)


@backchannel_token
def auth_req_id_present(request: GrantRequest) -> None:
    """CIBA 10.1: auth_req_id is required."""
    if request.parameters.get("auth_req_id") is None:
        raise InvalidRequest("auth_req_id is missing")


@backchannel_token
def auth_req_id_of_client(request: GrantRequest) -> None:
    """CIBA 10.1: the auth_req_id was issued to this client."""
    if presented(request).client.client_id != request.client.client_id:
        raise InvalidGrant("the auth_req_id was issued to another client")


@backchannel_token
def auth_req_id_unused(request: GrantRequest) -> None:
    """CIBA 10.1.1: an auth_req_id that brought tokens is no longer valid."""
    if presented(request).auth_req_id in request.provider.store.spent:
        raise InvalidGrant("the auth_req_id was used before")


@backchannel_token
def auth_req_id_unexpired(request: GrantRequest) -> None:
    """CIBA 11: an auth_req_id expires."""
    if request.provider.clock.now() >= presented(request).expires_at:
        raise ExpiredToken("the auth_req_id has expired")


@backchannel_token
def decided(request: GrantRequest) -> None:
    """CIBA 10.1.1 and 11: until the end-user has decided, the client asks again, by and by."""
    waiting, now = presented(request), request.provider.clock.now()
    if waiting.decided_at is not None:
        return
    hasty = waiting.polled_at is not None and now - waiting.polled_at < waiting.interval
    interval = waiting.interval + (LONGER_BY if hasty else 0)
    polled = replace(waiting, polled_at=now, interval=interval)
    request.provider.store.backchannel_requests[waiting.auth_req_id] = polled
    raise SlowDown(UNDECIDED) if hasty else AuthorizationPending(UNDECIDED)


@backchannel_token
def approved(request: GrantRequest) -> None:
    """CIBA 11: the client learns that the end-user said no."""
    waiting = presented(request)
    if waiting.decided_at is not None and not waiting.approved:
        raise AccessDenied("the end-user did not approve")
