"""The ID Token: the claims of the contract's reference of ID Tokens."""

from collections.abc import Mapping
from typing import Any

from ..core.seams import ABSENT
from ..core.users import User
from ..flows.tokens.claims import wanted_values
from ..flows.tokens.id_token import IdTokenContext
from .access_token import TENANT
from .dialect import MOSAIC
from .users import FURTHER_CLAIMS

LIFETIME = 3600


@MOSAIC.at("id_token.exp", "backchannel_id_token.exp")
def exp(context: IdTokenContext) -> Any:
    """ID Token reference: good for an hour."""
    return context.now + LIFETIME


@MOSAIC.at("id_token.acr")
def acr(context: IdTokenContext) -> Any:
    """ID Token reference: the requested values that were met, if there are any."""
    grant = context.access_token.grant
    asked = (*wanted_values(grant.claims.id_token, "acr"), *grant.parameters.words("acr_values"))
    met = (grant.acr or "").split()
    return " ".join(value for value in dict.fromkeys(asked) if value in met) or ABSENT


@MOSAIC.at("id_token.tid", "backchannel_id_token.tid")
def tid(context: IdTokenContext) -> Any:
    """ID Token reference: the tenant."""
    return TENANT


@MOSAIC.at("release.further_claims")
def further_claims(user: User, requests: Mapping[str, Any]) -> Mapping[str, Any]:
    """ID Token reference: the claims that can be requested, an object narrowed to its fields."""
    held = FURTHER_CLAIMS[user.username]
    return {name: narrowed(held[name], requests[name]) for name in requests if name in held}


def narrowed(value: Any, request: Mapping[str, Any] | None) -> Any:
    """The fields of an object that were asked for, the whole of it where none is named."""
    fields = (request or {}).get("fields")
    if not isinstance(value, dict) or not isinstance(fields, list):
        return value
    return {name: value[name] for name in value if name in fields}
