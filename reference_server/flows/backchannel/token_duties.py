"""What a token request by an auth_req_id must keep: CIBA 10.1 and 11."""

from collections.abc import Callable

from ...core.client_request import GrantRequest
from ...core.seams import Behaviours, Table
from ..polling.handle import Handle
from .records import BACKCHANNEL_REQUESTS, BackchannelRequest

UNDECIDED = "the end-user has not decided on the authentication device"

backchannel_token = Table[Callable[[GrantRequest], None]]("backchannel_token")
backchannel_presented = Behaviours("backchannel_presented")


@backchannel_presented
def request_of(request: GrantRequest) -> BackchannelRequest:
    """CIBA 11: the auth_req_id is one that the provider issued."""
    return _auth_req_id.known(request)


def presented(request: GrantRequest) -> BackchannelRequest:
    """The authentication request whose result is asked for."""
    return request.provider.use(request_of)(request)


_auth_req_id = Handle[BackchannelRequest](
    parameter="auth_req_id",
    called="auth_req_id",
    undecided=UNDECIDED,
    kept=BACKCHANNEL_REQUESTS,
    presented=presented,
)


@backchannel_token
def auth_req_id_present(request: GrantRequest) -> None:
    """CIBA 10.1: auth_req_id is required."""
    _auth_req_id.present(request)


@backchannel_token.fixed
def auth_req_id_of_client(request: GrantRequest) -> None:
    """CIBA 10.1: the auth_req_id was issued to this client."""
    _auth_req_id.of_client(request)


@backchannel_token
def auth_req_id_unused(request: GrantRequest) -> None:
    """CIBA 10.1.1: an auth_req_id that brought tokens is no longer valid."""
    _auth_req_id.unused(request)


@backchannel_token
def auth_req_id_unexpired(request: GrantRequest) -> None:
    """CIBA 11: an auth_req_id expires."""
    _auth_req_id.unexpired(request)


@backchannel_token
def decided(request: GrantRequest) -> None:
    """CIBA 10.1.1 and 11: until the end-user has decided, the client asks again, by and by."""
    _auth_req_id.decided(request)


@backchannel_token
def approved(request: GrantRequest) -> None:
    """CIBA 11: the client learns that the end-user said no."""
    _auth_req_id.approved(request)
