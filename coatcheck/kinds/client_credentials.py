"""The token request of a client for itself (RFC 6749, 4.4.2)."""

from coatcheck.kinds.kind import declare
from coatcheck.kinds.sending import TokenKind
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client
from coatcheck.scenario.flow import Flow


class ClientCredentialsRequest(TokenKind):
    """Tokens for a client's own credentials."""

    name = "client credentials"

    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters, with the client's scope in the target file."""
        return Parameters.of(grant_type="client_credentials", scope=flow.client.scope)

    def proven_by(self, flow: Flow) -> Client:
        """Return a confidential client: a public one must not use the grant (RFC 6749, 4.4)."""
        return flow.party.target.clients[0] if flow.client.is_public else flow.client


CLIENT_CREDENTIALS = declare(ClientCredentialsRequest())
