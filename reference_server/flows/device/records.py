"""Devices that wait to be connected, and end-users who are about to connect one: RFC 8628."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.client_endpoint import ClientEndpoint
from ...core.provider import Provider
from ...core.sessions import Session
from ...core.store import Kind
from ..polling.handle import PolledRequest

DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
VERIFICATION = "/device"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceAuthorization(PolledRequest):
    """A device's request that waits for whoever enters its user code."""

    device_code: str
    user_code: str
    scopes: tuple[str, ...]
    decided_by: Session | None = None

    @property
    def handle(self) -> str:
        """The device code."""
        return self.device_code

    @property
    def is_decided(self) -> bool:
        """Whether an end-user has decided in a browser."""
        return self.decided_by is not None


@dataclass(frozen=True, slots=True)
class DeviceInteraction:
    """An end-user who wants to connect a device, bound to one user agent."""

    interaction_id: str
    browser: str
    csrf: str
    prefilled: str = ""
    """The user code that the address of the page brought along."""
    device_code: str = ""
    """The request that the end-user has named by its user code."""
    approved: bool | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """A device's request that now waits for the end-user."""

    provider: Provider
    authorization: DeviceAuthorization


DEVICE_AUTHORIZATIONS = Kind[DeviceAuthorization]()
DEVICE_INTERACTIONS = Kind[DeviceInteraction]()
WRONG_USER_CODES = Kind[tuple[float, ...]]()
"""When an end-user last entered a user code that nobody had been given, by the username."""

device_authorization = ClientEndpoint[Started]("device_authorization", "/device/auth", ("scope",))
