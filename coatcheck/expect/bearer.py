"""How a protected resource answers a bearer token that it does not accept (RFC 6750, 3)."""

import re

from coatcheck.expect.access_token import has_expired
from coatcheck.expect.outcome import error_of
from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.protocol import challenge, jose
from coatcheck.protocol.userinfo import UserInfoErrorResponse, UserInfoMessage, shown_tokens

REFUSALS = (400, 401, 403)
"""The statuses by which a token is refused (RFC 6750, 3.1)."""

TEXT = r"[\x20\x21\x23-\x5B\x5D-\x7E]+"
SCOPE = r"[\x21\x23-\x5B\x5D-\x7E]+(?: [\x21\x23-\x5B\x5D-\x7E]+)*"
URI_REFERENCE = r"[\x21\x23-\x5B\x5D-\x7E]+"


def bearer_challenge(message: UserInfoMessage) -> challenge.Challenge:
    """Return the challenge for a bearer token. Raises NotApplicable where there is none.

    That there is one is a requirement of its own (RFC 6750, 3).
    """
    found = challenge.parse(message.reply.header("www-authenticate") or "")
    bearer = next((c for c in found if c.scheme.lower() == "bearer"), None)
    applicable(bearer is not None, "the response has no Bearer challenge")
    assert bearer is not None
    return bearer


def _single_token(message: UserInfoMessage) -> str:
    shown = shown_tokens(message.exchange.request)
    applicable(
        len(shown) == 1 and "query" not in shown,
        "the request does not have exactly one access token",
    )
    return next(iter(shown.values()))


def _is_unsigned(token: str, good: str) -> bool:
    claims = jose.parse(good).claims
    return bool(claims) and token == jose.unsigned(claims)


def _lacks_openid(message: UserInfoMessage) -> bool:
    """Tell whether the token is an end-user's, and was neither asked nor granted for openid."""
    authorization = message.tokens.request.authorization
    granted = message.tokens.members.get("scope", "")
    asked = message.authorization_request.get("scope") or ""
    return authorization is not None and "openid" not in f"{asked} {granted}".split()


def _refused(message: UserInfoMessage) -> None:
    expect(message.reply.status in REFUSALS, "a refusal", message.exchange.summary)


def _has_expired(message: UserInfoMessage) -> bool:
    return has_expired(message.tokens, message.provider.now)


def _invalid_token(message: UserInfoMessage) -> None:
    """Raise NotApplicable unless the request's one token cannot be valid."""
    wrong = _single_token(message) != message.tokens.access_token or _has_expired(message)
    applicable(wrong, "the access token may be valid")


@rule(UserInfoMessage, "RFC6749-7/access-token-scope", "gives nothing for a scope without openid")
def scope_needed(message: UserInfoMessage) -> None:
    """An access token is valid only for its scope (RFC 6749, 7; OIDC Core, 5.3)."""
    same = _single_token(message) == message.tokens.access_token
    applicable(same and _lacks_openid(message), "the access token has the scope openid")
    _refused(message)


@rule(UserInfoMessage, "RFC6749-7/access-token-expired", "gives nothing for an expired token")
def expired_refused(message: UserInfoMessage) -> None:
    """An expired access token is not accepted (RFC 6749, 7)."""
    same = _single_token(message) == message.tokens.access_token
    applicable(same and _has_expired(message), "the access token has not expired")
    _refused(message)


@rule(UserInfoMessage, "RFC6749-10.3/access-token-modified", "gives nothing for a modified token")
def modified_refused(message: UserInfoMessage) -> None:
    """A modified access token is not accepted (RFC 6749, 10.3)."""
    token, good = _single_token(message), message.tokens.access_token
    modified = len(token) == len(good) or _is_unsigned(token, good)
    applicable(token != good and modified, "the access token is not a modified JWT")
    _refused(message)


