"""What a reference to a pushed request is good for, at the authorization endpoint: RFC 9126 4."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ...core.errors import PageError
from ...core.parameters import Parameters
from ...core.provider import Provider
from ...core.seams import Behaviours, Table
from ...core.store import SPENT
from ..authorization.sources import Sent, source
from .records import PUSHED_REQUESTS, REQUEST_URI, PushedRequest

referred = Behaviours("pushed")


@dataclass(frozen=True)
class Reference:
    """An authorization request by reference: what it names, and what it was sent with."""

    provider: Provider
    sent: Parameters

    @cached_property
    def request(self) -> PushedRequest:
        """The request that was pushed; PageError when there is none."""
        known = self.provider.store[PUSHED_REQUESTS].get(self.sent.get("request_uri") or "")
        if known is None:
            raise PageError("the request_uri is unknown")
        return known


request_uri = Table[Callable[[Reference], None]]("request_uri")


@request_uri
def known(reference: Reference) -> None:
    """RFC 9126 5: every request_uri of the endpoint is taken, and no other."""
    if reference.sent.repeated(("client_id", "request_uri")):
        raise PageError("client_id or request_uri occurs more than once")
    _ = reference.request


@request_uri
def of_client(reference: Reference) -> None:
    """RFC 9126 2.2: a request_uri is bound to the client that pushed the request."""
    if reference.sent.get("client_id") != reference.request.client.client_id:
        raise PageError("the request_uri was issued to another client")


@request_uri
def unused(reference: Reference) -> None:
    """RFC 9126 4: a request_uri is used once."""
    if reference.request.request_uri in reference.provider.store[SPENT]:
        raise PageError("the request_uri was used before")


@request_uri
def unexpired(reference: Reference) -> None:
    """RFC 9126 4: an expired request_uri is invalid."""
    if reference.provider.clock.now() >= reference.request.expires_at:
        raise PageError("the request_uri has expired")


@referred
def effective(reference: Reference) -> Parameters:
    """RFC 9126 4 and RFC 9101 6.3: what was pushed counts, and nothing that stands beside it."""
    return reference.request.parameters


@source
def pushed(sent: Sent) -> Parameters | None:
    """RFC 9126 4: the request that the request_uri refers to."""
    if not (sent.parameters.get("request_uri") or "").startswith(REQUEST_URI):
        return None
    reference = Reference(sent.provider, sent.parameters)
    sent.provider.check(request_uri, reference)
    sent.provider.store[SPENT][reference.request.request_uri] = True
    return sent.provider.use(effective)(reference)
