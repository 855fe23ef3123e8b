"""Authorization requests that were pushed: RFC 9126."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.client_endpoint import ClientEndpoint
from ...core.clients import Client
from ...core.parameters import Parameters
from ...core.provider import Provider
from ...core.store import Kind
from ..authorization.request import PARAMETERS


@dataclass(frozen=True, slots=True)
class PushedRequest:
    """A pushed authorization request, its reference, and the client that it is bound to."""

    request_uri: str
    client: Client
    parameters: Parameters
    expires_at: float


@dataclass(frozen=True, slots=True)
class Pushed:
    """An authorization request that has been pushed."""

    provider: Provider
    request: PushedRequest


REQUEST_URI = "urn:ietf:params:oauth:request_uri:"
"""How a reference begins."""

PUSHED_REQUESTS = Kind[PushedRequest]()

pushed_authorization = ClientEndpoint[Pushed]("pushed_authorization", "/request", PARAMETERS)
