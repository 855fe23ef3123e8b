"""What a target claims of its clients: how they authenticate, and which grants they may use."""

from coatcheck.capabilities import decision as by, stated
from coatcheck.capabilities.registry import claimed, declare, declare_family, declare_for
from coatcheck.protocol.client_authentication import WITH_CREDENTIALS

BASIC = ("client_secret_basic",)
"""How clients authenticate where the metadata does not say it (RFC 8414, 2)."""

ID_TOKEN_ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")


def introspecting_client(method: str) -> by.Decide:
    """Claimed where a client introspects tokens by an authentication method."""
    return stated.client_at("introspection_endpoint", method)


def revoking_client(method: str) -> by.Decide:
    """Claimed where a client revokes tokens by an authentication method."""
    return stated.client_at("revocation_endpoint", method, BASIC)


declare_for("client", WITH_CREDENTIALS, stated.client)
declare_for("introspection_client", WITH_CREDENTIALS, introspecting_client)
declare_for("revocation_client", WITH_CREDENTIALS, revoking_client)
declare_family("grant", stated.granted)
declare_for("id_token_alg", ID_TOKEN_ALGORITHMS, stated.id_token_alg)
declare(
    public_client=stated.client("none"),
    second_public_client=by.all_of(claimed("public_client"), stated.second_public_client),
    client_scope=stated.client_scope,
    client_credentials=stated.granted("client_credentials"),
    password=stated.granted("password"),
    client_without_password=by.all_of(claimed("password"), stated.not_granted("password")),
)
