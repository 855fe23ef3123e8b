"""What the introspection endpoint says about a token, and to whom (RFC 7662, 2 and 4)."""

from coatcheck.base.verdict import NotApplicable
from coatcheck.expect import client_authentication, metadata
from coatcheck.expect.access_token import has_expired
from coatcheck.expect.answer import expect_json_object, expect_status
from coatcheck.expect.documented.rules import documented
from coatcheck.expect.outcome import described, error_of
from coatcheck.expect.rule import applicable, expect, is_answer_to, rule, testable
from coatcheck.protocol import jose
from coatcheck.protocol.endpoints import EndpointMessage
from coatcheck.protocol.introspection import IntrospectionErrorResponse, IntrospectionResponse
from coatcheck.protocol.messages import TokenMessage, TokenResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.revocation import RevocationResponse
from coatcheck.protocol.userinfo import UserInfoErrorResponse

OF_BEARER_TOKENS = ("invalid_token", "insufficient_scope")
"""The errors for an access token that does not authorize the request (RFC 6750, 3.1)."""


metadata.https_endpoint("RFC7662-2/endpoint-https", "introspection_endpoint", *metadata.BOTH)


def _shows_credentials(message: EndpointMessage) -> bool:
    """Tell whether a request has more than a client_id to say who sends it."""
    body = Parameters.parse(message.exchange.request.body or "")
    in_body = body.get("client_secret") or body.get("client_assertion")
    return bool(in_body or client_authentication.authorization(message))


def _by_bearer_token(message: EndpointMessage) -> bool:
    """Tell whether a request shows an access token in place of the client's credentials."""
    return client_authentication.authorization(message).lower().startswith("bearer ")


def _authorized(message: EndpointMessage) -> TokenResponse:
    """Return the tokens that a request goes back to, which the client may ask about."""
    tokens = message.request.tokens
    if not is_answer_to("introspection", message) or tokens is None:
        raise NotApplicable("this is not the response to an introspection request")
    applicable(_shows_credentials(message), "the client did not authenticate")
    applicable(
        not _by_bearer_token(message), "the access token that authorizes the request is invalid"
    )
    return tokens


def _expect_inactive(message: EndpointMessage) -> None:
    active = message.members.get("active")
    answered = isinstance(message, IntrospectionResponse)
    testable(not answered or isinstance(active, bool), "active is neither true nor false")
    expect(answered and active is False, "a response with active false", described(message))


def _is_modified(message: EndpointMessage, tokens: TokenResponse) -> bool:
    """Tell whether the token is the access token, a JWT, with other characters or unsigned."""
    good, sent = tokens.access_token, message.request.token
    if not jose.looks_like_jwt(good) or sent == good:
        return False
    return len(sent) == len(good) or jose.parse(sent).claims == jose.parse(good).claims


def _was_replaced(message: EndpointMessage, tokens: TokenResponse) -> bool:
    """Tell whether the token is the one by whose refresh another one came."""
    used = tokens.request.parameters.get("refresh_token")
    return message.request.token == used != tokens.next_refresh_token


def _ended_by_replacement(message: EndpointMessage, tokens: TokenResponse) -> bool:
    """Tell whether the token was replaced, and one that was replaced before has been refused."""
    earlier = [m for m in message.request.earlier if isinstance(m, TokenMessage)]
    own = [m for m in earlier if m.request.client == message.request.client]
    used = {_refreshed_by(m) for m in own if isinstance(m, TokenResponse)} - {None}
    refused = {_refreshed_by(m) for m in own if error_of(m) == "invalid_grant"}
    return _was_replaced(message, tokens) and bool(used & refused)


def _refreshed_by(message: TokenMessage) -> str | None:
    return message.request.parameters.get("refresh_token")


def _revoked(message: EndpointMessage) -> set[str]:
    earlier = message.request.earlier
    return {m.request.token for m in earlier if isinstance(m, RevocationResponse)}


def _ended_with_refresh_token(message: EndpointMessage, tokens: TokenResponse) -> bool:
    """Tell whether the token opens nothing since the refresh token beside it was revoked."""
    earlier = [m for m in message.request.earlier if isinstance(m, UserInfoErrorResponse)]
    refused = [m.tokens.access_token for m in earlier if m.reply.status == 401]
    return message.request.token in refused and tokens.refresh_token in _revoked(message)


def _has_expired(message: EndpointMessage, tokens: TokenResponse) -> bool:
    if message.request.is_of_access_token:
        return has_expired(tokens, message.provider.now)
    seconds = message.provider.lifetimes.get("refresh_token")
    if seconds is None or not message.request.is_of_refresh_token:
        return False
    return message.provider.now > tokens.provider.now + seconds


@documented(
    EndpointMessage,
    "oidcIntrospectToken/trusted-client",
    "gives no token information without credentials",
)
@rule(
    EndpointMessage,
    "RFC7662-2.1/authorization-required",
    "gives no token information without authorization",
)
def authorization_required(message: EndpointMessage) -> None:
    """Whoever asks has to be authorized, against scanning for tokens (RFC 7662, 2.1)."""
    applicable(is_answer_to("introspection", message), "this is not an introspection request")
    applicable(not _shows_credentials(message), "the client authenticated")
    active = message.members.get("active")
    expect(active is not True, "no information about the token", described(message))