@rule(UserInfoMessage, "RFC6749-7/access-token-validated", "gives nothing for an unknown token")
def unknown_refused(message: UserInfoMessage) -> None:
    """An access token that was never issued is not accepted (RFC 6749, 7)."""
    token, good = _single_token(message), message.tokens.access_token
    unknown = len(token) != len(good) and not _is_unsigned(token, good)
    applicable(unknown, "the access token is not an unknown one")
    _refused(message)


@rule(UserInfoMessage, "RFC6750-3.1/multiple-methods-400", "refuses two access tokens at once")
def multiple_methods(message: UserInfoMessage) -> None:
    """A request with the token in two places is an invalid one (RFC 6750, 3.1)."""
    applicable(
        len(shown_tokens(message.exchange.request)) > 1, "the access token is sent in one place"
    )
    received = f"{message.exchange.summary}, error {error_of(message)}"
    good = message.reply.status == 400 and error_of(message) in (None, "invalid_request")
    expect(good, "HTTP 400 and invalid_request", received)


@rule(UserInfoErrorResponse, "RFC6750-3/challenge-without-token", "asks for an access token")
def challenge_without_token(message: UserInfoErrorResponse) -> None:
    """A request without access token is answered with WWW-Authenticate (RFC 6750, 3)."""
    applicable(not shown_tokens(message.exchange.request), "the request has an access token")
    _expect_challenge(message)


@rule(
    UserInfoErrorResponse, "RFC6750-3/challenge-with-invalid-token", "asks for another access token"
)
def challenge_with_invalid_token(message: UserInfoErrorResponse) -> None:
    """A request with an invalid token is answered with WWW-Authenticate (RFC 6750, 3)."""
    _single_token(message)
    applicable(message.reply.status in REFUSALS, "the token was not the reason for the refusal")
    _expect_challenge(message)


def _expect_challenge(message: UserInfoErrorResponse) -> None:
    received = message.reply.header("www-authenticate")
    expect(received is not None, "the header WWW-Authenticate", message.exchange.summary)


@rule(UserInfoErrorResponse, "RFC6750-3/scheme-bearer", "is a Bearer challenge")
def scheme_bearer(message: UserInfoErrorResponse) -> None:
    """The challenge has the scheme Bearer (RFC 6750, 3)."""
    header = message.reply.header("www-authenticate")
    applicable(header is not None, "the response has no WWW-Authenticate")
    schemes = [c.scheme.lower() for c in challenge.parse(header or "")]
    expect("bearer" in schemes, "the scheme Bearer", header)


@rule(UserInfoErrorResponse, "RFC6750-3/parameter-present", "has a parameter in its challenge")
def parameter_present(message: UserInfoErrorResponse) -> None:
    """The scheme is followed by at least one parameter (RFC 6750, 3)."""
    bearer = bearer_challenge(message)
    expect(bearer.parameters, "at least one parameter", message.reply.header("www-authenticate"))


def _at_most_once(message: UserInfoErrorResponse, *names: str) -> None:
    bearer = bearer_challenge(message)
    repeated = [name for name in names if len(bearer.all(name)) > 1]
    expect(not repeated, "each parameter once", message.reply.header("www-authenticate"))


@rule(UserInfoErrorResponse, "RFC6750-3/realm-once", "has at most one realm")
def realm_once(message: UserInfoErrorResponse) -> None:
    """The realm occurs at most once (RFC 6750, 3)."""
    _at_most_once(message, "realm")


@rule(UserInfoErrorResponse, "RFC6750-3/scope-once", "has at most one scope")
def scope_once(message: UserInfoErrorResponse) -> None:
    """The scope occurs at most once (RFC 6750, 3)."""
    _at_most_once(message, "scope")


@rule(UserInfoErrorResponse, "RFC6750-3/error-attributes-once", "repeats no error parameter")
def error_attributes_once(message: UserInfoErrorResponse) -> None:
    """Each of error, error_description and error_uri occurs at most once (RFC 6750, 3)."""
    _at_most_once(message, "error", "error_description", "error_uri")


