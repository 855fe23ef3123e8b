"""The access token: the claims of the contract's reference of user and client access tokens."""

from typing import Any

from ..core.seams import ABSENT
from ..flows.tokens.access_token import AccessTokenContext
from .dialect import MOSAIC

DEFAULT_AUDIENCE = "userid-api"
TENANT = "tenant-of-the-reference-provider"


@MOSAIC.at("access_token_claim.aud")
def aud(context: AccessTokenContext) -> Any:
    """Access tokens: the resource that was asked for, by default the provider's own API."""
    resources = context.resources or (DEFAULT_AUDIENCE,)
    return resources[0] if len(resources) == 1 else list(resources)


@MOSAIC.at("access_token_claim.tid")
def tid(context: AccessTokenContext) -> Any:
    """Access tokens: the tenant."""
    return TENANT


@MOSAIC.at("access_token_claim.app_id")
def app_id(context: AccessTokenContext) -> Any:
    """Access tokens: the application that the client belongs to."""
    return f"app-of-{context.grant.client.client_id}"


@MOSAIC.at("access_token_claim.app_name")
def app_name(context: AccessTokenContext) -> Any:
    """Access tokens: the application by the name that people use."""
    return context.grant.client.client_name


@MOSAIC.at("access_token_claim.roles")
def roles(context: AccessTokenContext) -> Any:
    """Access tokens: the roles of an end-user."""
    user = context.grant.user
    return list(user.claims.get("roles", ())) if user else ABSENT


@MOSAIC.at("access_token_claim.act")
def act(context: AccessTokenContext) -> Any:
    """User access token reference: the end-user who acts for another one."""
    return {"sub": context.grant.actor} if context.grant.actor else ABSENT


@MOSAIC.at("access_token_claim.permissions")
def permissions(context: AccessTokenContext) -> Any:
    """User access token reference: what was delegated to the end-user who acts."""
    return list(context.scopes) if context.grant.actor else ABSENT
