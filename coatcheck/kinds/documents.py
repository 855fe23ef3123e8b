"""The documents that a provider publishes, fetched by anybody."""

from coatcheck.kinds.kind import MESSAGES, NamedMessage
from coatcheck.protocol.messages import (
    AuthorizationServerMetadataResponse,
    JwksResponse,
    MetadataResponse,
)
from coatcheck.relying_party.party import RelyingParty
from coatcheck.scenario.flow import Flow
from coatcheck.scenario.history import DOCUMENT

_DOCUMENTS = {
    "OpenID Provider metadata": (MetadataResponse, RelyingParty.fetch_metadata),
    "authorization server metadata": (
        AuthorizationServerMetadataResponse,
        RelyingParty.fetch_server_metadata,
    ),
    "JWK Set": (JwksResponse, RelyingParty.fetch_jwks),
}


def fetch(flow: Flow, document: str) -> Flow:
    """Fetch a document that the provider publishes. Raises KeyError for an unknown one."""
    _, fetched = _DOCUMENTS[document]
    return flow.answered(DOCUMENT, fetched(flow.party))


for _name, (_kind, _) in _DOCUMENTS.items():
    MESSAGES[_name] = NamedMessage(_kind, lambda flow: flow.document)
