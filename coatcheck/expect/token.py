"""What the token endpoint must grant, and what a token response must be like."""

from coatcheck.base.verdict import NotTestable
from coatcheck.expect import scope
from coatcheck.expect.answer import expect_json, expect_status, repeated_names
from coatcheck.expect.outcome import described, is_error_response
from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.protocol.authorization import (
    AuthorizationErrorResponse,
    AuthorizationMessage,
    AuthorizationResponse,
)
from coatcheck.protocol.messages import TokenErrorResponse, TokenMessage, TokenResponse


@rule(TokenMessage, "RFC6749-3.2/post-only", "grants nothing to a GET request")
def nothing_by_get(message: TokenMessage) -> None:
    """The client uses POST for a token request (RFC 6749, 3.2)."""
    applicable(message.exchange.request.method == "GET", "the request was made by POST")
    given = "access_token" in message.members
    expect(not given, "no access token in the response to GET", message.exchange.summary)


@rule(
    TokenMessage,
    "RFC6749-4.1.3/redirect-uri-present",
    "grants nothing without the redirect_uri of the authorization request",
)
def nothing_without_redirect_uri(message: TokenMessage) -> None:
    """The redirect_uri is required where the authorization request had one (RFC 6749, 4.1.3).

    Which error a request without it brings is left open.
    """
    request = message.request
    by_code = request.grant_type == "authorization_code" and request.authorization is not None
    applicable(
        by_code and not request.parameters.get("redirect_uri"), "the request has a redirect_uri"
    )
    expect(is_error_response(message), "a token error response", described(message))


@rule(
    AuthorizationMessage,
    "RFC6749-3.3/scope-omitted",
    "falls back on a default scope or is the error invalid_scope",
)
def default_scope_or_error(message: AuthorizationMessage) -> None:
    """A request without scope has a default, or fails as one with an invalid scope (3.3).

    Where the default is no scope at all, there is nothing to grant, which ends in access_denied.
    """
    applicable(not message.request.parameters.get("scope"), "the request has a scope")
    granted = isinstance(message, AuthorizationResponse)
    refused = isinstance(message, AuthorizationErrorResponse)
    lawful = refused and message.delivered.get("error") in ("invalid_scope", "access_denied")
    expected = "a code for a default scope, or the error invalid_scope"
    expect(granted or lawful, expected, described(message))


@rule(TokenResponse, "RFC6749-3.2/response-parameter-once", "repeats no member")
@rule(TokenErrorResponse, "RFC6749-3.2/response-parameter-once", "repeats no member")
def members_once(message: TokenMessage) -> None:
    """Response parameters occur once at most (RFC 6749, 3.2)."""
    try:
        twice = sorted(name for names in repeated_names(message.reply.text) for name in names)
    except (ValueError, RecursionError) as error:
        raise NotTestable("the body is not JSON") from error
    expect(not twice, "each member once", f"repeated: {', '.join(twice)}")


@rule(TokenResponse, "RFC6749-5.1/status-200", "has the status 200")
def status_200(response: TokenResponse) -> None:
    """A token response has the status 200 (RFC 6749, 5.1)."""
    expect_status(response, 200)


@rule(TokenResponse, "RFC6749-5.1/content-type-json", "has the media type application/json")
def media_type(response: TokenResponse) -> None:
    """A token response has the media type application/json (RFC 6749, 5.1)."""
    expect_json(response)


@rule(TokenResponse, "RFC6749-5.1/cache-control-no-store", "may not be stored by caches")
def not_stored(response: TokenResponse) -> None:
    """A response with tokens has Cache-Control no-store (RFC 6749, 5.1)."""
    value = response.reply.header("cache-control")
    expect("no-store" in directives(value), "Cache-Control: no-store", value or "none")


@rule(TokenResponse, "RFC6749-5.1/pragma-no-cache", "may not be stored by HTTP/1.0 caches")
def pragma(response: TokenResponse) -> None:
    """A response with tokens has Pragma no-cache (RFC 6749, 5.1)."""
    value = response.reply.header("pragma")
    expect("no-cache" in directives(value), "Pragma: no-cache", value or "no Pragma")


def directives(value: str | None) -> frozenset[str]:
    """Return the directives of a header such as Cache-Control, in lower case."""
    return frozenset(part.strip().lower() for part in (value or "").split(","))


@rule(TokenResponse, "RFC6749-5.1/expires-in-present", "names the lifetime of the access token")
def lifetime_stated(response: TokenResponse) -> None:
    """A token response has expires_in (RFC 6749, 5.1)."""
    expect("expires_in" in response.members, "a member expires_in", "none")


@rule(
    TokenResponse,
    "RFC6749-3.3/scope-returned-when-different",
    "names the scope if it is not the requested one",
)
def scope_named(response: TokenResponse) -> None:
    """The response names the scope unless it is the one that was requested (RFC 6749, 3.3)."""
    asked, borne = scope.requested(response), scope.inside(response)
    if "scope" in response.members:
        return
    applicable(asked, "no scope was requested")
    applicable(borne, "the response has no scope, and the access token shows none")
    expected = f"a member scope, because {scope.shown(asked)} was requested"
    expect(asked == borne, expected, f"no scope, but the access token has {scope.shown(borne)}")


@rule(TokenResponse, "OIDCC-3.1.3.3/token-type-bearer", "has a token of the type Bearer")
def bearer(response: TokenResponse) -> None:
    """The token_type is Bearer in any letter case (OIDC Core 3.1.3.3; RFC 6749, 5.1)."""
    token_type = response.members.get("token_type")
    testable(isinstance(token_type, str) and token_type, "the response has no token_type")
    expect(str(token_type).lower() == "bearer", "token_type Bearer", token_type)


@rule(TokenResponse, "OIDCC-3.1.3.3/id-token-present", "has an ID Token")
def id_token_present(response: TokenResponse) -> None:
    """The response to an authentication request has an ID Token (OIDC Core 3.1.3.3)."""
    by_code = response.request.grant_type == "authorization_code"
    asked = scope.requested(response) or frozenset()
    applicable(by_code and "openid" in asked, "the request is not an authentication request")
    expect(response.members.get("id_token"), "a member id_token", "none")


@rule(
    TokenResponse, "RFC6749-4.4.3/no-refresh-token", "has no refresh token for client credentials"
)
def no_refresh_token(response: TokenResponse) -> None:
    """The client credentials grant brings no refresh token (RFC 6749, 4.4.3)."""
    itself = response.request.grant_type == "client_credentials"
    applicable(itself, "the request is not a client credentials request")
    expect("refresh_token" not in response.members, "no refresh_token", "a refresh_token")
