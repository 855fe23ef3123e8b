"""What a pushed authorization request must keep, and what is kept of it: RFC 9126 2."""

from __future__ import annotations

from collections.abc import Callable

from ...core.client_authentication import CREDENTIALS
from ...core.client_request import GrantRequest
from ...core.errors import InvalidRequest, PageError
from ...core.lifetimes import lifetime_of
from ...core.parameters import Parameters
from ...core.seams import Behaviours, Table
from ...core.store import unguessable
from ..authorization.duties import authorization
from ..authorization.redirection import redirection
from ..authorization.request import AuthorizationRequest
from .records import REQUEST_URI, pushed_authorization

pushed_request = Table[Callable[[AuthorizationRequest], None]]("pushed_request")
pushed = Behaviours("pushed")

_OF_ENDPOINT = (
    "client_id_and_redirect_uri_once", "client_known", "parameters_once",
    "request_uri_unsupported",
)  # fmt: skip
"""What the endpoint itself sees to before a request is validated as any other."""

pushed_request.share(redirection, without=_OF_ENDPOINT)
pushed_request.share(authorization, without=_OF_ENDPOINT)


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


@lifetime_of("request_uri")
@pushed
def lifetime(request: GrantRequest) -> int:
    """RFC 9126 2.2: the seconds for which a reference is good, which are few."""
    return 60


@pushed
def reference(request: GrantRequest) -> str:
    """RFC 9126 2.2: a reference cannot be guessed."""
    return f"{REQUEST_URI}{unguessable()}"
