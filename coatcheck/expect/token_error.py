"""What a token error response must be like."""

from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.messages import TokenErrorResponse

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


@rule(TokenErrorResponse, "RFC6749-5.2/status-400", "has the status that its error asks for")
def status_400(response: TokenErrorResponse) -> None:
    """An error has the status 400; only invalid_client may have 401 (RFC 6749, 5.2)."""
    applicable(response.exchange.request.method == "POST", "the request was not made by POST")
    error, status = response.members.get("error"), response.reply.status
    applicable(error in _CODES, "the error is not one of RFC 6749, 5.2")
    allowed = (400, 401) if error == "invalid_client" else (400,)
    expected = f"the status {' or '.join(map(str, allowed))} with {error}"
    expect(status in allowed, expected, response.exchange.summary)


@rule(TokenErrorResponse, "RFC6749-5.2/content-type-json", "is of the media type application/json")
def media_type(response: TokenErrorResponse) -> None:
    """A token error response is of the media type application/json (RFC 6749, 5.2)."""
    expected = "Content-Type: application/json"
    expect(
        response.reply.media_type == "application/json",
        expected,
        response.reply.header("content-type") or "no Content-Type",
    )
