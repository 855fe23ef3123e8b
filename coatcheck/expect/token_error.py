"""What a token error response must be like."""

from coatcheck.expect import scope
from coatcheck.expect.answer import expect_json, expect_status_of_error
from coatcheck.expect.outcome import described, error_of, in_other_words
from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.protocol.messages import TokenErrorResponse, TokenMessage, TokenResponse

_CODES = frozenset(
    (
        "invalid_request",
        "invalid_client",
        "invalid_grant",
        "unauthorized_client",
        "unsupported_grant_type",
        "invalid_scope",
    )
)


@rule(TokenErrorResponse, "RFC6749-5.2/status-400", "has the status that its error requires")
def status_400(response: TokenErrorResponse) -> None:
    """An error has the status 400; only invalid_client may have 401 (RFC 6749, 5.2)."""
    applicable(response.exchange.request.method == "POST", "the request was not made by POST")
    error = error_of(response) or ""
    applicable(error in _CODES, "the error is not one of RFC 6749, 5.2")
    expect_status_of_error(response, error)


@rule(TokenErrorResponse, "RFC6749-5.2/content-type-json", "has the media type application/json")
def media_type(response: TokenErrorResponse) -> None:
    """A token error response has the media type application/json (RFC 6749, 5.2)."""
    expect_json(response)


UNKNOWN_SCOPE = "no-such-scope"
"""A scope that nobody defined, by which the features ask for one."""


@rule(
    TokenMessage,
    "RFC6749-5.2/invalid-scope",
    "ignores a scope that is malformed or unknown, or has the error invalid_scope",
)
def invalid_scope(message: TokenMessage) -> None:
    """A wrong scope is answered with invalid_scope (RFC 6749, 5.2), or ignored (3.3)."""
    asked = scope.words(message.request.parameters.get("scope")) or frozenset()
    wrong = scope.malformed(asked) or asked & {UNKNOWN_SCOPE}
    applicable(wrong, "the scope is well-formed, and may be known")
    expected = f"the error invalid_scope, or a scope without {scope.shown(wrong)}"
    if isinstance(message, TokenResponse):
        got = scope.words(message.members.get("scope")) or scope.inside(message) or frozenset()
        applicable(UNKNOWN_SCOPE not in got, "the provider accepts any scope")
        expect(not wrong & got, expected, f"the scope {scope.shown(got)}")
        return
    testable(isinstance(message, TokenErrorResponse), described(message))
    named = message.members.get("error") == "invalid_scope" or in_other_words(message)
    expect(named, expected, described(message))
