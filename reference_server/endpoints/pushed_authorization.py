"""The pushed authorization request endpoint, and its references at the authorization endpoint."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ..checks.pushed_authorization import (
    REQUEST_URI,
    Reference,
    effective,
    kept,
    lifetime,
    pushed_authorization,
    reference,
    request_uri,
)
from ..messages import GrantRequest
from ..models import PushedRequest
from ..parameters import Parameters
from ..provider import Provider
from ..responses.pushed_authorization import Pushed
from .client_endpoint import answer


async def pushed_authorization_request(http: Request) -> Response:
    """Answer a pushed authorization request."""
    return await answer(http, pushed_authorization, _push)


def _push(request: GrantRequest) -> Pushed:
    provider = request.provider
    pushed = PushedRequest(
        request_uri=provider.use(reference)(request),
        client=request.client,
        parameters=provider.use(kept)(request),
        expires_at=provider.clock.now() + provider.use(lifetime)(request),
    )
    provider.store.pushed_requests[pushed.request_uri] = pushed
    return Pushed(provider, pushed)


def resolved(provider: Provider, sent: Parameters) -> Parameters:
    """The parameters of an authorization request; PageError for a reference that is no good."""
    if not (sent.get("request_uri") or "").startswith(REQUEST_URI):
        return sent
    referred = Reference(provider, sent)
    provider.check(request_uri, referred)
    provider.store.spent[referred.request.request_uri] = True
    return provider.use(effective)(referred)
