"""The token endpoint: the request bodies of the contract, and what it answers them with."""

from collections.abc import Mapping
from typing import Any

from ..checks import assertion
from ..checks.token import PARAMETERS
from ..endpoints.token import Grants, grants
from ..errors import InvalidRequest, UnsupportedGrantType
from ..messages import ClientRequest, GrantRequest
from ..models import REFRESH_TOKEN, Grant, User
from ..provider import Provider
from ..responses.metadata import listed
from ..responses.token import Issued
from ..scopes import OFFLINE_ACCESS
from ..seams import ABSENT, Function
from .aliases import USERNAME, USERNAME_TYPES, user_with
from .delegated_access import grant_to_actor
from .grant_types import DELEGATED_ACCESS, GRANT_TYPES

FURTHER_PARAMETERS = (
    "username_type", "subject_identifier", "subject_identifier_type", "actor_token",
    "actor_token_type",
)  # fmt: skip
ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token"


def parameters_once(request: ClientRequest) -> None:
    """oidcToken: a parameter of any request body occurs once at most."""
    if request.parameters.repeated((*PARAMETERS, *FURTHER_PARAMETERS)):
        raise InvalidRequest("a parameter occurs more than once")


def grant_type_supported(request: ClientRequest) -> None:
    """oidcToken grant_type: one of the eight request bodies has it."""
    if request.grant_type not in GRANT_TYPES:
        raise UnsupportedGrantType("the grant type is not supported")


def offered() -> Grants:
    """oidcToken: the grants of the standards, and delegated access."""
    return {**grants(), DELEGATED_ACCESS: grant_to_actor}


def assertion_audience(provider: Provider) -> frozenset[str]:
    """private_key_jwt aud: the token endpoint, by its address without /cis."""
    return assertion.names(provider) | {f"{provider.issuer}/oidc/token"}


def refresh_token_due(grant: Grant) -> bool:
    """oidcToken refresh_token: only if prompt includes consent and scope offline_access."""
    asked = "consent" in grant.parameters.words("prompt") and OFFLINE_ACCESS in grant.scopes
    return asked and REFRESH_TOKEN in grant.client.grant_types


def named(request: GrantRequest) -> User | None:
    """oidcToken username_type: it tells what the username is."""
    alias = USERNAME_TYPES.get(request.parameters.get("username_type") or USERNAME)
    if alias is None:
        return None
    return user_with(request.provider, alias, request.parameters.get("username"))


def issued_token_type(issued: Issued) -> Any:
    """oidcToken issued_token_type: what delegated access brings is an access token."""
    return ACCESS_TOKEN_TYPE if issued.access_token.grant.actor else ABSENT


SEAMS: Mapping[str, Function] = {
    "token_request.parameters_once": parameters_once,
    "token_request.grant_type_supported": grant_type_supported,
    "token_grant.grants": offered,
    "assertion_audience.names": assertion_audience,
    "tokens.refresh_token_due": refresh_token_due,
    "resource_owner.named": named,
    "token_response.issued_token_type": issued_token_type,
    "metadata.grant_types_supported": listed(*GRANT_TYPES),
    "oauth_metadata.grant_types_supported": listed(*GRANT_TYPES),
}
