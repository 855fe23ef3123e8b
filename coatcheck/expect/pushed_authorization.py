"""Responses of the pushed authorization request endpoint, and the use of its references."""

import re

from coatcheck.expect import client_authentication, scope
from coatcheck.expect.answer import expect_json_object, expect_status, expect_status_of_error
from coatcheck.expect.entropy import guessing_bits, hard_to_guess, well_beyond_guessing
from coatcheck.expect.id_token import authorization_of
from coatcheck.expect.metadata import https, members_of
from coatcheck.expect.outcome import error_of
from coatcheck.expect.rule import applicable, expect, is_answer_to, rule, testable
from coatcheck.net.address import without_query
from coatcheck.protocol.authorization import AuthorizationMessage, AuthorizationResponse
from coatcheck.protocol.endpoints import EndpointMessage
from coatcheck.protocol.messages import (
    AuthorizationServerMetadataResponse,
    Document,
    IdToken,
    MetadataResponse,
    TokenResponse,
)
from coatcheck.protocol.pushed_authorization import (
    PushedAuthorizationErrorResponse,
    PushedAuthorizationResponse,
)

ENDPOINT = "pushed_authorization_request_endpoint"
REQUEST_URI = "urn:ietf:params:oauth:request_uri:"

BAD_REQUEST = frozenset(
    (
        "invalid_request",
        "unauthorized_client",
        "unsupported_response_type",
        "invalid_scope",
        "invalid_request_uri",
        "invalid_request_object",
        "request_not_supported",
        "request_uri_not_supported",
        "registration_not_supported",
    )
)
"""The errors about the request for which RFC 6749, 5.2 has the status 400, nobody another one."""

OF_END_USER = frozenset(
    (
        "interaction_required",
        "login_required",
        "account_selection_required",
        "consent_required",
    )
)
"""The errors of OpenID Connect Core 1.0, 3.1.2.6 that the end-user has a part in."""

TOO_MUCH = (413, 429)
"""The statuses of a request that is too large, or one too many (RFC 9126, 2.3)."""


@rule(MetadataResponse, "RFC9126-2/endpoint-https", f"has an https {ENDPOINT}")
@rule(AuthorizationServerMetadataResponse, "RFC9126-2/endpoint-https", f"has an https {ENDPOINT}")
def https_endpoint(message: Document) -> None:
    """The URL of the endpoint has the https scheme, loopback hosts excepted (RFC 9126, 2)."""
    url = members_of(message).get(ENDPOINT)
    applicable("://" in str(url), f"{ENDPOINT} in the metadata is not a URL")
    https(message, ENDPOINT)


@rule(PushedAuthorizationResponse, "RFC9126-2.2/status-201", "has the status 201")
def status_201(response: PushedAuthorizationResponse) -> None:
    """A request_uri comes with the status 201 (RFC 9126, 2.2)."""
    expect_status(response, 201)


@rule(
    PushedAuthorizationResponse,
    "RFC9126-2.2/content-type-json",
    "has the media type application/json",
)
@rule(
    PushedAuthorizationErrorResponse,
    "RFC9126-2.3/content-type-json",
    "has the media type application/json",
)
def media_type(
    response: PushedAuthorizationResponse | PushedAuthorizationErrorResponse,
) -> None:
    """Any answer to a pushed request is JSON (RFC 9126, 2.2 and 2.3; RFC 6749, 5.2)."""
    expect_json_object(response)


def _reference(response: PushedAuthorizationResponse) -> str:
    """Return the part of a request_uri that is hardest to guess."""
    uri = response.request_uri
    testable(uri, "the response has no request_uri")
    if uri.startswith(REQUEST_URI):
        return uri.removeprefix(REQUEST_URI)
    return max(re.split(r"[:/?#&=]", uri), key=guessing_bits)


@rule(
    PushedAuthorizationResponse,
    "RFC9126-2.2/request-uri-unguessable",
    "has a request_uri that is hard to guess",
)
def request_uri_hard_to_guess(response: PushedAuthorizationResponse) -> None:
    """A request_uri is guessed with a probability of 2^-128 at most (RFC 9126, 2.2)."""
    hard_to_guess(_reference(response))


@rule(
    PushedAuthorizationResponse,
    "RFC9126-2.2/request-uri-unguessable-160",
    "has a request_uri of at least 160 bits",
)
def request_uri_well_beyond_guessing(response: PushedAuthorizationResponse) -> None:
    """A request_uri is guessed with a probability of 2^-160 at most (RFC 6749, 10.10)."""
    well_beyond_guessing(_reference(response))


