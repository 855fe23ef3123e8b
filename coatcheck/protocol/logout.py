"""Logout at the provider, asked for by the client (OpenID Connect RP-Initiated Logout 1.0)."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coatcheck.net.wire import Exchange
from coatcheck.protocol.message import Message
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client


@dataclass(frozen=True)
class LogoutRequest:
    """A logout request (RP-Initiated Logout, 2)."""

    client: Client
    parameters: Parameters
    method: str = "GET"


@dataclass(frozen=True)
class LogoutMessage(Message):
    """The response to a logout request."""

    request: LogoutRequest
    location: str = ""
    pages: tuple[str, ...] = ()
    exchanges: tuple[Exchange, ...] = ()

    @cached_property
    def delivered(self) -> Parameters:
        """The parameters with which the user agent comes back to the client."""
        return Parameters.delivered(self.location)

    @property
    def members(self) -> dict[str, Any]:
        """The parameters with which the user agent comes back, by name."""
        return dict(reversed(self.delivered.pairs))

    @property
    def fulfilled(self) -> bool:
        """Whether the user agent is where the client asked for, or at a page that is no error's."""
        asked = self.request.parameters.get("post_logout_redirect_uri")
        return self.readable if asked else self.reply.status < 400

    @property
    def readable(self) -> bool:
        """Whether the user agent came back to the client."""
        return bool(self.location)


class LogoutResponse(LogoutMessage):
    """The user agent is sent back to the client (RP-Initiated Logout, 3)."""


class LogoutPage(LogoutMessage):
    """The user agent stays at a page of the provider."""
