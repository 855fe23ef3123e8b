"""What a token request by a device code must keep: RFC 8628 3.4 and 3.5."""

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
from ..models import DeviceAuthorization
from ..seams import Behaviours, Table

UNDECIDED = "the end-user has not decided yet"

device_token = Table[Callable[[GrantRequest], None]]("device_token")
device_presented = Behaviours("device_presented")
polling = Behaviours("polling")


@device_presented
def authorization_of(request: GrantRequest) -> DeviceAuthorization:
    """RFC 8628 3.5: the device code is one that the provider issued."""
    known = request.provider.store.device_authorizations
    waiting = known.get(request.parameters.get("device_code") or "")
    if waiting is None:
        raise InvalidGrant("the device code is unknown")
    return waiting


def presented(request: GrantRequest) -> DeviceAuthorization:
    """The device's request whose result is asked for."""
    return request.provider.use(authorization_of)(request)


@device_token
def device_code_present(request: GrantRequest) -> None:
    """RFC 8628 3.4: device_code is required."""
    if request.parameters.get("device_code") is None:
        raise InvalidRequest("device_code is missing")


@device_token
def device_code_of_client(request: GrantRequest) -> None:
    """RFC 8628 3.5: the device code was issued to this client."""
    if presented(request).client.client_id != request.client.client_id:
        raise InvalidGrant("the device code was issued to another client")


@device_token
def device_code_unused(request: GrantRequest) -> None:
    """A device code that brought tokens is no longer good."""
    if presented(request).device_code in request.provider.store.spent:
        raise InvalidGrant("the device code was used before")


@device_token
def device_code_unexpired(request: GrantRequest) -> None:
    """RFC 8628 3.5: a device code expires."""
    if request.provider.clock.now() >= presented(request).expires_at:
        raise ExpiredToken("the device code has expired")


@device_token
def decided(request: GrantRequest) -> None:
    """RFC 8628 3.5: until the end-user has decided, the device asks again, by and by."""
    waiting, now = presented(request), request.provider.clock.now()
    if waiting.decided_by is not None:
        return
    hasty = waiting.polled_at is not None and now - waiting.polled_at < waiting.interval
    seconds = request.provider.use(slower)(waiting) if hasty else waiting.interval
    polled = replace(waiting, polled_at=now, interval=seconds)
    request.provider.store.device_authorizations[waiting.device_code] = polled
    raise SlowDown(UNDECIDED) if hasty else AuthorizationPending(UNDECIDED)


@polling
def slower(waiting: DeviceAuthorization) -> int:
    """RFC 8628 3.5: the interval of a device that asks too often grows by five seconds."""
    return waiting.interval + 5


@device_token
def approved(request: GrantRequest) -> None:
    """RFC 8628 3.5: the device learns that the end-user said no."""
    if not presented(request).approved:
        raise AccessDenied("the end-user did not approve")
