"""The refresh request (RFC 6749, 6)."""

from coatcheck.kinds.kind import declare
from coatcheck.kinds.sending import TokenKind, request_token
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.scenario.flow import Flow


class RefreshRequest(TokenKind):
    """Further tokens for a refresh token."""

    name = "refresh"
    extensible = False

    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters. Raises NotTestable where the client holds no tokens."""
        token = flow.tokens.next_refresh_token
        return Parameters.of(grant_type="refresh_token", refresh_token=token)

    def send(self, flow: Flow, changes: Changes = ()) -> Flow:
        """Send a request that goes back to the tokens that the client holds."""
        first = flow.tokens
        return request_token(flow, self.plain(flow), changes, first.request.authorization, first)

    def ready(self, flow: Flow) -> Flow:
        """Return a flow that has just got a refresh token."""
        return flow.specimens.offline(flow)


REFRESH = declare(RefreshRequest())
