"""The pushed authorization request endpoint: RFC 9126 2."""

from __future__ import annotations

from ...core.client_request import GrantRequest
from ...core.metadata import always, announce, at
from .duties import kept, lifetime, reference
from .records import PUSHED_REQUESTS, Pushed, PushedRequest, pushed_authorization

announce(
    (
        "pushed_authorization_request_endpoint",
        at(pushed_authorization.path),
        "RFC 9126 5: the endpoint at which authorization requests are pushed.",
    ),
    (
        "require_pushed_authorization_requests",
        always(False),
        "RFC 9126 5: a request need not be pushed.",
    ),
)


@pushed_authorization.answers(scripts=True, identifies_provider=True)
def push(request: GrantRequest) -> Pushed:
    """Keep a request, and refer to it."""
    provider = request.provider
    pushed = PushedRequest(
        request_uri=provider.use(reference)(request),
        client=request.client,
        parameters=provider.use(kept)(request),
        expires_at=provider.clock.now() + provider.use(lifetime)(request),
    )
    provider.store[PUSHED_REQUESTS][pushed.request_uri] = pushed
    return Pushed(provider, pushed)
