"""Kinds of requests, and the scenarios that send them."""

from collections.abc import Callable
from typing import Any


def is_json(request: Any) -> bool:
    return bool(request.content_type == "application/json")


def is_get(request: Any) -> bool:
    return bool(request.method == "GET")


def has(name: str) -> Callable[[Any], bool]:
    return lambda request: request.parameters.get(name) is not None


CIBA = "backchannel_authentication/"
IN_JSON = f"{CIBA}an-authentication-request-in-json-is-not-granted"

PAR, DEVICE = "pushed_authorization/", "device_authorization/"
BY_GET = {
    "pushed_authorization": f"{PAR}a-request-that-is-pushed-by-get-is-granted-nothing",
    "device_authorization": f"{DEVICE}a-device-authorization-request-by-get-brings-nothing",
    "backchannel": f"{CIBA}an-authentication-request-by-get-starts-nothing",
}
