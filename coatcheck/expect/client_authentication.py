"""What the token endpoint says of client authentication."""

from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.endpoints import EndpointErrorResponse
from coatcheck.protocol.messages import TokenErrorResponse


@rule(
    TokenErrorResponse,
    "RFC6749-5.2/header-authentication-401",
    "has the status 401 where the Authorization header failed",
)
def status_401(response: TokenErrorResponse) -> None:
    """An invalid_client after an Authorization header has the status 401 (RFC 6749, 5.2)."""
    _scheme_that_failed(response)
    expect(response.reply.status == 401, "the status 401", response.exchange.summary)


@rule(
    TokenErrorResponse,
    "RFC6749-5.2/header-authentication-challenge",
    "challenges the client by the scheme that it used",
)
def challenge(response: TokenErrorResponse) -> None:
    """An invalid_client after an Authorization header names its scheme (RFC 6749, 5.2)."""
    scheme = _scheme_that_failed(response)
    received = response.reply.header("www-authenticate")
    schemes = {word.lower() for word in (received or "").replace(",", " ").split()}
    expect(scheme.lower() in schemes, f"a WWW-Authenticate with {scheme}", received)


def challenged(response: TokenErrorResponse | EndpointErrorResponse) -> None:
    """A failed Authorization header is answered by 401 and its scheme (RFC 6749, 5.2)."""
    scheme = _scheme_that_failed(response)
    received = response.reply.header("www-authenticate") or "no WWW-Authenticate"
    named = scheme.lower() in received.lower().replace(",", " ").split()
    expected = f"the status 401 and a WWW-Authenticate with {scheme}"
    came = f"{response.exchange.summary}, {received}"
    expect(response.reply.status == 401 and named, expected, came)


def _scheme_that_failed(response: TokenErrorResponse | EndpointErrorResponse) -> str:
    headers = {name.lower(): value for name, value in response.exchange.request.headers}
    failed = response.members.get("error") == "invalid_client" and "authorization" in headers
    applicable(failed, "no Authorization header was refused with invalid_client")
    scheme = headers["authorization"].partition(" ")[0]
    applicable(scheme.lower() != "bearer", "a bearer token is no client authentication")
    return scheme
