"""What the backchannel authentication endpoint answers, and what the metadata says of it."""

import re

from coatcheck.expect import decoupled, scope
from coatcheck.expect.answer import expect_json, expect_status
from coatcheck.expect.entropy import hard_to_guess, well_beyond_guessing
from coatcheck.expect.metadata import https, listed, members_of
from coatcheck.expect.outcome import described, error_of, in_other_words
from coatcheck.expect.rule import applicable, expect, is_answer_to, rule, testable
from coatcheck.protocol.ciba import (
    CIBA,
    BackchannelAuthenticationErrorResponse,
    BackchannelAuthenticationResponse,
)
from coatcheck.protocol.endpoints import EndpointMessage
from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import (
    AuthorizationServerMetadataResponse,
    Document,
    MetadataResponse,
)

ENDPOINT = "backchannel_authentication_endpoint"
MODES = "backchannel_token_delivery_modes_supported"

_POSITIVE_INTEGER = re.compile(r"0*[1-9][0-9]*")

STATUS = {
    "invalid_request": 400,
    "invalid_scope": 400,
    "expired_login_hint_token": 400,
    "unknown_user_id": 400,
    "unauthorized_client": 400,
    "missing_user_code": 400,
    "invalid_user_code": 400,
    "invalid_binding_message": 400,
    "invalid_client": 401,
    "access_denied": 403,
}
"""The errors of an authentication request, and the status of each (CIBA Core, 13)."""


@rule(MetadataResponse, "CIBA-7/endpoint-https", f"has an https {ENDPOINT}")
@rule(AuthorizationServerMetadataResponse, "CIBA-7/endpoint-https", f"has an https {ENDPOINT}")
def https_endpoint(message: Document) -> None:
    """Communication with the endpoint is protected by TLS, loopback hosts excepted (7)."""
    https(message, ENDPOINT)


@rule(MetadataResponse, "CIBA-4/delivery-modes-present", "lists its token delivery modes")
def delivery_modes_present(message: MetadataResponse) -> None:
    """Who has the endpoint lists the modes in which tokens are delivered (CIBA Core, 4)."""
    applicable(ENDPOINT in members_of(message), f"{ENDPOINT} is not in the metadata")
    expect(MODES in message.members, f"the member {MODES}", f"{MODES} is missing")


@rule(MetadataResponse, "CIBA-4/endpoint-present", "names the endpoint of its delivery modes")
def endpoint_present(message: MetadataResponse) -> None:
    """Who lists modes in which tokens are delivered has the endpoint (CIBA Core, 4)."""
    applicable(MODES in members_of(message), f"{MODES} is not in the metadata")
    expect(ENDPOINT in message.members, f"the member {ENDPOINT}", f"{ENDPOINT} is missing")


@rule(MetadataResponse, "CIBA-4/grant-type-listed", "lists the grant of its delivery modes")
@rule(
    AuthorizationServerMetadataResponse,
    "CIBA-4/grant-type-listed",
    "lists the grant of its delivery modes",
)
def grant_type_listed(message: Document) -> None:
    """Who delivers tokens by poll or ping lists the grant (CIBA Core, 4)."""
    by_request = {"poll", "ping"} & set(map(str, listed(message, MODES)))
    applicable(by_request, f"{MODES} in the metadata has neither poll nor ping")
    grants = message.members.get("grant_types_supported", [])
    testable(isinstance(grants, list), "grant_types_supported is not an array")
    expect(CIBA in grants, f"{CIBA} in grant_types_supported", grants)


@rule(BackchannelAuthenticationResponse, "CIBA-7.3/status-200", "has the status 200")
def status_200(response: BackchannelAuthenticationResponse) -> None:
    """A request that is taken is answered with the status 200 (CIBA Core, 7.3)."""
    expect_status(response, 200)


@rule(
    BackchannelAuthenticationResponse,
    "CIBA-7.3/auth-req-id-unguessable",
    "has an auth_req_id that is hard to guess",
)
def auth_req_id_hard_to_guess(response: BackchannelAuthenticationResponse) -> None:
    """An auth_req_id has 128 bits at least (CIBA Core, 7.3)."""
    hard_to_guess(decoupled.artifact(response, "auth_req_id"))


@rule(
    BackchannelAuthenticationResponse,
    "CIBA-7.3/auth-req-id-unguessable-160",
    "has an auth_req_id of at least 160 bits",
)
def auth_req_id_well_beyond_guessing(response: BackchannelAuthenticationResponse) -> None:
    """An auth_req_id has 160 bits, as is recommended (CIBA Core, 7.3)."""
    well_beyond_guessing(decoupled.artifact(response, "auth_req_id"))


@rule(
    BackchannelAuthenticationResponse,
    "CIBA-7.3/auth-req-id-unique",
    "has a unique auth_req_id",
)
def auth_req_id_unique(response: BackchannelAuthenticationResponse) -> None:
    """An auth_req_id identifies one authentication request (CIBA Core, 7.3)."""
    decoupled.of_its_own(response, "auth_req_id")


def _of_endpoint(message: EndpointMessage) -> None:
    """Raise NotApplicable for the answers of other endpoints."""
    applicable(is_answer_to("backchannel authentication", message), "another endpoint answered")


