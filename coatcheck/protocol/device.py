"""The device authorization grant (RFC 8628): its endpoint, and the end-user's part in it (3.3)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from coatcheck.net.wire import Exchange
from coatcheck.protocol.dialogue import is_page
from coatcheck.protocol.endpoints import Endpoint, EndpointErrorResponse, EndpointMessage
from coatcheck.protocol.message import Message

DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
"""The grant type (RFC 8628, 3.4)."""


@dataclass(frozen=True)
class VerificationRequest:
    """What a device told the end-user, and what they did with it."""

    device_response: Message
    opened: str
    """The address that the end-user opened."""
    entered: str
    """The user code that the end-user typed where they were asked to."""

    @property
    def user_code(self) -> str:
        """The user code that the device shows."""
        return str(self.device_response.members.get("user_code") or "")


@dataclass(frozen=True)
class VerificationMessage(Message):
    """Where the interaction ended, and what the end-user saw on the way."""

    request: VerificationRequest
    pages: tuple[str, ...] = ()
    exchanges: tuple[Exchange, ...] = field(default=())

    @property
    def shown(self) -> "Iterator[VerificationPage]":
        """The pages that the end-user saw."""
        for exchange in self.exchanges:
            if is_page(exchange):
                yield VerificationPage(self.provider, exchange, self.request)


@dataclass(frozen=True)
class VerificationPage(Message):
    """An HTML page of the interaction."""

    request: VerificationRequest


class DeviceAuthorizationResponse(EndpointMessage):
    """A device code, and what the end-user needs to approve it (RFC 8628, 3.2)."""

    brings = ("device_code",)
    schema = "device_authorization_response"


class DeviceAuthorizationErrorResponse(EndpointErrorResponse):
    """A refusal by the device authorization endpoint (RFC 8628, 3.1)."""


DEVICE_AUTHORIZATION = Endpoint(
    "device authorization",
    "device_authorization_endpoint",
    DeviceAuthorizationResponse,
    DeviceAuthorizationErrorResponse,
)
