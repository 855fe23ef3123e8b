"""What a target claims of its clients: how they authenticate, and which grants they may use."""

from coatcheck.capabilities import decision as by
from coatcheck.capabilities.registry import claimed, declare, declare_family, declare_for
from coatcheck.protocol.client_authentication import WITH_CREDENTIALS

BASIC = ("client_secret_basic",)
"""How clients authenticate where the metadata does not say it (RFC 8414, 2)."""

ID_TOKEN_ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")


def introspecting_client(method: str) -> by.Decide:
    """Claimed where a client introspects tokens by an authentication method."""
    return by.client_at("introspection_endpoint", method)


def revoking_client(method: str) -> by.Decide:
    """Claimed where a client revokes tokens by an authentication method."""
    return by.client_at("revocation_endpoint", method, BASIC)


declare_for("client", WITH_CREDENTIALS, by.client)
declare_for("introspection_client", WITH_CREDENTIALS, introspecting_client)
declare_for("revocation_client", WITH_CREDENTIALS, revoking_client)
declare_family("grant", by.granted)
declare_for("id_token_alg", ID_TOKEN_ALGORITHMS, by.id_token_alg)
declare(
    public_client=by.client("none"),
    second_public_client=by.all_of(claimed("public_client"), by.second_public_client),
    client_scope=by.client_scope,
    client_credentials=by.granted("client_credentials"),
    password=by.granted("password"),
    client_without_password=by.all_of(claimed("password"), by.not_granted("password")),
)
