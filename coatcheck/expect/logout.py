"""Rules for logout asked for by the client, and for the metadata that announces it."""

from coatcheck.expect.metadata import is_protected, members_of
from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.logout import LogoutResponse
from coatcheck.protocol.messages import MetadataResponse
from coatcheck.protocol.parameters import Parameters


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
    wanted, reached = _without_query(_asked(response)), _without_query(response.location)
    kept = all(pair in response.delivered.pairs for pair in _own_query(response).pairs)
    expect(reached == wanted and kept, f"a redirect to {_asked(response)}", response.location)


def _without_query(uri: str) -> str:
    plain = uri.partition("#")[0].partition("?")[0]
    return plain.rstrip("/") if plain.count("/") <= 3 else plain


@rule(LogoutResponse, "RPLOGOUT-2/state-returned", "has the state of the request")
def has_state(response: LogoutResponse) -> None:
    """The value of state is passed back, where there is one (RP-Initiated Logout, 2)."""
    sent = response.request.parameters.all("state")
    applicable(len(sent) <= 1, "the request has several states")
    applicable(_own_query(response).get("state") is None, "the URI has a state by itself")
    wanted = [value for value in sent if value]
    received = response.delivered.all("state")
    expect(received == wanted, f"state={wanted[0]}" if wanted else "no state", response.location)


@rule(MetadataResponse, "RPLOGOUT-2.1/end-session-endpoint-https", "has an https logout endpoint")
def has_https_logout_endpoint(message: MetadataResponse) -> None:
    """The URL has the https scheme, loopback hosts excepted (RP-Initiated Logout, 2.1)."""
    url = members_of(message).get("end_session_endpoint")
    applicable(isinstance(url, str), "metadata: end_session_endpoint is no string")
    expect(is_protected(str(url)), "an https end_session_endpoint", url)
