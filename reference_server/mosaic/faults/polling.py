"""What faults ask of a request for which a client polls."""

from collections.abc import Callable

from ...core.client_request import GrantRequest
from ...flows.polling.handle import PolledRequest

Presented = Callable[[GrantRequest], PolledRequest]


def approved_soon(presented: Presented) -> Callable[[GrantRequest], bool]:
    """Whether it was approved, with more than five minutes left."""

    def approved(request: GrantRequest) -> bool:
        waiting = presented(request)
        return waiting.approved and waiting.expires_at - request.provider.clock.now() > 300

    return approved


def nearly_over(presented: Presented) -> Callable[[GrantRequest], bool]:
    """Whether less than a minute is left."""
    return lambda request: request.provider.clock.now() >= presented(request).expires_at - 60
