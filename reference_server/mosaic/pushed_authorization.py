"""Pushed authorization requests: answered with 200, and refused as everywhere."""

from collections.abc import Mapping

from ..errors import OAuthError
from ..seams import Function
from .errors import refusals_at


def of_success(_: OAuthError | None) -> int:
    """pushedAuthorizationRequest 200: the request has been accepted."""
    return 200


SEAMS: Mapping[str, Function] = {
    **refusals_at("pushed_authorization"),
    "pushed_authorization_status.of_success": of_success,
}
