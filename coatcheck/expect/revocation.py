"""What the revocation endpoint answers (RFC 7009, 2)."""

from coatcheck.expect import client_authentication, metadata
from coatcheck.expect.answer import expect_json_object, expect_status, expect_status_of_error
from coatcheck.expect.outcome import described, error_of
from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.revocation import RevocationErrorResponse, RevocationResponse

UNSUPPORTED = "unsupported_token_type"

CODES = frozenset(
    ("invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", UNSUPPORTED)
)
"""The errors of RFC 6749, 5.2 that may be told here, and the one of RFC 7009, 2.2.1."""


metadata.https_endpoint("RFC7009-2/endpoint-https", "revocation_endpoint", *metadata.BOTH)
metadata.endpoint_without_fragment(
    "RFC7009-2/endpoint-without-fragment", "revocation_endpoint", *metadata.BOTH
)


@rule(RevocationResponse, "RFC7009-2.2/status-200", "has the status 200")
def status_200(response: RevocationResponse) -> None:
    """A revocation is confirmed by the status 200 (RFC 7009, 2.2)."""
    expect_status(response, 200)


@rule(
    RevocationErrorResponse,
    "RFC7009-2/refresh-token-revocable",
    "does not exclude refresh tokens",
)
def refresh_tokens_supported(response: RevocationErrorResponse) -> None:
    """The revocation of refresh tokens is supported (RFC 7009, 2)."""
    applicable(response.request.is_of_refresh_token, "the token is not a refresh token")
    expect(error_of(response) != UNSUPPORTED, "support of refresh tokens", described(response))


@rule(
    RevocationErrorResponse,
    "RFC7009-2/access-token-revocable",
    "does not exclude access tokens",
)
def access_tokens_supported(response: RevocationErrorResponse) -> None:
    """The revocation of access tokens is supported (RFC 7009, 2)."""
    applicable(response.request.is_of_access_token, "the token is not an access token")
    expect(error_of(response) != UNSUPPORTED, "support of access tokens", described(response))


@rule(
    RevocationErrorResponse,
    "RFC7009-2.2.1/content-type-json",
    "has the media type application/json",
)
def media_type(response: RevocationErrorResponse) -> None:
    """A refusal is JSON (RFC 7009, 2.2.1; RFC 6749, 5.2)."""
    expect_json_object(response)


@rule(
    RevocationErrorResponse,
    "RFC7009-2.2.1/error-status",
    "has the status that its error requires",
)
def error_status(response: RevocationErrorResponse) -> None:
    """An error has the status 400; only invalid_client may have 401 (RFC 6749, 5.2)."""
    error = error_of(response) or ""
    applicable(response.exchange.request.method == "POST", "the request was not made by POST")
    applicable(error in CODES, "the error is not one of RFC 6749, 5.2 or RFC 7009, 2.2.1")
    expect_status_of_error(response, error)


rule(
    RevocationErrorResponse,
    "RFC7009-2.2.1/header-authentication-challenged",
    "challenges the client after a failed Authorization header",
)(client_authentication.challenged)
