"""What an access token must be like, as far as a client can tell (RFC 6750, 5.3; RFC 7519)."""

from coatcheck.expect.id_token_signature import published
from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.protocol import jose
from coatcheck.protocol.authorization import AuthorizationMessage
from coatcheck.protocol.messages import JwtAccessToken, Token, TokenResponse


@rule(JwtAccessToken, "RFC7515-5.2/signature-validates", "is signed by the provider")
def signature_valid(token: JwtAccessToken) -> None:
    """The signature verifies with the published key that the header names (RFC 7515, 5.2)."""
    applicable(token.jwt.alg in jose.ASYMMETRIC, "the alg has no public key")
    named = "kid" in token.jwt.header and published(token)
    applicable(named, "the access token names no published key")
    error = jose.verification_error(token.jwt, token.provider.keys, [token.jwt.header["alg"]])
    expect(error is None, "a signature of the provider's", error)


@rule(JwtAccessToken, "RFC6750-5.3/audience-restricted", "names its audience")
def audience_restricted(token: JwtAccessToken) -> None:
    """An access token is restricted to an audience (RFC 6750, 5.3)."""
    expect(token.members.get("aud"), "the claim aud", sorted(token.members))


@rule(Token, "RFC7519-4.1.7/jti-unique", "has a unique jti, if any")
def jti_unique(token: Token) -> None:
    """No two tokens have the same jti (RFC 7519, 4.1.7)."""
    applicable("jti" in token.members, "the token has no jti")
    jti = str(token.members["jti"])
    first = token.provider.memory.first("jti", jti, value=token.jwt.raw)
    expect(first == token.jwt.raw, "a jti that no other token had", jti)


@rule(
    TokenResponse, "RFC6750-5.3/lifetime-one-hour", "has an access token valid for at most one hour"
)
def lifetime(response: TokenResponse) -> None:
    """An access token is short-lived (RFC 6750, 5.3)."""
    seconds = response.members.get("expires_in")
    applicable("expires_in" in response.members, "the token response has no expires_in")
    testable(isinstance(seconds, int | float), "expires_in is not a number")
    assert isinstance(seconds, int | float)
    expect(seconds <= 3600, "3600 seconds or less", seconds)


def has_expired(tokens: TokenResponse, now: float) -> bool:
    """Tell whether an access token cannot be good any more, as far as its lifetime is known.

    It is told by expires_in, which is optional, or by the target file. Who checks a token may allow
    for clocks (RFC 7519, 4.1.4): a longer lifetime in the target file tells by how much.
    """
    given = (tokens.members.get("expires_in"), tokens.provider.lifetimes.get("access_token"))
    known = [seconds for seconds in given if isinstance(seconds, int | float)]
    return bool(known) and now > tokens.provider.now + max(known)


@rule(AuthorizationMessage, "RFC6750-5.3/not-in-page-urls", "carries no access token")
def not_in_page_urls(message: AuthorizationMessage) -> None:
    """No access token is passed in the URL of a page (RFC 6750, 5.3)."""
    addresses = [exchange.request.url for exchange in message.exchanges] + [message.location]
    found = [url for url in addresses if "access_token=" in url]
    expect(not found, "no access_token in a URL", found)
