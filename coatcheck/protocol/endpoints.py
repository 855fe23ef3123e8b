"""The endpoints besides the token endpoint that clients speak to directly, and what they answer."""

from dataclasses import dataclass

from coatcheck.net.wire import Exchange
from coatcheck.protocol.client_request import FORM
from coatcheck.protocol.messages import AuthorizationRequest, Message, TokenResponse
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
    """What came of a request at one of these endpoints."""

    request: EndpointRequest

    def text(self, name: str) -> str:
        """Return a member that is a string; empty where it is missing or none."""
        value = self.members.get(name)
        return value if isinstance(value, str) else ""


class EndpointErrorResponse(EndpointMessage):
    """A refusal, in the form of the token endpoint's (RFC 6749, 5.2)."""


class PushedAuthorizationResponse(EndpointMessage):
    """A reference to a pushed authorization request (RFC 9126, 2.2)."""

    @property
    def request_uri(self) -> str:
        """The reference."""
        return self.text("request_uri")


class PushedAuthorizationErrorResponse(EndpointErrorResponse):
    """A refusal of a pushed authorization request (RFC 9126, 2.3)."""


class DeviceAuthorizationResponse(EndpointMessage):
    """A device code, and what the end-user needs to approve it (RFC 8628, 3.2)."""


class DeviceAuthorizationErrorResponse(EndpointErrorResponse):
    """A refusal by the device authorization endpoint (RFC 8628, 3.1)."""


class BackchannelAuthenticationResponse(EndpointMessage):
    """The acknowledgement of an authentication request (CIBA Core, 7.3)."""


class BackchannelAuthenticationErrorResponse(EndpointErrorResponse):
    """A refusal by the backchannel authentication endpoint (CIBA Core, 13)."""


class RevocationResponse(EndpointMessage):
    """The confirmation of a revocation (RFC 7009, 2.2)."""


class RevocationErrorResponse(EndpointErrorResponse):
    """A refusal by the revocation endpoint (RFC 7009, 2.2.1)."""


class IntrospectionResponse(EndpointMessage):
    """What a token is worth (RFC 7662, 2.2)."""


class IntrospectionErrorResponse(EndpointErrorResponse):
    """A refusal by the introspection endpoint (RFC 7662, 2.3)."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint: the metadata member with its address, and the kinds of its answers."""

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


ENDPOINTS: dict[str, Endpoint] = {
    "pushed authorization": Endpoint(
        "pushed_authorization_request_endpoint",
        PushedAuthorizationResponse,
        PushedAuthorizationErrorResponse,
    ),
    "device authorization": Endpoint(
        "device_authorization_endpoint",
        DeviceAuthorizationResponse,
        DeviceAuthorizationErrorResponse,
    ),
    "backchannel authentication": Endpoint(
        "backchannel_authentication_endpoint",
        BackchannelAuthenticationResponse,
        BackchannelAuthenticationErrorResponse,
    ),
    "revocation": Endpoint(
        "revocation_endpoint", RevocationResponse, RevocationErrorResponse, has_body=False
    ),
    "introspection": Endpoint(
        "introspection_endpoint", IntrospectionResponse, IntrospectionErrorResponse
    ),
}
"""The endpoints by the kind of request that they take."""
