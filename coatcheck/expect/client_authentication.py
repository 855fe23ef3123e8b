"""What the token endpoint says of client authentication."""

from coatcheck.expect.answer import expect_status
from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.endpoints import EndpointErrorResponse
from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import TokenErrorResponse


@rule(
    TokenErrorResponse,
    "RFC6749-5.2/header-authentication-401",
    "has the status 401 after a failed Authorization header",
)
def status_401(response: TokenErrorResponse | EndpointErrorResponse) -> None:
    """An invalid_client after an Authorization header has the status 401 (RFC 6749, 5.2)."""
    _scheme_that_failed(response)
    expect_status(response, 401)


@rule(
    TokenErrorResponse,
    "RFC6749-5.2/header-authentication-challenge",
    "challenges the client with the scheme that it used",
)
def challenge(response: TokenErrorResponse | EndpointErrorResponse) -> None:
    """An invalid_client after an Authorization header names its scheme (RFC 6749, 5.2)."""
    scheme = _scheme_that_failed(response)
    received = response.reply.header("www-authenticate") or "no WWW-Authenticate"
    named = scheme.lower() in received.lower().replace(",", " ").split()
    expect(named, f"a WWW-Authenticate with {scheme}", received)


def challenged(response: EndpointErrorResponse) -> None:
    """A failed Authorization header is answered by 401 and its scheme (RFC 6749, 5.2)."""
    status_401(response)
    challenge(response)


def authorization(message: Message) -> str:
    """Return the Authorization header that a request was sent with; empty where it had none."""
    sent = {name.lower(): value for name, value in message.exchange.request.headers}
    return sent.get("authorization", "")


def _scheme_that_failed(response: TokenErrorResponse | EndpointErrorResponse) -> str:
    shown = authorization(response)
    failed = response.members.get("error") == "invalid_client" and shown
    applicable(failed, "the error is not invalid_client for an Authorization header")
    scheme = shown.partition(" ")[0]
    applicable(scheme.lower() != "bearer", "a bearer token is not client authentication")
    return scheme
