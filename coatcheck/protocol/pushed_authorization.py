"""Pushed authorization requests (RFC 9126)."""

from coatcheck.protocol.endpoints import Endpoint, EndpointErrorResponse, EndpointMessage


class PushedAuthorizationResponse(EndpointMessage):
    """A reference to a pushed authorization request (RFC 9126, 2.2)."""

    brings = ("request_uri",)
    schema = "pushed_authorization_response"

    @property
    def request_uri(self) -> str:
        """The reference."""
        return self.text("request_uri")


class PushedAuthorizationErrorResponse(EndpointErrorResponse):
    """A refusal of a pushed authorization request (RFC 9126, 2.3)."""

    schema = "pushed_authorization_error_response"


PUSHED_AUTHORIZATION = Endpoint(
    "pushed authorization",
    "pushed_authorization_request_endpoint",
    PushedAuthorizationResponse,
    PushedAuthorizationErrorResponse,
)