def _grammatical(message: UserInfoErrorResponse, name: str, grammar: str) -> None:
    value = bearer_challenge(message).get(name)
    applicable(value is not None, f"the challenge has no {name}")
    expect(re.fullmatch(grammar, value or ""), f"a {name} of the characters of RFC 6750, 3", value)


@rule(UserInfoErrorResponse, "RFC6750-3/scope-characters", "has a scope of allowed characters")
def scope_characters(message: UserInfoErrorResponse) -> None:
    """The scope keeps its grammar (RFC 6750, 3)."""
    _grammatical(message, "scope", SCOPE)


@rule(UserInfoErrorResponse, "RFC6750-3/error-characters", "has an error of allowed characters")
def error_characters(message: UserInfoErrorResponse) -> None:
    """The error keeps its grammar (RFC 6750, 3)."""
    _grammatical(message, "error", TEXT)


@rule(
    UserInfoErrorResponse,
    "RFC6750-3/error-description-characters",
    "has an error_description of allowed characters",
)
def error_description_characters(message: UserInfoErrorResponse) -> None:
    """The error_description keeps its grammar (RFC 6750, 3)."""
    _grammatical(message, "error_description", TEXT)


@rule(UserInfoErrorResponse, "RFC6750-3/error-uri-characters", "has an error_uri that is a URI")
def error_uri_characters(message: UserInfoErrorResponse) -> None:
    """The error_uri is a URI reference (RFC 6750, 3)."""
    _grammatical(message, "error_uri", URI_REFERENCE)


@rule(UserInfoErrorResponse, "RFC6750-3/error-with-token", "says why the token is refused")
def error_with_token(message: UserInfoErrorResponse) -> None:
    """The challenge to a refused token has error (RFC 6750, 3)."""
    _single_token(message)
    applicable(message.reply.status in REFUSALS, "the token was not the reason for the refusal")
    header = message.reply.header("www-authenticate")
    expect(bearer_challenge(message).get("error"), "the parameter error", header)


@rule(UserInfoErrorResponse, "RFC6750-3.1/no-error-without-token", "has no error")
def no_error_without_token(message: UserInfoErrorResponse) -> None:
    """The challenge to a request without a token has no error information (RFC 6750, 3.1)."""
    applicable(not shown_tokens(message.exchange.request), "the request has an access token")
    stated = [n for n, _ in bearer_challenge(message).parameters if n.startswith("error")]
    expect(not stated, "a challenge without error", message.reply.header("www-authenticate"))


@rule(UserInfoErrorResponse, "RFC6750-3.1/invalid-token-code", "says that the token is invalid")
def invalid_token_code(message: UserInfoErrorResponse) -> None:
    """The error of an expired or malformed token is invalid_token (RFC 6750, 3.1)."""
    _invalid_token(message)
    error = bearer_challenge(message).get("error")
    applicable(error, "the challenge has no error")
    expect(error == "invalid_token", "error invalid_token", error)


@rule(UserInfoErrorResponse, "RFC6750-3.1/invalid-token-401", "has the status of an invalid token")
def invalid_token_401(message: UserInfoErrorResponse) -> None:
    """An expired or malformed token is answered with 401 (RFC 6750, 3.1)."""
    _invalid_token(message)
    expect(message.reply.status == 401, "HTTP 401", message.exchange.summary)


@rule(
    UserInfoErrorResponse,
    "RFC6750-3.1/insufficient-scope-403",
    "says that the scope is insufficient",
)
def insufficient_scope(message: UserInfoErrorResponse) -> None:
    """A token without the needed scope is answered with 403 (RFC 6750, 3.1)."""
    same = _single_token(message) == message.tokens.access_token
    applicable(same and _lacks_openid(message), "the access token has the scope openid")
    error = error_of(message)
    testable(error is None or re.fullmatch(r"\w+", error), "the error is malformed")
    good = message.reply.status == 403 and error in (None, "insufficient_scope")
    expect(good, "HTTP 403 and insufficient_scope", f"{message.exchange.summary}, error {error}")
