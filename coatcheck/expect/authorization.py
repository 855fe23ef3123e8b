"""Rules for what comes to the redirection URI, and for the pages in its place."""

import re
from collections import Counter

from coatcheck.expect.answer import expect_status
from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.net.address import without_query
from coatcheck.protocol.authorization import (
    AuthorizationErrorResponse,
    AuthorizationMessage,
    AuthorizationPage,
    AuthorizationResponse,
)
from coatcheck.protocol.parameters import Parameters

ERROR_PARAMETERS = frozenset({"error", "error_description", "error_uri", "state", "iss"})
"""The parameters of an error response (RFC 6749, 4.1.2.1; RFC 9207, 2)."""

SESSION_STATE = "session_state"
"""What OpenID Connect Session Management 1.0, 3 adds to any response."""


@rule(AuthorizationResponse, "RFC6749-4.1.2/code-in-query", "goes to the redirection URI")
@rule(AuthorizationErrorResponse, "RFC6749-4.1.2.1/error-in-query", "goes to the redirection URI")
def goes_to_redirect_uri(response: AuthorizationMessage) -> None:
    """It is delivered to the URI that was asked for (RFC 6749, 4.1.2 and 4.1.2.1).

    A browser tells the URI in normal form: its host in lower case, without a port that is implied.
    """
    asked = response.request.parameters.get("redirect_uri")
    applicable(asked, "the request has no redirect_uri")
    applicable(
        not response.request.beside("redirect_uri"), "a redirect_uri was sent with the request_uri"
    )
    wanted, reached = without_query(asked or ""), without_query(response.location)
    expect(reached == wanted, f"a response to {wanted}", response.location)


def _own_query(message: AuthorizationMessage) -> tuple[tuple[str, str], ...]:
    """Return the parameters that the client's redirection URI has by itself."""
    uri = message.request.parameters.get("redirect_uri") or ""
    return Parameters.parse(uri.partition("?")[2]).pairs


@rule(
    AuthorizationResponse,
    "RFC6749-3.1.2/redirect-uri-query-retained",
    "keeps the query of the redirection URI",
)
def keeps_query(response: AuthorizationResponse) -> None:
    """The query of the redirection URI is retained (RFC 6749, 3.1.2)."""
    own = _own_query(response)
    applicable(own, "the redirection URI has no query")
    kept = all(pair in response.parameters.pairs for pair in own)
    expect(kept, f"the parameters {dict(own)}", response.location)


@rule(AuthorizationResponse, "RFC6749-3.1/response-parameter-once", "repeats no parameter")
@rule(AuthorizationErrorResponse, "RFC6749-3.1/response-parameter-once", "repeats no parameter")
def repeats_no_parameter(message: AuthorizationMessage) -> None:
    """No response parameter is included more than once (RFC 6749, 3.1)."""
    own = {name for name, _ in _own_query(message)}
    counted = Counter(name for name, _ in message.delivered.pairs if name not in own)
    repeated = [name for name, count in counted.items() if count > 1]
    expect(not repeated, "each parameter once", f"repeated: {', '.join(repeated)}")


@rule(AuthorizationResponse, "RFC6749-4.1.2/state-returned", "has the state of the request")
@rule(AuthorizationErrorResponse, "RFC6749-4.1.2.1/state-returned", "has the state of the request")
def has_state(message: AuthorizationMessage) -> None:
    """The state is the exact value received from the client (RFC 6749, 4.1.2 and 4.1.2.1)."""
    sent = message.request.parameters.all("state")
    applicable(len(sent) == 1 and sent[0], "the request has no state or several")
    expect(message.delivered.get("state") == sent[0], f"state={sent[0]}", message.location)


@rule(AuthorizationResponse, "RFC9207-2/iss-in-response", "names its issuer")
@rule(AuthorizationErrorResponse, "RFC9207-2/iss-in-error-response", "names its issuer")
def names_issuer(message: AuthorizationMessage) -> None:
    """A server that announces iss sends it, with errors as well (RFC 9207, 2)."""
    announced = message.provider.metadata.get("authorization_response_iss_parameter_supported")
    applicable(announced is True, "authorization_response_iss_parameter_supported is not true")
    expect(message.delivered.get("iss") is not None, "the parameter iss", message.location)


@rule(AuthorizationResponse, "RFC9207-2.3/iss-equals-metadata-issuer", "names the right issuer")
@rule(
    AuthorizationErrorResponse, "RFC9207-2.3/iss-equals-metadata-issuer", "names the right issuer"
)
def names_right_issuer(message: AuthorizationMessage) -> None:
    """The iss is identical to the issuer, which the metadata repeats (RFC 9207, 2.3)."""
    iss, issuer = message.delivered.get("iss"), message.provider.issuer
    applicable(iss is not None, "the response has no iss")
    expect(iss == issuer, f"iss={issuer}", f"iss={iss}")


