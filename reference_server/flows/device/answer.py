"""The answer to a device authorization request: RFC 8628 3.2."""

import math
from typing import Any
from urllib.parse import urlencode

from .records import VERIFICATION, Started, device_authorization


@device_authorization.response
def device_code(started: Started) -> Any:
    """RFC 8628 3.2: the device verification code."""
    return started.authorization.device_code


@device_authorization.response
def user_code(started: Started) -> Any:
    """RFC 8628 3.2: the end-user verification code."""
    return started.authorization.user_code


@device_authorization.response
def verification_uri(started: Started) -> Any:
    """RFC 8628 3.2 and 3.3: where the end-user enters the user code, which is not in there."""
    return started.provider.url(VERIFICATION)


@device_authorization.response
def verification_uri_complete(started: Started) -> Any:
    """RFC 8628 3.3.1: where the end-user need not type the user code."""
    query = urlencode({"user_code": started.authorization.user_code})
    return f"{started.provider.url(VERIFICATION)}?{query}"


@device_authorization.response
def expires_in(started: Started) -> Any:
    """RFC 8628 3.2: the seconds for which both codes are good."""
    return math.ceil(started.authorization.expires_at - started.provider.clock.now())


@device_authorization.response
def interval(started: Started) -> Any:
    """RFC 8628 3.2: the seconds that the client leaves between two polls."""
    return started.authorization.interval
