"""What the introspection endpoint tells of a token, and to whom (RFC 7662, 2 and 4)."""

from typing import Any

from coatcheck.expect import client_authentication, scope
from coatcheck.expect.id_token import CLOCK_SKEW
from coatcheck.expect.outcome import OUT_OF_ORDER, described
from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.protocol import jose
from coatcheck.protocol.endpoints import (
    EndpointMessage,
    IntrospectionErrorResponse,
    IntrospectionResponse,
    RevocationResponse,
)
from coatcheck.protocol.messages import TokenResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.verdict import NotApplicable


def _shows_credentials(message: EndpointMessage) -> bool:
    """Tell whether a request has more than a client_id to say who sends it."""
    sent = message.exchange.request
    body = Parameters.parse(sent.body or "")
    in_body = body.get("client_secret") or body.get("client_assertion")
    return bool(in_body) or any(name.lower() == "authorization" for name, _ in sent.headers)


def _authorized(message: EndpointMessage) -> TokenResponse:
    """Return the tokens that a request goes back to, which the client may ask about."""
    tokens = message.request.tokens
    if message.exchange.label != "introspection request" or tokens is None:
        raise NotApplicable("this is no answer to an introspection request")
    applicable(_shows_credentials(message), "the client has not authenticated")
    testable(message.reply.status not in OUT_OF_ORDER, message.exchange.summary)
    return tokens


def _expect_inactive(message: EndpointMessage) -> None:
    active = message.members.get("active")
    told = isinstance(message, IntrospectionResponse)
    testable(not told or isinstance(active, bool), "active is neither true nor false")
    expect(told and active is False, "a response with active false", described(message))


def _is_modified(message: EndpointMessage, tokens: TokenResponse) -> bool:
    """Tell whether the token is the access token, a JWT, with other characters in it."""
    good, sent = tokens.access_token, message.request.token
    return jose.looks_like_jwt(good) and sent != good and len(sent) == len(good)


def _has_expired(message: EndpointMessage, tokens: TokenResponse) -> bool:
    seconds = tokens.members.get("expires_in")
    if not message.request.is_of_access_token or not isinstance(seconds, int | float):
        return False
    return message.provider.now > tokens.provider.now + seconds


@rule(
    EndpointMessage, "RFC7662-2.1/authorization-required", "tells of no token without authorization"
)
def authorization_required(message: EndpointMessage) -> None:
    """Whoever asks has to be authorized, against scanning for tokens (RFC 7662, 2.1)."""
    applicable(message.exchange.label == "introspection request", "this is no introspection")
    applicable(not _shows_credentials(message), "the client has authenticated")
    active = message.members.get("active")
    expect(active is not True, "nothing told of the token", described(message))


@rule(
    EndpointMessage, "RFC7662-2.2/unknown-token-inactive", "tells that an unknown token is inactive"
)
def unknown_inactive(message: EndpointMessage) -> None:
    """A token that does not exist is told to be inactive, without an error (RFC 7662, 2.2)."""
    tokens, request = _authorized(message), message.request
    issued = request.is_of_access_token or request.is_of_refresh_token
    unknown = request.token and not issued and not _is_modified(message, tokens)
    applicable(unknown, "the token may be one that was issued")
    _expect_inactive(message)


@rule(EndpointMessage, "RFC7662-4/signature-validated", "tells that a modified token is inactive")
def modified_inactive(message: EndpointMessage) -> None:
    """The signature of a token that has one is validated (RFC 7662, 4)."""
    applicable(_is_modified(message, _authorized(message)), "the token is no modified JWT")
    _expect_inactive(message)


@rule(EndpointMessage, "RFC7662-4/expiry-considered", "tells that an expired token is inactive")
def expired_inactive(message: EndpointMessage) -> None:
    """It is determined whether a token has expired (RFC 7662, 4)."""
    applicable(_has_expired(message, _authorized(message)), "the token has not expired")
    _expect_inactive(message)


@rule(EndpointMessage, "RFC7662-4/revocation-considered", "tells that a revoked token is inactive")
def revoked_inactive(message: EndpointMessage) -> None:
    """It is determined whether a token has been revoked (RFC 7662, 4)."""
    _authorized(message)
    earlier = [m for m in message.request.earlier if isinstance(m, RevocationResponse)]
    revoked = [answer.request.token for answer in earlier]
    applicable(message.request.token in revoked, "the token has not been revoked")
    _expect_inactive(message)


@rule(
    EndpointMessage,
    "RFC7662-2.3/foreign-token-no-error",
    "is no error for a token that the client may not know about",
)
def foreign_no_error(message: EndpointMessage) -> None:
    """A query for a token of others is answered by active, be it false (RFC 7662, 2.3)."""
    owner = _authorized(message).request.client
    applicable(owner != message.request.client, "the token is the client's own")
    told = isinstance(message, IntrospectionResponse)
    expect(told, "an introspection response, active or not", described(message))