def _taken_or_named(message: EndpointMessage, *errors: str) -> None:
    """Expect an acknowledgement, or one of these errors."""
    taken = isinstance(message, BackchannelAuthenticationResponse)
    named = error_of(message) in errors or in_other_words(message)
    expect(taken or named, f"an auth_req_id, or {' or '.join(errors)}", described(message))


@rule(EndpointMessage, "CIBA-7.1/post-only", "starts no authentication by a GET request")
def nothing_by_get(message: EndpointMessage) -> None:
    """An authentication request is made by POST (CIBA Core, 7.1)."""
    _of_endpoint(message)
    applicable(message.exchange.request.method == "GET", "the request was made by POST")
    expect("auth_req_id" not in message.members, "no auth_req_id", described(message))


@rule(
    EndpointMessage,
    "CIBA-7.1/binding-message-error",
    "accepts the binding message or reports it as the error",
)
def binding_message_named(message: EndpointMessage) -> None:
    """An unacceptable binding message has its own error code (CIBA Core, 7.1)."""
    _of_endpoint(message)
    applicable(message.request.parameters.get("binding_message"), "there is no binding_message")
    _taken_or_named(message, "invalid_binding_message")


@rule(
    EndpointMessage,
    "CIBA-13/malformed-scope-refused",
    "ignores a malformed scope or reports it as the error",
)
def malformed_scope_named(message: EndpointMessage) -> None:
    """A malformed scope is reported (CIBA Core, 13), unless it is ignored (RFC 6749, 3.3)."""
    _of_endpoint(message)
    asked = scope.words(message.request.parameters.get("scope")) or frozenset()
    applicable(scope.malformed(asked), "the scope is well-formed")
    _taken_or_named(message, "invalid_scope", "invalid_request")


@rule(
    EndpointMessage,
    "CIBA-7.1/requested-expiry-positive-integer",
    "refuses a requested_expiry that is not a positive integer",
)
def requested_expiry_positive(message: EndpointMessage) -> None:
    """A requested_expiry is a positive integer (CIBA Core, 7.1), and validated (7.2).

    The server need not use it (7.1); whether it does shows in the expires_in of an earlier answer.
    """
    _of_endpoint(message)
    expiry = message.request.parameters.get("requested_expiry")
    wrong = expiry and not _POSITIVE_INTEGER.fullmatch(expiry)
    applicable(wrong, "requested_expiry is absent or valid")
    if isinstance(message, BackchannelAuthenticationResponse):
        used = any(map(_uses_requested_expiry, message.request.earlier))
        applicable(used, "nothing shows that the provider uses requested_expiry")
    named = error_of(message) == "invalid_request" or in_other_words(message)
    expect(named, "the error invalid_request", described(message))


def _uses_requested_expiry(answer: Message) -> bool:
    if not isinstance(answer, BackchannelAuthenticationResponse):
        return False
    asked = answer.request.parameters.get("requested_expiry")
    return asked == str(answer.members.get("expires_in"))


@rule(
    EndpointMessage,
    "CIBA-14/expired-id-token-hint-accepted",
    "accepts an expired ID Token as a hint",
)
def expired_hint_taken(message: EndpointMessage) -> None:
    """An ID Token stays good as a hint for some time after it has expired (CIBA Core, 14)."""
    _of_endpoint(message)
    tokens, asked = message.request.tokens, message.request.parameters
    alone = not asked.get("login_hint") and not asked.get("login_hint_token")
    hint = asked.get("id_token_hint") if alone else None
    own = tokens.id_token if tokens and tokens.request.client == message.request.client else None
    exp = own.members.get("exp") if own is not None and own.jwt.raw == hint else None
    over = isinstance(exp, int | float) and exp < message.provider.now
    applicable(over, "the hint is not an expired ID Token of the client")
    taken = isinstance(message, BackchannelAuthenticationResponse)
    expect(taken, "an auth_req_id", described(message))


def _by_form(response: EndpointMessage) -> None:
    """Raise NotApplicable where a request was not made as the endpoint has it."""
    sent = response.exchange.request
    form = ("Content-Type", "application/x-www-form-urlencoded") in sent.headers
    applicable(sent.method == "POST" and form, "the request was not a form sent by POST")


@rule(
    BackchannelAuthenticationErrorResponse,
    "CIBA-13/error-listed",
    "has an error code of the specification",
)
def error_listed(response: BackchannelAuthenticationErrorResponse) -> None:
    """The error code is one of those that the clause lists (CIBA Core, 13)."""
    _by_form(response)
    applicable(response.reply.status < 500, f"the response is {response.exchange.summary}")
    testable(response.text("error"), "the response has no error code")
    expect(response.text("error") in STATUS, f"one of {', '.join(STATUS)}", response.text("error"))


@rule(
    BackchannelAuthenticationErrorResponse,
    "CIBA-13/status",
    "has the status that its error requires",
)
def status_of_error(response: BackchannelAuthenticationErrorResponse) -> None:
    """Each error code comes with its own status (CIBA Core, 13)."""
    _by_form(response)
    error = response.text("error")
    applicable(error in STATUS, "the error is not one of CIBA Core, 13")
    expect_status(response, STATUS[error], suffix=f"with {error}")


@rule(
    BackchannelAuthenticationErrorResponse,
    "CIBA-13/content-type-json",
    "has the media type application/json",
)
def media_type(response: BackchannelAuthenticationErrorResponse) -> None:
    """A refusal has the media type application/json (CIBA Core, 13)."""
    expect_json(response)
