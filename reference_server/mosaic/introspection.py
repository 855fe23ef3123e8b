"""Introspection: what a trusted back end learns of a token."""

from collections.abc import Mapping
from typing import Any

from ..models import AccessToken
from ..responses.introspection import Introspected
from ..seams import ABSENT, Function
from .access_token import DEFAULT_AUDIENCE
from .errors import refusals_at


def aud(told: Introspected) -> Any:
    """Introspection guide: the audience of an access token, as it stands in it."""
    if not isinstance(told.token, AccessToken):
        return ABSENT
    resources = told.token.resources or (DEFAULT_AUDIENCE,)
    return resources[0] if len(resources) == 1 else list(resources)


SEAMS: Mapping[str, Function] = {
    **refusals_at("introspection"),
    "introspection_response.aud": aud,
}