@rule(
    AuthorizationResponse,
    "RFC9207-2.3/support-advertised",
    "has iss only if the metadata announces it",
)
def has_iss_only_where_announced(response: AuthorizationResponse) -> None:
    """A server that sends iss says so in its metadata (RFC 9207, 2.3)."""
    metadata = response.provider.metadata
    applicable(response.delivered.get("iss") is not None, "the response has no iss")
    applicable(metadata, "the provider publishes no metadata")
    announced = metadata.get("authorization_response_iss_parameter_supported")
    expect(announced, "authorization_response_iss_parameter_supported true", repr(announced))


@rule(
    AuthorizationErrorResponse,
    "RFC6749-4.1.2.1/error-characters",
    "has an error of allowed characters",
)
def error_of_characters_allowed(response: AuthorizationErrorResponse) -> None:
    """The error is ASCII without quotation mark and backslash (RFC 6749, 4.1.2.1)."""
    error = response.delivered.get("error") or ""
    expect(re.fullmatch(r"[ !#-\[\]-~]*", error), "an error of %x20-21 / %x23-5B / %x5D-7E", error)


@rule(AuthorizationErrorResponse, "OIDCC-3.1.2.6/no-other-parameters", "has no undefined parameter")
def has_no_undefined_parameter(response: AuthorizationErrorResponse) -> None:
    """Parameters other than those of the clause are not returned (OIDC Core, 3.1.2.6)."""
    known = ERROR_PARAMETERS | {SESSION_STATE} | {name for name, _ in _own_query(response)}
    others = [name for name, _ in response.delivered.pairs if name not in known]
    expect(not others, "no other parameters", ", ".join(others))


@rule(
    AuthorizationMessage, "OIDCC-3.1.2.2/redirect-uri-missing", "is not a code without redirect_uri"
)
def no_code_without_redirect_uri(message: AuthorizationMessage) -> None:
    """An authentication request without redirect_uri is not granted (OIDC Core, 3.1.2.2)."""
    sent = message.request.parameters
    openid = "openid" in (sent.get("scope") or "").split()
    applicable(openid and not sent.get("redirect_uri"), "redirect_uri is not missing")
    expect(message.delivered.get("code") is None, "no code", message.location)


@rule(
    AuthorizationResponse,
    "OIDCC-3.1.2.1/prompt-select-account-asks",
    "comes after an interaction if an account has to be selected",
)
def comes_after_selection(response: AuthorizationResponse) -> None:
    """The end-user is prompted to select an account (OIDC Core, 3.1.2.1)."""
    prompt = (response.request.parameters.get("prompt") or "").split()
    applicable("select_account" in prompt, "prompt does not contain select_account")
    expect(response.pages, "a page before the response", "a response without any page")


@rule(
    AuthorizationPage,
    "RFC6749-3.1.2.4/invalid-redirect-uri-end-user-informed",
    "informs the end-user about the redirection URI",
)
def names_redirect_uri(page: AuthorizationPage) -> None:
    """The end-user is informed of an invalid redirection URI (RFC 6749, 3.1.2.4)."""
    registered = page.request.client.redirect_uris
    invalid = page.request.parameters.get("redirect_uri") not in registered
    applicable(invalid and is_of_known_client(page), "the redirection URI is valid")
    _says_something(page)


@rule(
    AuthorizationPage,
    "RFC6749-4.1.2.1/invalid-client-end-user-informed",
    "informs the end-user about the client",
)
def names_client(page: AuthorizationPage) -> None:
    """The end-user is informed of an invalid client identifier (RFC 6749, 4.1.2.1)."""
    applicable(not is_of_known_client(page), "the client is known")
    _says_something(page)


def is_of_known_client(page: AuthorizationPage) -> bool:
    """Tell whether the request named the client that sent it."""
    return page.request.parameters.get("client_id") == page.request.client.client_id


def _says_something(page: AuthorizationPage) -> None:
    answer = page.exchange.summary
    expect(page.reply.text.strip(), "a page that explains the error", f"an empty page ({answer})")


@rule(AuthorizationPage, "OIDCC-3.1.2.6/response-mode-unsupported", "has the status 400")
def has_status_400(page: AuthorizationPage) -> None:
    """An unsupported response_mode is answered with the status 400 (OIDC Core, 3.1.2.6)."""
    applicable(page.request.parameters.get("response_mode"), "the request has no response_mode")
    expect_status(page, 400)


@rule(AuthorizationResponse, "OIDCC-16.22/no-307-to-redirect-uri", "does not have the status 307")
@rule(
    AuthorizationErrorResponse,
    "OIDCC-16.22/no-307-to-redirect-uri",
    "does not have the status 307",
)
def no_307(message: AuthorizationMessage) -> None:
    """The user agent is not redirected to the client by a 307 (OIDC Core, 16.22)."""
    expect(message.reply.status != 307, "another status than 307", message.exchange.summary)
