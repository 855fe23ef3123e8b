"""Pushed authorization requests: answered with 200, and refused as everywhere."""

from ..core.errors import OAuthError
from .dialect import MOSAIC


@MOSAIC.at("pushed_authorization_status.of_success")
def of_success(_: OAuthError | None) -> int:
    """pushedAuthorizationRequest 200: the request has been accepted."""
    return 200
