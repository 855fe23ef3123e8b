"""The pushed authorization request (RFC 9126, 2.1)."""

from coatcheck.kinds import pushing
from coatcheck.kinds.kind import declare
from coatcheck.kinds.sending import EndpointKind, request_endpoint
from coatcheck.protocol import pushed_authorization
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.scenario.flow import Flow


class PushedAuthorizationRequest(EndpointKind):
    """A reference to an authorization request, for its parameters."""

    endpoint = pushed_authorization.PUSHED_AUTHORIZATION
    refusal_demanded = True

    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters of a plain authorization request."""
        return pushing.parameters(flow.party, flow.party.authorization_request(flow.client))

    def send(self, flow: Flow, changes: Changes = ()) -> Flow:
        """Push an authorization request, and keep it with its reference."""
        request = flow.party.authorization_request(flow.client)
        plain = pushing.parameters(flow.party, request)
        return request_endpoint(flow, self.endpoint, plain, changes, request)


PUSHED_AUTHORIZATION = declare(PushedAuthorizationRequest())
