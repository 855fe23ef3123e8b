"""Client-initiated backchannel authentication (OpenID Connect CIBA Core 1.0)."""

from coatcheck.protocol.endpoints import Endpoint, EndpointErrorResponse, EndpointMessage

CIBA = "urn:openid:params:grant-type:ciba"
"""The grant type (CIBA Core, 4)."""


class BackchannelAuthenticationResponse(EndpointMessage):
    """The acknowledgement of an authentication request (CIBA Core, 7.3)."""

    brings = ("auth_req_id",)
    schema = "backchannel_authentication_response"


class BackchannelAuthenticationErrorResponse(EndpointErrorResponse):
    """A refusal by the backchannel authentication endpoint (CIBA Core, 13)."""

    schema = "backchannel_authentication_error_response"


BACKCHANNEL_AUTHENTICATION = Endpoint(
    "backchannel authentication",
    "backchannel_authentication_endpoint",
    BackchannelAuthenticationResponse,
    BackchannelAuthenticationErrorResponse,
)