@rule(
    PushedAuthorizationErrorResponse,
    "RFC9126-2.3/error-status",
    "has the status that its error requires",
)
def error_status(response: PushedAuthorizationErrorResponse) -> None:
    """An error has the status 400; only invalid_client may have 401 (RFC 6749, 5.2)."""
    error, answer = error_of(response) or "", response.exchange
    applicable(answer.request.method == "POST", "the request was not made by POST")
    applicable(response.reply.status not in TOO_MUCH, f"the response is {answer.summary}")
    applicable(error in {*BAD_REQUEST, "invalid_client"}, "the error does not concern the request")
    expect_status_of_error(response, error)


rule(
    PushedAuthorizationErrorResponse,
    "RFC9126-2.3/header-authentication-challenged",
    "challenges the client after a failed Authorization header",
)(client_authentication.challenged)


@rule(
    EndpointMessage,
    "RFC9126-2.3/no-interaction-errors",
    "has no error about interaction with the end-user",
)
def no_interaction_error(message: EndpointMessage) -> None:
    """Errors related to interaction with the end-user are never returned (RFC 9126, 2.3)."""
    applicable(is_answer_to("pushed authorization", message), "another endpoint answered")
    error = error_of(message)
    expect(error not in OF_END_USER, "no error, or an error about the request itself", error)


@rule(
    AuthorizationMessage,
    "RFC9126-4/unpushed-refused",
    "is not a code for a request that had to be pushed",
)
def unpushed_refused(message: AuthorizationMessage) -> None:
    """A server that takes pushed requests alone refuses any other (RFC 9126, 4 and 5).

    Its error is invalid_request (4), wherever it is told.
    """
    applicable(message.request.by_reference is None, "the request was pushed")
    required = message.provider.metadata.get("require_pushed_authorization_requests")
    applicable(
        required is True, "require_pushed_authorization_requests is not true in the metadata"
    )
    sent = message.delivered
    refused = sent.get("code") is None and sent.get("error") in (None, "invalid_request")
    expect(refused, "no code, and no error but invalid_request", message.location)


@rule(
    AuthorizationResponse,
    "RFC9126-4/pushed-parameters-alone",
    "has no state that was not pushed",
)
def state_of_pushed_request(response: AuthorizationResponse) -> None:
    """Parameters sent with a request_uri do not belong to the request (RFC 9101, 6.3)."""
    applicable(response.request.by_reference, "the request was not pushed")
    applicable(not response.request.parameters.get("state"), "a state was pushed")
    state = response.delivered.get("state")
    expect(state is None, "no state, because none was pushed", f"state={state}")


@rule(
    AuthorizationResponse,
    "RFC9126-4/pushed-parameters-alone",
    "goes to the pushed redirection URI",
)
def redirect_uri_of_pushed_request(response: AuthorizationResponse) -> None:
    """Parameters sent with a request_uri do not belong to the request (RFC 9101, 6.3)."""
    beside = without_query(response.request.beside("redirect_uri") or "")
    pushed = without_query(response.request.parameters.get("redirect_uri") or "")
    applicable(beside and beside != pushed, "no other redirect_uri was sent with a request_uri")
    reached = without_query(response.location)
    expect(reached == pushed, f"a response to {pushed}", response.location)


@rule(
    IdToken,
    "RFC9126-4/pushed-parameters-alone",
    "has no nonce that was sent with the request_uri",
)
def nonce_of_pushed_request(token: IdToken) -> None:
    """Parameters sent with a request_uri do not belong to the request (RFC 9101, 6.3)."""
    request, nonce = authorization_of(token).request, token.members.get("nonce")
    planted = request.beside("nonce")
    applicable(planted, "no nonce was sent with a request_uri")
    expect(nonce != planted, f"nonce {request.parameters.get('nonce')}", f"nonce {nonce}")


@rule(
    TokenResponse,
    "RFC9126-4/pushed-parameters-alone",
    "grants no scope that was sent with the request_uri",
)
def scope_of_pushed_request(response: TokenResponse) -> None:
    """Parameters sent with a request_uri do not belong to the request (RFC 9101, 6.3)."""
    authorization = response.request.authorization
    beside = authorization.request.by_reference if authorization else None
    pushed = scope.words(response.request.authorization_parameters.get("scope")) or frozenset()
    planted = (scope.words(beside.get("scope")) if beside else None) or frozenset()
    applicable(planted - pushed, "no further scope was sent with a request_uri")
    granted = scope.granted(response) or frozenset()
    expected = f"no scope beyond {scope.shown(pushed)}"
    expect(not granted & (planted - pushed), expected, f"the scope {scope.shown(granted)}")
