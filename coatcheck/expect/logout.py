"""Rules for logout asked for by the client, and for the metadata that announces it."""

from coatcheck.expect.metadata import https
from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.net.address import without_query
from coatcheck.protocol.logout import LogoutMessage, LogoutResponse
from coatcheck.protocol.messages import MetadataResponse
from coatcheck.protocol.parameters import Parameters

METHOD_REFUSED = (405, 501)
"""What a server answers that does not support a method (RFC 9110, 15.5.6 and 15.6.2)."""


@rule(LogoutMessage, "RPLOGOUT-2/get-supported", "is not a refusal of GET")
def no_refusal_of_get(message: LogoutMessage) -> None:
    """GET is supported at the logout endpoint (RP-Initiated Logout, 2)."""
    applicable(message.request.method == "GET", "the request is not sent by GET")
    first = next(iter(message.exchanges), message.exchange)
    testable(first.reply is not None, first.summary)
    expect(first.answer.status not in METHOD_REFUSED, "an answer to a GET request", first.summary)


def _asked(response: LogoutResponse) -> str:
    return response.request.parameters.get("post_logout_redirect_uri") or ""


def _own_query(response: LogoutResponse) -> Parameters:
    """Return the parameters that the post-logout redirection URI has by itself."""
    return Parameters.parse(_asked(response).partition("#")[0].partition("?")[2])


@rule(
    LogoutResponse,
    "RPLOGOUT-3/target-is-parameter",
    "goes to the post_logout_redirect_uri of the request",
)
def goes_to_uri_of_request(response: LogoutResponse) -> None:
    """The redirection target is the parameter of the request (RP-Initiated Logout, 3)."""
    wanted, reached = without_query(_asked(response)), without_query(response.location)
    kept = all(pair in response.delivered.pairs for pair in _own_query(response).pairs)
    expect(reached == wanted and kept, f"a redirect to {_asked(response)}", response.location)


@rule(LogoutResponse, "RPLOGOUT-2/state-returned", "has the state of the request")
def has_state(response: LogoutResponse) -> None:
    """The value of state is passed back, where there is one (RP-Initiated Logout, 2)."""
    sent = response.request.parameters.all("state")
    applicable(len(sent) <= 1, "the request has several states")
    applicable(_own_query(response).get("state") is None, "the URI has a state by itself")
    wanted = [value for value in sent if value]
    received = response.delivered.all("state")
    same = received == wanted or not any([*wanted, *received])
    expect(same, f"state={wanted[0]}" if wanted else "no state", response.location)


@rule(MetadataResponse, "RPLOGOUT-2.1/end-session-endpoint-https", "has an https logout endpoint")
def has_https_logout_endpoint(message: MetadataResponse) -> None:
    """The URL has the https scheme, loopback hosts excepted (RP-Initiated Logout, 2.1)."""
    https(message, "end_session_endpoint")
