"""What the contract's documents say of authorization, pushed requests and logout."""

import re

from coatcheck.expect.authorization import has_state, is_of_known_client
from coatcheck.expect.documented.rules import documented
from coatcheck.expect.rule import applicable, expect
from coatcheck.protocol.authorization import (
    AuthorizationErrorResponse,
    AuthorizationPage,
    AuthorizationResponse,
)
from coatcheck.protocol.logout import LogoutResponse
from coatcheck.protocol.parameters import Parameters

METHODS = re.compile(r"A second factor is required: [\w-]+(,[\w-]+)*")
"""The guide's text: what is missing, and by which methods it can be had."""


@documented(AuthorizationResponse, "oidcAuthenticate/code-in-query", "has its code in the query")
def code_in_query(response: AuthorizationResponse) -> None:
    """The code is a query parameter of the redirect URI."""
    expect(response.code, "code in the query", response.location)


documented(
    AuthorizationResponse,
    "oidcAuthenticate/state-returned",
    "brings the state to the client",
)(has_state)


@documented(
    AuthorizationPage,
    "oidcAuthenticate/malformed-400",
    "refuses a malformed request in JSON with the status 400",
)
def malformed_400(page: AuthorizationPage) -> None:
    """A malformed request is answered with 400 and `{message, error_code}`."""
    applicable(_is_malformed(page), "the client and its redirect URI are valid")
    good = page.reply.status == 400 and {"message", "error_code"} <= page.reply.members.keys()
    expect(good, "400 with message and error_code", page.exchange.summary)


def _is_malformed(page: AuthorizationPage) -> bool:
    """Tell whether there is no client, or no address of its own, to which an error could go."""
    request = page.request
    registered = request.parameters.get("redirect_uri") in request.client.redirect_uris
    return request.by_reference is None and not (is_of_known_client(page) and registered)


def _described(response: AuthorizationErrorResponse, error: str) -> str:
    applicable(response.delivered.get("error") == error, f"the error is not {error}")
    return response.delivered.get("error_description") or ""


@documented(
    AuthorizationErrorResponse,
    "oidcAuthenticate/mfa-required-description",
    "lists the methods for a second factor",
)
def mfa_described(response: AuthorizationErrorResponse) -> None:
    """The description lists the methods."""
    description = _described(response, "mfa_required")
    wanted = "A second factor is required: and a list of methods"
    expect(METHODS.fullmatch(description), wanted, description or "no error_description")


@documented(
    AuthorizationErrorResponse,
    "oidcAuthenticate/access-denied-description",
    "says that the end-user declined",
)
def denial_described(response: AuthorizationErrorResponse) -> None:
    """The description is that of the consent guide."""
    description = _described(response, "access_denied")
    applicable("consent" in response.pages, "the end-user was shown no consent page")
    wanted = "User denied consent to requested scope"
    expect(description == wanted, wanted, description or "no error_description")


@documented(LogoutResponse, "endOidcSession/state-returned", "brings the state to the client")
def logout_state_returned(response: LogoutResponse) -> None:
    """The state is returned in the query of the post-logout redirect URI."""
    sent = response.request.parameters.all("state")
    applicable(len(sent) == 1 and sent[0], "the request has no state or several")
    query = Parameters.parse(response.location.partition("#")[0].partition("?")[2])
    expect(query.get("state") == sent[0], f"state={sent[0]}", response.location)
