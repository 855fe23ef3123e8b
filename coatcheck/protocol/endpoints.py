"""Endpoints that clients speak to directly, besides the token endpoint, and what they answer.

Each endpoint has a module of its own, with its kinds of answers.
"""

from dataclasses import dataclass

from coatcheck.net.wire import Exchange
from coatcheck.protocol.authorization import AuthorizationRequest
from coatcheck.protocol.client_request import FORM
from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import TokenResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client


@dataclass(frozen=True)
class EndpointRequest:
    """A request of a client, and what it goes back to: tokens, what is pushed, earlier answers."""

    client: Client
    parameters: Parameters
    tokens: TokenResponse | None = None
    authorization: AuthorizationRequest | None = None
    earlier: tuple[Message, ...] = ()

    @property
    def token(self) -> str:
        """The token that the request is about; empty where it names none."""
        return self.parameters.get("token") or ""

    @property
    def is_of_refresh_token(self) -> bool:
        """Whether the request is about the refresh token that it goes back to."""
        return self.tokens is not None and self.token == self.tokens.next_refresh_token != ""

    @property
    def is_of_access_token(self) -> bool:
        """Whether the request is about the access token that it goes back to."""
        return self.tokens is not None and self.token == self.tokens.access_token != ""


@dataclass(frozen=True)
class EndpointMessage(Message):
    """The response to a request at one of these endpoints."""

    request: EndpointRequest

    def text(self, name: str) -> str:
        """Return a member that is a string; empty where it is missing or none."""
        value = self.members.get(name)
        return value if isinstance(value, str) else ""


class EndpointErrorResponse(EndpointMessage):
    """A refusal, in the form of the token endpoint's (RFC 6749, 5.2)."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint: its kind of request, the metadata member with its address, and its answers."""

    kind: str
    member: str
    response: type[EndpointMessage]
    error: type[EndpointErrorResponse]
    has_body: bool = True
    """Whether clients look at the body of a success; that of a revocation is ignored (RFC 7009)."""

    def message(self, exchange: Exchange) -> type[EndpointMessage]:
        """Return what an answer is: what was asked for, a refusal, or neither.

        What answers something else than a form that was posted is no refusal where it has not the
        members of one: no form is prescribed for it.
        """
        reply, request = exchange.answer, exchange.request
        if "error" in reply.members and (self.has_body or reply.status != 200):
            return self.error
        if 200 <= reply.status < 300 and request.method == "POST":
            return self.response
        posted = request.method == "POST" and FORM in request.headers
        return self.error if posted and reply.status in (400, 401, 403) else EndpointMessage
