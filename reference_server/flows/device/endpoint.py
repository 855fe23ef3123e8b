"""The device authorization endpoint: RFC 8628 3.1."""

from __future__ import annotations

from ...core.client_request import GrantRequest
from ...core.metadata import announce, at
from .duties import INTERVAL, device_code, lifetime, scopes, user_code
from .records import DEVICE_AUTHORIZATIONS, DeviceAuthorization, Started, device_authorization

announce(
    (
        "device_authorization_endpoint",
        at(device_authorization.path),
        "RFC 8628 4: the endpoint at which devices ask to be connected.",
    )
)


@device_authorization.answers()
def start(request: GrantRequest) -> Started:
    """Have a device wait for the end-user."""
    provider = request.provider
    waiting = DeviceAuthorization(
        device_code=provider.use(device_code)(request),
        user_code=user_code(),
        client=request.client,
        parameters=request.parameters,
        scopes=scopes(request),
        expires_at=provider.clock.now() + provider.use(lifetime)(request),
        interval=INTERVAL,
    )
    provider.store[DEVICE_AUTHORIZATIONS][waiting.device_code] = waiting
    return Started(provider, waiting)
