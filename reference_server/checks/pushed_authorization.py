"""What a pushed authorization request must keep, and a reference to one: RFC 9126."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..client_duties import ClientDuties
from ..errors import InvalidRequest, PageError
from ..messages import AuthorizationRequest, GrantRequest
from ..models import PushedRequest
from ..parameters import Parameters
from ..provider import Provider
from ..seams import Behaviours, Table
from ..store import unguessable
from .authorization import PARAMETERS, authorization
from .client_authentication import CREDENTIALS
from .redirection import redirection

if TYPE_CHECKING:
    from ..responses.pushed_authorization import Pushed

REQUEST_URI = "urn:ietf:params:oauth:request_uri:"

pushed_authorization: ClientDuties[Pushed] = ClientDuties(
    "pushed_authorization", (*PARAMETERS, *CREDENTIALS), granted=201
)
pushed_request = Table[Callable[[AuthorizationRequest], None]]("pushed_request")
pushed = Behaviours("pushed")

_OF_ENDPOINT = (
    "client_id_and_redirect_uri_once", "client_known", "parameters_once",
    "request_uri_unsupported",
)  # fmt: skip
"""What the endpoint itself sees to before a request is validated as any other."""

for _name, _check in (*redirection.functions(), *authorization.functions()):
    if _name not in _OF_ENDPOINT:
        pushed_request.add(_name, _check)


@pushed_authorization.check
def request_uri_absent(request: GrantRequest) -> None:
    """RFC 9126 2.1: no request_uri is pushed."""
    if request.parameters.get("request_uri") is not None:
        raise InvalidRequest("request_uri cannot be pushed")


@pushed_authorization.check
def client_id_present(request: GrantRequest) -> None:
    """RFC 9126 2.1: client_id is required, as in every authorization request."""
    if request.parameters.get("client_id") is None:
        raise InvalidRequest("client_id is missing")


@pushed_authorization.check
def request_valid(request: GrantRequest) -> None:
    """RFC 9126 2.1 and 2.3: what the authorization endpoint refuses is refused at once."""
    asked = AuthorizationRequest(request.provider, request.provider.use(kept)(request), None)
    try:
        request.provider.check(pushed_request, asked)
    except PageError as refusal:
        raise InvalidRequest(refusal.description) from refusal


@pushed
def kept(request: GrantRequest) -> Parameters:
    """RFC 9126 2.1: credentials are no part of the authorization request."""
    own = ("client_id", *CREDENTIALS)
    others = (pair for pair in request.parameters.pairs if pair[0] not in own)
    return Parameters((("client_id", request.client.client_id), *others))


@pushed
def lifetime(request: GrantRequest) -> int:
    """RFC 9126 2.2: the seconds for which a reference is good, which are few."""
    return 60


@pushed
def reference(request: GrantRequest) -> str:
    """RFC 9126 2.2: a reference cannot be guessed."""
    return f"{REQUEST_URI}{unguessable()}"


@dataclass(frozen=True)
class Reference:
    """An authorization request by reference: what it names, and what it was sent with."""

    provider: Provider
    sent: Parameters

    @cached_property
    def request(self) -> PushedRequest:
        """The request that was pushed; PageError when there is none."""
        known = self.provider.store.pushed_requests.get(self.sent.get("request_uri") or "")
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
    if reference.request.request_uri in reference.provider.store.spent:
        raise PageError("the request_uri was used before")


@request_uri
def unexpired(reference: Reference) -> None:
    """RFC 9126 4: an expired request_uri is invalid."""
    if reference.provider.clock.now() >= reference.request.expires_at:
        raise PageError("the request_uri has expired")


@pushed
def effective(reference: Reference) -> Parameters:
    """RFC 9126 4 and RFC 9101 6.3: what was pushed counts, and nothing that stands beside it."""
    return reference.request.parameters
