"""The answer to a pushed authorization request: RFC 9126 2.2."""

import math
from typing import Any

from ...core.errors import OAuthError
from .records import Pushed, pushed_authorization


@pushed_authorization.status
def of_success(_: OAuthError | None) -> int:
    """RFC 9126 2.2: what is pushed is answered with 201."""
    return 201


@pushed_authorization.response
def request_uri(pushed: Pushed) -> Any:
    """RFC 9126 2.2: the reference to the request."""
    return pushed.request.request_uri


@pushed_authorization.response
def expires_in(pushed: Pushed) -> Any:
    """RFC 9126 2.2: the seconds for which the reference is good, a positive integer."""
    return math.ceil(pushed.request.expires_at - pushed.provider.clock.now())
