"""Device authorization: scope and acr_values are required, and no interval is told."""

from collections.abc import Mapping
from typing import Any

from ..errors import InvalidRequest, InvalidScope
from ..messages import GrantRequest
from ..responses.device import Started
from ..scopes import OPENID
from ..seams import ABSENT, Function
from .errors import refusals_at


def scope_openid(request: GrantRequest) -> None:
    """oidcDeviceAuth scope: it is required, and must include openid."""
    if OPENID not in request.parameters.words("scope"):
        raise InvalidScope("scope must include openid")


def acr_values_present(request: GrantRequest) -> None:
    """oidcDeviceAuth acr_values: they are required."""
    if request.parameters.get("acr_values") is None:
        raise InvalidRequest("acr_values is missing")


def interval(started: Started) -> Any:
    """oidcDeviceAuth 200: no interval is documented; the guide says 5 seconds."""
    return ABSENT


SEAMS: Mapping[str, Function] = {
    **refusals_at("device_authorization"),
    "device_authorization.scope_known": scope_openid,
    "device_authorization.acr_values_present": acr_values_present,
    "device_authorization_response.interval": interval,
}
