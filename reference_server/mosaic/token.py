"""The token endpoint: the request bodies of the contract, and what it answers them with."""

from collections.abc import Mapping
from typing import Any

from ..core import assertion
from ..core.client_request import ClientRequest, GrantRequest
from ..core.errors import InvalidRequest
from ..core.provider import Provider
from ..core.scopes import OFFLINE_ACCESS
from ..core.seams import ABSENT
from ..core.users import User
from ..flows.token_endpoint.endpoint import token
from ..flows.token_endpoint.grants import GrantType, grants
from ..flows.tokens.records import REFRESH_TOKEN, Grant, Issued
from .aliases import USERNAME, USERNAME_TYPES, user_with
from .delegated_access import grant_to_actor
from .dialect import MOSAIC
from .grant_types import DELEGATED_ACCESS

FURTHER_PARAMETERS = (
    "username_type", "subject_identifier", "subject_identifier_type", "actor_token",
    "actor_token_type",
)  # fmt: skip
ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token"


@MOSAIC.at("token_request.parameters_once")
def parameters_once(request: ClientRequest) -> None:
    """oidcToken: a parameter of any request body occurs once at most."""
    if request.parameters.repeated((*token.parameters, *FURTHER_PARAMETERS)):
        raise InvalidRequest("a parameter occurs more than once")


@MOSAIC.at("token_grant.grants")
def offered() -> Mapping[str, GrantType]:
    """oidcToken: the grants of the standards, and delegated access."""
    return {**grants(), DELEGATED_ACCESS: GrantType(DELEGATED_ACCESS, grant_to_actor)}


@MOSAIC.at("assertion_audience.names")
def assertion_audience(provider: Provider) -> frozenset[str]:
    """private_key_jwt aud: the token endpoint, by its address without /cis."""
    return assertion.names(provider) | {f"{provider.issuer}/oidc/token"}


@MOSAIC.at("tokens.refresh_token_due")
def refresh_token_due(grant: Grant) -> bool:
    """oidcToken refresh_token: only if prompt includes consent and scope offline_access."""
    asked = "consent" in grant.parameters.words("prompt") and OFFLINE_ACCESS in grant.scopes
    return asked and REFRESH_TOKEN in grant.client.grant_types


@MOSAIC.at("resource_owner.named")
def named(request: GrantRequest) -> User | None:
    """oidcToken username_type: it tells what the username is."""
    alias = USERNAME_TYPES.get(request.parameters.get("username_type") or USERNAME)
    if alias is None:
        return None
    return user_with(request.provider, alias, request.parameters.get("username"))


@MOSAIC.at("token_response.issued_token_type")
def issued_token_type(issued: Issued) -> Any:
    """oidcToken issued_token_type: what delegated access brings is an access token."""
    return ACCESS_TOKEN_TYPE if issued.access_token.grant.actor else ABSENT
