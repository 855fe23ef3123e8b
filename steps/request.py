"""Sentences about requests: how the client sends them, and what comes of them."""

from pytest_bdd import given, parsers, then, when

from coatcheck.expect import outcome
from coatcheck.kinds import KINDS, acts, documents, userinfo
from coatcheck.scenario.flow import Flow
from coatcheck.scenario.table import changes

_KIND = "(?P<kind>" + "|".join(KINDS) + ")"


@given(parsers.re(f"the client has sent the {_KIND} request$"), target_fixture="flow")
def client_has_sent_request(flow: Flow, kind: str, datatable: list[list[str]]) -> Flow:
    """A request with deviations has brought what it asks for."""
    return acts.done(kind, flow, changes(datatable))


@when(parsers.re(f"the client sends the {_KIND} request$"), target_fixture="flow")
def client_sends_request(flow: Flow, kind: str, datatable: list[list[str]]) -> Flow:
    """A request with deviations."""
    return acts.send(kind, flow, changes(datatable))


@when(parsers.parse("the client sends the UserInfo request {how}"), target_fixture="flow")
def client_sends_userinfo_request(flow: Flow, how: str) -> Flow:
    """The UserInfo request, the access token shown in one way or another."""
    return acts.send("UserInfo", flow, userinfo.shown(how))


@when("the client completes the code flow", target_fixture="flow")
def client_completes_code_flow(flow: Flow, datatable: list[list[str]]) -> Flow:
    """An authorization request with these deviations, and the token request for its code."""
    return flow.specimens.completed(flow.client, changes(datatable))


@when(parsers.parse("the client fetches the {document}"), target_fixture="flow")
def client_fetches(flow: Flow, document: str) -> Flow:
    """The OpenID Provider's or the authorization server's metadata, or the JWK Set."""
    return documents.fetch(flow, document)


@then(parsers.parse("the {kind} request is refused with {errors}"))
def request_is_refused(flow: Flow, kind: str, errors: str) -> None:
    """The error is the right one, and comes where the specification has it come."""
    outcome.refused(acts.answer_to(kind, flow), outcome.alternatives(errors))


@then(parsers.re(f"the {_KIND} request is not granted$"))
def request_is_not_granted(flow: Flow, kind: str) -> None:
    """It brings nothing, and the specification leaves open how that is said."""
    outcome.not_granted(acts.answer_to(kind, flow))


@then(parsers.re(f"either answer to the {_KIND} request is lawful$"))
def either_answer(flow: Flow, kind: str) -> None:
    """The documents leave it open; the report tells which answer came."""
    flow.party.recorder.current.answer = acts.either(kind, flow)


@then(parsers.re(f"the {_KIND} request succeeds$"))
def request_succeeds(flow: Flow, kind: str) -> None:
    """It brings what it asks for."""
    acts.received(kind, flow)
