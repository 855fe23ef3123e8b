"""Device authorization: scope and acr_values are required, and no interval is told."""

from typing import Any

from ..core.client_request import GrantRequest
from ..core.errors import InvalidRequest, InvalidScope
from ..core.scopes import OPENID
from ..core.seams import ABSENT
from ..flows.device.records import Started
from .dialect import MOSAIC


@MOSAIC.at("device_authorization.scope_known")
def scope_openid(request: GrantRequest) -> None:
    """oidcDeviceAuth scope: it is required, and must include openid."""
    if OPENID not in request.parameters.words("scope"):
        raise InvalidScope("scope must include openid")


@MOSAIC.at("device_authorization.acr_values_present")
def acr_values_present(request: GrantRequest) -> None:
    """oidcDeviceAuth acr_values: they are required."""
    if request.parameters.get("acr_values") is None:
        raise InvalidRequest("acr_values is missing")


@MOSAIC.at("device_authorization_response.interval")
def interval(started: Started) -> Any:
    """oidcDeviceAuth 200: no interval is documented; the guide says 5 seconds."""
    return ABSENT
