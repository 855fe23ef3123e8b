"""Token introspection (RFC 7662)."""

from coatcheck.protocol.endpoints import Endpoint, EndpointErrorResponse, EndpointMessage


class IntrospectionResponse(EndpointMessage):
    """What a token is worth (RFC 7662, 2.2)."""

    schema = "introspection_response"


class IntrospectionErrorResponse(EndpointErrorResponse):
    """A refusal by the introspection endpoint (RFC 7662, 2.3)."""


INTROSPECTION = Endpoint(
    "introspection", "introspection_endpoint", IntrospectionResponse, IntrospectionErrorResponse
)
