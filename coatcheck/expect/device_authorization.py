"""What the device authorization endpoint answers, and what the metadata says of it (RFC 8628)."""

from coatcheck.expect import client_authentication, decoupled
from coatcheck.expect.answer import expect_json, expect_status, expect_status_of_error
from coatcheck.expect.entropy import hard_to_guess
from coatcheck.expect.metadata import https, is_protected, members_of
from coatcheck.expect.outcome import described, in_other_words
from coatcheck.expect.rule import applicable, expect, is_answer_to, rule, testable
from coatcheck.expect.token import members_once
from coatcheck.protocol.device import (
    DEVICE_CODE,
    DeviceAuthorizationErrorResponse,
    DeviceAuthorizationResponse,
)
from coatcheck.protocol.endpoints import EndpointMessage
from coatcheck.protocol.messages import (
    AuthorizationServerMetadataResponse,
    Document,
    MetadataResponse,
)

ENDPOINT = "device_authorization_endpoint"


@rule(MetadataResponse, "RFC8628-3.1/endpoint-https", f"has an https {ENDPOINT}")
@rule(AuthorizationServerMetadataResponse, "RFC8628-3.1/endpoint-https", f"has an https {ENDPOINT}")
def https_endpoint(message: Document) -> None:
    """The requests of a device are protected by TLS, loopback hosts excepted (RFC 8628, 3.1)."""
    https(message, ENDPOINT)


@rule(MetadataResponse, "RFC8628-4/grant-type-listed", "lists the grant of its device endpoint")
@rule(
    AuthorizationServerMetadataResponse,
    "RFC8628-4/grant-type-listed",
    "lists the grant of its device endpoint",
)
def grant_type_listed(message: Document) -> None:
    """Who has the endpoint lists the grant; without a list there are others only (RFC 8628, 4)."""
    applicable(ENDPOINT in members_of(message), f"{ENDPOINT} is not in the metadata")
    grants = message.members.get("grant_types_supported", [])
    testable(isinstance(grants, list), "grant_types_supported is not an array")
    expect(DEVICE_CODE in grants, f"{DEVICE_CODE} in grant_types_supported", grants)


@rule(DeviceAuthorizationResponse, "RFC8628-3.2/status-200", "has the status 200")
def status_200(response: DeviceAuthorizationResponse) -> None:
    """A request that is taken is answered with the status 200 (RFC 8628, 3.2)."""
    expect_status(response, 200)


@rule(
    DeviceAuthorizationResponse,
    "RFC8628-3.2/content-type-json",
    "has the media type application/json",
)
def media_type(response: DeviceAuthorizationResponse) -> None:
    """A device authorization response has the media type application/json (RFC 8628, 3.2)."""
    expect_json(response)


rule(
    DeviceAuthorizationErrorResponse,
    "RFC8628-3.2/header-authentication-challenged",
    "challenges the client after a failed Authorization header",
)(client_authentication.challenged)

rule(DeviceAuthorizationResponse, "RFC8628-3.1/response-parameter-once", "repeats no member")(
    members_once
)


@rule(DeviceAuthorizationResponse, "RFC8628-3.2/device-code-unique", "has a unique device_code")
def device_code_unique(response: DeviceAuthorizationResponse) -> None:
    """Each response has a device code that no other has (RFC 8628, 3.2)."""
    decoupled.of_its_own(response, "device_code")


@rule(
    DeviceAuthorizationResponse,
    "RFC8628-5.2/device-code-entropy",
    "has a device_code that is hard to guess",
)
def device_code_hard_to_guess(response: DeviceAuthorizationResponse) -> None:
    """A device code is of very high entropy (RFC 8628, 5.2), here as of RFC 6749, 10.10."""
    hard_to_guess(decoupled.artifact(response, "device_code"))


@rule(
    DeviceAuthorizationResponse,
    "RFC8628-3.3/verification-uri-https",
    "leads the end-user to an https page",
)
def https_page(response: DeviceAuthorizationResponse) -> None:
    """The end-user's session at the page is protected by TLS, loopback excepted (3.3)."""
    urls = [response.text(name) for name in ("verification_uri", "verification_uri_complete")]
    testable(urls[0], "there is no verification_uri")
    bare = [url for url in urls if url and not is_protected(url)]
    expect(not bare, "https URLs", ", ".join(bare))


@rule(
    DeviceAuthorizationResponse,
    "RFC8628-3.3/verification-uri-without-user-code",
    "has a verification_uri without the user code",
)
def without_user_code(response: DeviceAuthorizationResponse) -> None:
    """The URI that the end-user enters does not contain the user code (RFC 8628, 3.3)."""
    code, address = response.text("user_code"), response.text("verification_uri")
    testable(code and address, "there is no user_code or no verification_uri")
    expect(significant(code) not in significant(address), "no user code in the URI", address)


def significant(text: str) -> str:
    """Return the letters and digits of a text, which a user code is compared by (6.1)."""
    return "".join(character for character in text.upper() if character.isalnum())


def _of_endpoint(message: EndpointMessage) -> None:
    """Raise NotApplicable for the answers of other endpoints."""
    applicable(is_answer_to("device authorization", message), "another endpoint answered")


@rule(EndpointMessage, "RFC8628-3.1/post-only", "gives no device code to a GET request")
def nothing_by_get(message: EndpointMessage) -> None:
    """A device authorization request is made by POST (RFC 8628, 3.1)."""
    _of_endpoint(message)
    applicable(message.exchange.request.method == "GET", "the request was made by POST")
    expect("device_code" not in message.members, "no device_code", described(message))


@rule(
    EndpointMessage,
    "RFC8628-3.1/empty-parameter-omitted",
    "treats an empty scope as omitted",
)
def empty_scope_omitted(message: EndpointMessage) -> None:
    """A parameter without a value is treated as omitted (RFC 8628, 3.1).

    Who has no default scope may refuse a request without scope (RFC 6749, 3.3).
    """
    _of_endpoint(message)
    applicable(message.request.parameters.get("scope") == "", "the scope is not empty")
    taken = isinstance(message, DeviceAuthorizationResponse)
    lawful = taken or message.members.get("error") == "invalid_scope" or in_other_words(message)
    expect(lawful, "a device code, or invalid_scope", described(message))


@rule(
    DeviceAuthorizationErrorResponse,
    "RFC8628-3.2/error-response",
    "has the form of a token error response",
)
def form_of_error(response: DeviceAuthorizationErrorResponse) -> None:
    """An error has the form of a token error response (RFC 8628, 3.2; RFC 6749, 5.2)."""
    by_post = response.exchange.request.method == "POST"
    applicable(by_post and response.reply.status < 500, "the request was not refused")
    expect(response.text("error"), "a member error, a string", described(response))
    expect_status_of_error(response, response.text("error"))
    expect_json(response)
