"""The token request of a client for itself (RFC 6749, 4.4.2)."""

from coatcheck.base.verdict import NotTestable
from coatcheck.kinds.kind import declare
from coatcheck.kinds.sending import TokenKind
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.protocol.parties import Client
from coatcheck.scenario.flow import Flow

GRANT = "client_credentials"


class ClientCredentialsRequest(TokenKind):
    """Tokens for a client's own credentials."""

    name = "client credentials"

    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters, with the client's scope in the target file."""
        return Parameters.of(grant_type=GRANT, scope=flow.client.scope)

    def needs_control(self, flow: Flow, changes: Changes) -> bool:
        """Tell whether the request deviates, as that of every public client does."""
        return flow.client.is_public or super().needs_control(flow, changes)

    def proven_by(self, flow: Flow) -> Client:
        """Return a client that may use the grant: a public one must not (RFC 6749, 4.4).

        Raises NotTestable where there is none.
        """
        if not flow.client.is_public:
            return flow.client
        clients = (client for client in flow.party.target.clients if not client.is_public)
        client = next((each for each in clients if GRANT in each.grant_types), None)
        if client is None:
            raise NotTestable(f"no confidential client in the target file may use {GRANT}")
        return client


CLIENT_CREDENTIALS = declare(ClientCredentialsRequest())
