"""What the result of a backchannel authentication must be like at the token endpoint."""

from coatcheck.base.verdict import NotApplicable
from coatcheck.expect.decoupled import expect_status_of_polling, polled_for
from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.protocol.ciba import CIBA
from coatcheck.protocol.endpoints import EndpointRequest
from coatcheck.protocol.messages import IdToken, TokenErrorResponse, TokenMessage, TokenResponse

LONGEST_POLL = 30
"""For how many seconds a provider may keep a client waiting."""


def _asked(message: TokenMessage) -> EndpointRequest:
    """Return the authentication request whose result a token request asks for."""
    return polled_for(message, CIBA)


@rule(TokenMessage, "CIBA-10.1/answer-within-30-seconds", "comes within 30 seconds")
def answer_in_time(message: TokenMessage) -> None:
    """No answer takes longer than 30 seconds, long polling or not (CIBA Core, 10.1)."""
    _asked(message)
    seconds, expected = message.exchange.seconds, f"a response within {LONGEST_POLL} s"
    expect(seconds <= LONGEST_POLL, expected, f"a response after {seconds:.0f} s")


@rule(
    TokenErrorResponse,
    "CIBA-11/status-400",
    "has the status 400 while the client polls",
)
def polling_status_400(response: TokenErrorResponse) -> None:
    """The errors of polling have the status 400 (CIBA Core, 11; RFC 6749, 5.2)."""
    _asked(response)
    expect_status_of_polling(response)


@rule(
    TokenResponse,
    "CIBA-10.1.1/id-token-present",
    "has an ID Token for a backchannel authentication",
)
def id_token_present(response: TokenResponse) -> None:
    """What an approved authentication brings includes an ID Token (CIBA Core, 10.1.1)."""
    asked = (_asked(response).parameters.get("scope") or "").split()
    applicable("openid" in asked, "the authentication request lacks the scope openid")
    expect(response.members.get("id_token"), "a member id_token", "none")


@rule(
    IdToken,
    "CIBA-10.1.1/id-token-iss",
    "names the provider as its issuer after a backchannel authentication",
)
def iss_equals_issuer(token: IdToken) -> None:
    """The iss is exactly the issuer identifier (CIBA Core, 10.1.1; OIDC Core, 2)."""
    _asked(token.response)
    testable("iss" in token.members, "the ID Token has no iss")
    issuer = token.provider.issuer
    expect(token.members["iss"] == issuer, issuer, token.members["iss"])


@rule(
    IdToken,
    "CIBA-10.1.1/id-token-aud",
    "names the client in its audience after a backchannel authentication",
)
def aud_contains_client(token: IdToken) -> None:
    """The aud contains the client_id (CIBA Core, 10.1.1; OIDC Core, 2)."""
    _asked(token.response)
    testable("aud" in token.members, "the ID Token has no aud")
    aud = token.members["aud"]
    audience = aud if isinstance(aud, list) else [aud]
    expect(token.client.client_id in audience, token.client.client_id, aud)


@rule(IdToken, "CIBA-7.1/acr-returned", "has an acr if acr_values requested one")
def acr_returned(token: IdToken) -> None:
    """An ID Token has an acr where the request had acr_values (CIBA Core, 7.1)."""
    asked = _asked(token.response).parameters.get("acr_values")
    applicable(asked, "the authentication request has no acr_values")
    testable(token.readable, "the ID Token cannot be parsed")
    expect("acr" in token.members, "the claim acr", sorted(token.members))


@rule(
    IdToken,
    "CIBA-7.2/hint-identifies-end-user",
    "is about the end-user whom the hint identifies",
)
def about_hinted_end_user(token: IdToken) -> None:
    """Whoever the hint names is whom the authentication is about (CIBA Core, 7.1 and 7.2)."""
    sub = _sub_hinted_at(_asked(token.response))
    testable("sub" in token.members, "the ID Token has no sub")
    expect(str(token.members.get("sub")) == sub, f"sub {sub}", token.members.get("sub"))


def _sub_hinted_at(asked: EndpointRequest) -> str:
    """Return the sub of the end-user whom a hint names, as the client has learnt it by a code.

    Raises NotApplicable where it has not, or where no sub of the provider's lasts.
    """
    known = asked.tokens.id_token if asked.tokens else None
    signed_in = asked.tokens.request.authorization if asked.tokens else None
    user = signed_in.user if signed_in else None
    if known is None or user is None or known.client != asked.client:
        raise NotApplicable("the end-user's sub is unknown")
    login_hint = asked.parameters.get("login_hint") or ""
    named = user.username in login_hint or asked.parameters.get("id_token_hint") == known.jwt.raw
    applicable(named, "the hint identifies another end-user")
    testable("sub" in known.members, "the earlier ID Token has no sub")
    sub, memory = str(known.members["sub"]), known.provider.memory
    first = memory.first("sub", known.client.client_id, user.username, value=sub)
    applicable(sub == first, "the end-user's sub differs after each login")
    return sub
