"""The acknowledgement of an authentication request, and the ID Token: CIBA 7.3 and 10.1.1."""

import math
from typing import Any

from .records import Acknowledged, backchannel


@backchannel.response
def auth_req_id(acknowledged: Acknowledged) -> Any:
    """CIBA 7.3: the identifier of the authentication request."""
    return acknowledged.request.auth_req_id


@backchannel.response
def expires_in(acknowledged: Acknowledged) -> Any:
    """CIBA 7.3: the seconds for which the identifier is good, a positive integer."""
    return math.ceil(acknowledged.request.expires_at - acknowledged.provider.clock.now())


@backchannel.response
def interval(acknowledged: Acknowledged) -> Any:
    """CIBA 7.3: the seconds that the client leaves between two polls, a positive integer."""
    return acknowledged.request.interval
