"""Sentences about requests: how the client sends them, and what comes of them."""

from pytest_bdd import parsers, then, when

from coatcheck.expect import outcome
from coatcheck.flow import Flow
from coatcheck.said import came_of
from coatcheck.table import changes


@when(
    parsers.re(
        "the client sends the (?P<kind>authorization|token|refresh|client credentials) request$"
    ),
    target_fixture="flow",
)
def client_sends_request(flow: Flow, kind: str, datatable: list[list[str]]) -> Flow:
    """A request with deviations."""
    return flow.send(kind, changes(datatable))


@when(parsers.parse("the client sends the UserInfo request {how}"), target_fixture="flow")
def client_sends_userinfo_request(flow: Flow, how: str) -> Flow:
    """The UserInfo request, the access token shown in one way or another."""
    return flow.ask_userinfo(how)


@when("the client completes the code flow", target_fixture="flow")
def client_completes_code_flow(flow: Flow, datatable: list[list[str]]) -> Flow:
    """An authorization request with these deviations, and the token request for its code."""
    return flow.specimens.completed(flow.client, changes(datatable))


@when(parsers.parse("the client fetches the {document}"), target_fixture="flow")
def client_fetches(flow: Flow, document: str) -> Flow:
    """The OpenID Provider's or the authorization server's metadata, or the JWK Set."""
    return flow.fetch(document)


@then(parsers.parse("the {kind} request is refused with {errors}"))
def request_is_refused(flow: Flow, kind: str, errors: str) -> None:
    """The error is the right one, and comes where the specification has it come."""
    outcome.refused(came_of(kind, flow), outcome.alternatives(errors))


@then(parsers.re("the (?P<kind>authorization|token|UserInfo) request succeeds$"))
def request_succeeds(flow: Flow, kind: str) -> None:
    """It brings what it asks for: a code, tokens, or claims."""
    outcome.received(came_of(kind, flow), kind)
