"""What a token request by a device code must keep: RFC 8628 3.4 and 3.5."""

from collections.abc import Callable

from ...core.client_request import GrantRequest
from ...core.seams import Behaviours, Table
from ..polling.handle import Handle, longer_interval
from .records import DEVICE_AUTHORIZATIONS, DeviceAuthorization

UNDECIDED = "the end-user has not decided yet"

device_token = Table[Callable[[GrantRequest], None]]("device_token")
device_presented = Behaviours("device_presented")
polling = Behaviours("polling")


@device_presented
def authorization_of(request: GrantRequest) -> DeviceAuthorization:
    """RFC 8628 3.5: the device code is one that the provider issued."""
    return _device_code.known(request)


def presented(request: GrantRequest) -> DeviceAuthorization:
    """The device's request whose result is asked for."""
    return request.provider.use(authorization_of)(request)


_device_code = Handle[DeviceAuthorization](
    parameter="device_code",
    called="device code",
    undecided=UNDECIDED,
    kept=DEVICE_AUTHORIZATIONS,
    presented=presented,
)


@device_token
def device_code_present(request: GrantRequest) -> None:
    """RFC 8628 3.4: device_code is required."""
    _device_code.present(request)


@device_token.fixed
def device_code_of_client(request: GrantRequest) -> None:
    """RFC 8628 3.5: the device code was issued to this client."""
    _device_code.of_client(request)


@device_token
def device_code_unused(request: GrantRequest) -> None:
    """A device code that brought tokens is no longer good."""
    _device_code.unused(request)


@device_token
def device_code_unexpired(request: GrantRequest) -> None:
    """RFC 8628 3.5: a device code expires."""
    _device_code.unexpired(request)


@device_token
def decided(request: GrantRequest) -> None:
    """RFC 8628 3.5: until the end-user has decided, the device asks again, by and by."""
    _device_code.decided(request, request.provider.use(slower))


@polling
def slower(waiting: DeviceAuthorization) -> int:
    """RFC 8628 3.5: the interval of a device that asks too often grows by five seconds."""
    return longer_interval(waiting)


@device_token
def approved(request: GrantRequest) -> None:
    """RFC 8628 3.5: the device learns that the end-user said no."""
    _device_code.approved(request)