@rule(
    IntrospectionResponse,
    "RFC7662-2.2/inactive-without-more",
    "tells nothing more of an inactive token",
)
def inactive_without_more(response: IntrospectionResponse) -> None:
    """Nothing else is told of a token that is not active (RFC 7662, 2.2 and 4)."""
    applicable(response.members.get("active") is False, "the token is active")
    more = sorted(response.members.keys() - {"active"})
    expect(not more, "active alone", ", ".join(more))


@rule(IntrospectionResponse, "RFC7662-2.2/content-type-json", "is a JSON object, and says so")
def json_object(response: IntrospectionResponse) -> None:
    """The response is a JSON object of the media type application/json (RFC 7662, 2.2)."""
    kind = response.reply.header("content-type") or "no Content-Type"
    expect(response.reply.media_type == "application/json", "Content-Type: application/json", kind)
    expect(response.readable, "a JSON object", response.reply.text)


def _told(response: IntrospectionResponse, member: str) -> tuple[Any, TokenResponse]:
    """Return a member about the access token, and the token response that brought the token."""
    tokens = response.request.tokens
    active = response.members.get("active") is True and response.request.is_of_access_token
    if tokens is None or not active:
        raise NotApplicable("nothing is told of the access token")
    applicable(member in response.members, f"the response has no {member}")
    return response.members[member], tokens


@rule(IntrospectionResponse, "RFC7662-2.2/exp-as-issued", "tells the expiry of the access token")
def exp_as_issued(response: IntrospectionResponse) -> None:
    """The exp is when the token expires, as expires_in told (RFC 7662, 2.2)."""
    exp, tokens = _told(response, "exp")
    seconds = tokens.members.get("expires_in")
    applicable("expires_in" in tokens.members, "the token response has no expires_in")
    testable(_is_number(exp) and _is_number(seconds), "exp or expires_in is no number")
    expected = tokens.provider.now + float(seconds or 0)
    good = abs(exp - expected) <= CLOCK_SKEW
    expect(good, f"an exp within {CLOCK_SKEW} s of {expected:.0f}", exp)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@rule(IntrospectionResponse, "RFC7662-2.2/scope-as-granted", "tells no scope that was not granted")
def scope_as_granted(response: IntrospectionResponse) -> None:
    """The scope is that of the token, or some of it (RFC 7662, 2.2)."""
    told, tokens = _told(response, "scope")
    testable(isinstance(told, str), "scope is no string")
    granted = scope.granted(tokens)
    applicable(granted is not None, "it is not known which scope was granted")
    found = scope.words(told) or frozenset()
    expect(found <= (granted or found), f"no more than {scope.shown(granted)}", told)


@rule(IntrospectionResponse, "RFC7662-2.2/client-id-as-issued", "names the client of the token")
def client_id_as_issued(response: IntrospectionResponse) -> None:
    """The client_id is that of the client which requested the token (RFC 7662, 2.2)."""
    told, tokens = _told(response, "client_id")
    testable(isinstance(told, str), "client_id is no string")
    owner = tokens.request.client.client_id
    expect(told == owner, f"client_id {owner}", told)


@rule(IntrospectionResponse, "RFC7662-2.2/token-type-as-issued", "tells the type of the token")
def token_type_as_issued(response: IntrospectionResponse) -> None:
    """The token_type is that of RFC 6749, 5.1, the case of its letters aside (RFC 7662, 2.2)."""
    told, tokens = _told(response, "token_type")
    issued = tokens.members.get("token_type")
    testable(isinstance(told, str), "token_type is no string")
    applicable(str(issued).lower() == "bearer", "the token was not issued as a bearer token")
    expect(str(told).lower() == "bearer", f"token_type {issued}", told)


@rule(IntrospectionResponse, "RFC7662-2.2/iss-as-issued", "names the issuer of the token")
def iss_as_issued(response: IntrospectionResponse) -> None:
    """The iss is the issuer of the token (RFC 7662, 2.2)."""
    told, tokens = _told(response, "iss")
    testable(isinstance(told, str), "iss is no string")
    expect(told == tokens.provider.issuer, f"iss {tokens.provider.issuer}", told)


@rule(
    IntrospectionErrorResponse,
    "RFC7662-2.3/invalid-credentials-401",
    "has the status 401 where the credentials are invalid",
)
def invalid_credentials_401(response: IntrospectionErrorResponse) -> None:
    """Invalid client credentials are answered with the status 401 (RFC 7662, 2.3)."""
    failed = response.members.get("error") == "invalid_client" and _shows_credentials(response)
    applicable(failed, "no credentials were refused with invalid_client")
    expect(response.reply.status == 401, "the status 401", response.exchange.summary)


rule(
    IntrospectionErrorResponse,
    "RFC7662-2.3/header-authentication-challenged",
    "challenges the client whose Authorization header failed",
)(client_authentication.challenge)
