"""What the introspection endpoint says about an active access token (RFC 7662, 2.2)."""

from typing import Any

from coatcheck.base.verdict import NotApplicable
from coatcheck.expect import scope
from coatcheck.expect.id_token import CLOCK_SKEW
from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.protocol.introspection import IntrospectionResponse
from coatcheck.protocol.messages import TokenResponse


def _stated(response: IntrospectionResponse, member: str) -> tuple[Any, TokenResponse]:
    """Return a member about the access token, and the token response that brought the token."""
    tokens = response.request.tokens
    active = response.members.get("active") is True and response.request.is_of_access_token
    if tokens is None or not active:
        raise NotApplicable("the response says nothing about the access token")
    applicable(member in response.members, f"the response has no {member}")
    return response.members[member], tokens


@rule(IntrospectionResponse, "RFC7662-2.2/exp-as-issued", "has the expiry of the access token")
def exp_as_issued(response: IntrospectionResponse) -> None:
    """The exp is when the token expires, as expires_in told (RFC 7662, 2.2)."""
    exp, tokens = _stated(response, "exp")
    seconds = tokens.members.get("expires_in")
    applicable("expires_in" in tokens.members, "the token response has no expires_in")
    testable(_is_number(exp) and _is_number(seconds), "exp or expires_in is not a number")
    expected = tokens.provider.now + float(seconds or 0)
    good = abs(exp - expected) <= CLOCK_SKEW
    expect(good, f"an exp within {CLOCK_SKEW} s of {expected:.0f}", exp)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@rule(
    IntrospectionResponse, "RFC7662-2.2/iat-as-issued", "has the time of issue of the access token"
)
def iat_as_issued(response: IntrospectionResponse) -> None:
    """The iat is when the token was originally issued (RFC 7662, 2.2)."""
    iat, tokens = _stated(response, "iat")
    testable(_is_number(iat), "iat is not a number")
    good = abs(iat - tokens.provider.now) <= CLOCK_SKEW
    expect(good, f"an iat within {CLOCK_SKEW} s of {tokens.provider.now:.0f}", iat)


@rule(IntrospectionResponse, "RFC7662-2.2/sub-as-issued", "has the subject of the access token")
def sub_as_issued(response: IntrospectionResponse) -> None:
    """The sub equals the sub in the token (RFC 7662, 2.2)."""
    _as_in_token(response, "sub")


@rule(IntrospectionResponse, "RFC7662-2.2/jti-as-issued", "has the jti of the access token")
def jti_as_issued(response: IntrospectionResponse) -> None:
    """The jti equals the jti in the token (RFC 7662, 2.2)."""
    _as_in_token(response, "jti")


def _as_in_token(response: IntrospectionResponse, member: str) -> None:
    stated, tokens = _stated(response, member)
    testable(isinstance(stated, str), f"{member} is not a string")
    own = _in_token(tokens, member)
    expect(stated == str(own), f"{member} {own}", stated)


def _in_token(tokens: TokenResponse, claim: str) -> Any:
    """Return a claim of the access token. Raises NotApplicable where the client cannot see it."""
    token = tokens.jwt_access_token
    value = token.members.get(claim) if token else None
    applicable(value, f"the access token is not a JWT with {claim}")
    return value


@rule(
    IntrospectionResponse,
    "RFC7662-2.2/aud-as-issued",
    "has no audience that the access token does not have",
)
def aud_as_issued(response: IntrospectionResponse) -> None:
    """The aud is the audience of the token (RFC 7662, 2.2), or what concerns the client of it."""
    stated, tokens = _stated(response, "aud")
    found = stated if isinstance(stated, list) else [stated]
    testable(all(isinstance(each, str) for each in found), "aud does not consist of strings")
    own = _in_token(tokens, "aud")
    beyond = [each for each in found if each not in (own if isinstance(own, list) else [own])]
    expect(not beyond, f"no aud beyond {own}", stated)


@rule(IntrospectionResponse, "RFC7662-2.2/scope-as-granted", "has no scope that was not granted")
def scope_as_granted(response: IntrospectionResponse) -> None:
    """The scope is that of the token, or some of it (RFC 7662, 2.2)."""
    stated, tokens = _stated(response, "scope")
    testable(isinstance(stated, str), "scope is not a string")
    granted = scope.granted(tokens)
    applicable(granted is not None, "the granted scope is unknown")
    found = scope.words(stated) or frozenset()
    expect(found <= (granted or found), f"no more than {scope.shown(granted)}", stated)


@rule(IntrospectionResponse, "RFC7662-2.2/client-id-as-issued", "names the client of the token")
def client_id_as_issued(response: IntrospectionResponse) -> None:
    """The client_id is that of the client which requested the token (RFC 7662, 2.2)."""
    stated, tokens = _stated(response, "client_id")
    testable(isinstance(stated, str), "client_id is not a string")
    owner = tokens.request.client.client_id
    expect(stated == owner, f"client_id {owner}", stated)


@rule(IntrospectionResponse, "RFC7662-2.2/token-type-as-issued", "has the type of the token")
def token_type_as_issued(response: IntrospectionResponse) -> None:
    """The token_type is that of RFC 6749, 5.1, the case of its letters aside (RFC 7662, 2.2)."""
    stated, tokens = _stated(response, "token_type")
    issued = tokens.members.get("token_type")
    testable(isinstance(stated, str), "token_type is not a string")
    applicable(str(issued).lower() == "bearer", "the token was not issued as a bearer token")
    expect(str(stated).lower() == "bearer", f"token_type {issued}", stated)


@rule(IntrospectionResponse, "RFC7662-2.2/iss-as-issued", "names the issuer of the token")
def iss_as_issued(response: IntrospectionResponse) -> None:
    """The iss is the issuer of the token (RFC 7662, 2.2)."""
    stated, tokens = _stated(response, "iss")
    testable(isinstance(stated, str), "iss is not a string")
    expect(stated == tokens.provider.issuer, f"iss {tokens.provider.issuer}", stated)
