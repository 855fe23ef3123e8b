"""The revocation request (RFC 7009, 2.1)."""

from dataclasses import replace

from coatcheck.kinds.authorization import AUTHORIZATION
from coatcheck.kinds.code import CODE
from coatcheck.kinds.kind import declare
from coatcheck.kinds.sending import EndpointKind
from coatcheck.protocol import revocation
from coatcheck.protocol.parameters import Parameters
from coatcheck.scenario.flow import Flow


class RevocationRequest(EndpointKind):
    """The end of a token that the client holds."""

    endpoint = revocation.REVOCATION
    secrets = ("token",)

    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters for the refresh token, or for the access token without one."""
        return Parameters.of(token=flow.tokens.next_refresh_token or flow.tokens.access_token)

    def ready(self, flow: Flow) -> Flow:
        """Get a token in a session of its own: its revocation may end the grant."""
        own = replace(flow, user_agent=flow.party.new_user_agent(flow.user_agent.user))
        if "refresh_token" in flow.client.grant_types:
            return flow.specimens.offline(own)
        return CODE.send(AUTHORIZATION.send(own))


REVOCATION = declare(RevocationRequest())