@rule(EndpointMessage, "RFC7662-2.2/unknown-token-inactive", "reports an unknown token as inactive")
def unknown_inactive(message: EndpointMessage) -> None:
    """A token that does not exist is reported as inactive, without an error (RFC 7662, 2.2)."""
    tokens, request = _authorized(message), message.request
    issued = request.is_of_access_token or request.is_of_refresh_token
    issued = issued or _was_replaced(message, tokens)
    unknown = request.token and not issued and not _is_modified(message, tokens)
    applicable(unknown, "the token may have been issued")
    _expect_inactive(message)


@rule(EndpointMessage, "RFC7662-4/signature-validated", "reports a modified token as inactive")
def modified_inactive(message: EndpointMessage) -> None:
    """The signature of a token that has one is validated (RFC 7662, 4)."""
    applicable(_is_modified(message, _authorized(message)), "the token is not a modified JWT")
    active = message.members.get("active")
    testable(active is None or isinstance(active, bool), "active is neither true nor false")
    expect(active is not True, "no active token", described(message))


@rule(EndpointMessage, "RFC7662-4/expiry-considered", "reports an expired token as inactive")
def expired_inactive(message: EndpointMessage) -> None:
    """It is determined whether a token has expired (RFC 7662, 4)."""
    applicable(_has_expired(message, _authorized(message)), "the token has not expired")
    _expect_inactive(message)


@rule(EndpointMessage, "RFC7662-4/revocation-considered", "reports a revoked token as inactive")
def revoked_inactive(message: EndpointMessage) -> None:
    """It is determined whether a token has been revoked (RFC 7662, 4)."""
    tokens, revoked = _authorized(message), message.request.token in _revoked(message)
    ended = _ended_by_replacement(message, tokens) or _ended_with_refresh_token(message, tokens)
    applicable(revoked or ended, "the token has not been revoked")
    _expect_inactive(message)


@rule(
    EndpointMessage,
    "RFC7662-2.3/foreign-token-no-error",
    "is not an error for a token that the client may not know about",
)
def foreign_no_error(message: EndpointMessage) -> None:
    """A query for a token of others is answered by active, be it false (RFC 7662, 2.3)."""
    owner = _authorized(message).request.client
    applicable(owner != message.request.client, "the token is the client's own")
    answered = isinstance(message, IntrospectionResponse)
    expect(answered, "an introspection response, active or not", described(message))


@rule(
    IntrospectionResponse,
    "RFC7662-2.2/inactive-without-more",
    "says nothing more about an inactive token",
)
def inactive_without_more(response: IntrospectionResponse) -> None:
    """The response says nothing else about an inactive token (RFC 7662, 2.2 and 4)."""
    applicable(response.members.get("active") is False, "the token is active")
    more = sorted(response.members.keys() - {"active"})
    expect(not more, "only active", ", ".join(more))


@rule(
    IntrospectionResponse,
    "RFC7662-2.2/content-type-json",
    "is a JSON object with the right media type",
)
def json_object(response: IntrospectionResponse) -> None:
    """The response is a JSON object of the media type application/json (RFC 7662, 2.2)."""
    expect_json_object(response)


@rule(
    IntrospectionErrorResponse,
    "RFC7662-2.3/invalid-credentials-401",
    "has the status 401 for invalid credentials",
)
def invalid_credentials_401(response: IntrospectionErrorResponse) -> None:
    """Invalid client credentials are answered with the status 401 (RFC 7662, 2.3)."""
    shown = _shows_credentials(response) and not _by_bearer_token(response)
    failed = shown and response.members.get("error") == "invalid_client"
    applicable(failed, "the error is not invalid_client")
    expect_status(response, 401)


@rule(
    EndpointMessage,
    "RFC7662-2.3/invalid-bearer-token-401",
    "has the status 401 if a bearer token does not authorize the request",
)
def invalid_bearer_token_401(message: EndpointMessage) -> None:
    """An access token that does not authorize the call is answered with 401 (RFC 7662, 2.3).

    Whether access tokens authorize calls at all is left open (2.1): who takes none may refuse the
    request as it refuses one without client authentication.
    """
    asked = is_answer_to("introspection", message) and _by_bearer_token(message)
    applicable(asked, "the request has no bearer token for authorization")
    answered, unauthorized = isinstance(message, IntrospectionResponse), message.reply.status == 401
    taken = answered or unauthorized or error_of(message) in OF_BEARER_TOKENS
    applicable(taken, "the endpoint does not accept bearer tokens")
    expect(unauthorized, "the status 401", described(message))


rule(
    IntrospectionErrorResponse,
    "RFC7662-2.3/header-authentication-challenged",
    "challenges the client after a failed Authorization header",
)(client_authentication.challenge)
