"""Introspection: what a trusted back end learns of a token."""

from typing import Any

from ..core.seams import ABSENT
from ..flows.introspection.records import Introspected
from ..flows.tokens.records import AccessToken
from .access_token import DEFAULT_AUDIENCE
from .dialect import MOSAIC


@MOSAIC.at("introspection_response.aud")
def aud(stated: Introspected) -> Any:
    """Introspection guide: the audience of an access token, as it stands in it."""
    if not isinstance(stated.token, AccessToken):
        return ABSENT
    resources = stated.token.resources or (DEFAULT_AUDIENCE,)
    return resources[0] if len(resources) == 1 else list(resources)
