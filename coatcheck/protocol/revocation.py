"""Token revocation (RFC 7009)."""

from coatcheck.protocol.endpoints import Endpoint, EndpointErrorResponse, EndpointMessage


class RevocationResponse(EndpointMessage):
    """The confirmation of a revocation (RFC 7009, 2.2)."""


class RevocationErrorResponse(EndpointErrorResponse):
    """A refusal by the revocation endpoint (RFC 7009, 2.2.1)."""

    schema = "revocation_error_response"


REVOCATION = Endpoint(
    "revocation", "revocation_endpoint", RevocationResponse, RevocationErrorResponse, has_body=False
)
