"""The introspection request (RFC 7662, 2.1)."""

from coatcheck.kinds.authorization import AUTHORIZATION
from coatcheck.kinds.code import CODE
from coatcheck.kinds.kind import declare
from coatcheck.kinds.sending import EndpointKind
from coatcheck.protocol import introspection
from coatcheck.protocol.parameters import Parameters
from coatcheck.scenario.flow import Flow


class IntrospectionRequest(EndpointKind):
    """What a token is worth."""

    endpoint = introspection.INTROSPECTION
    secrets = ("token",)
    refusal_demanded = True

    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters for the access token."""
        return Parameters.of(token=flow.tokens.access_token)

    def ready(self, flow: Flow) -> Flow:
        """Get an access token."""
        return CODE.send(AUTHORIZATION.send(flow))


INTROSPECTION = declare(IntrospectionRequest())
