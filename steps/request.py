"""Sentences about requests: how the client sends them, and their outcome."""

from pytest_bdd import given, parsers, then, when

from coatcheck.expect import outcome
from coatcheck.kinds import KINDS, acts, documents, userinfo
from coatcheck.scenario.flow import Flow
from coatcheck.scenario.table import changes

_KIND = "(?P<kind>" + "|".join(KINDS) + ")"


@given(parsers.re(f"the client has sent the {_KIND} request$"), target_fixture="flow")
def client_has_sent_request(flow: Flow, kind: str, datatable: list[list[str]]) -> Flow:
    """The client has sent this request, with these deviations, and it succeeded."""
    return acts.done(kind, flow, changes(datatable))


@when(parsers.re(f"the client sends the {_KIND} request$"), target_fixture="flow")
def client_sends_request(flow: Flow, kind: str, datatable: list[list[str]]) -> Flow:
    """The client sends this request with these deviations."""
    return acts.send(kind, flow, changes(datatable))


@when(parsers.parse("the client sends the UserInfo request {how}"), target_fixture="flow")
def client_sends_userinfo_request(flow: Flow, how: str) -> Flow:
    """The client sends the UserInfo request, with the access token in this way."""
    return acts.send("UserInfo", flow, userinfo.shown(how))


@when("the client completes the code flow", target_fixture="flow")
def client_completes_code_flow(flow: Flow, datatable: list[list[str]]) -> Flow:
    """The client sends an authorization request with these deviations, and redeems the code."""
    return flow.specimens.completed(flow.client, changes(datatable))


@when(parsers.parse("the client fetches the {document}"), target_fixture="flow")
def client_fetches(flow: Flow, document: str) -> Flow:
    """The client fetches the metadata of the provider or the server, or the JWK Set."""
    return documents.fetch(flow, document)


@then(parsers.parse("the {kind} request is refused with {errors}"))
def request_is_refused(flow: Flow, kind: str, errors: str) -> None:
    """The error code is one of these, and is delivered where the specification requires."""
    outcome.refused(acts.answer_to(kind, flow), outcome.alternatives(errors))


@then(parsers.re(f"the {_KIND} request is not granted$"))
def request_is_not_granted(flow: Flow, kind: str) -> None:
    """The request brings nothing. The specification leaves the form of the refusal open."""
    outcome.not_granted(acts.answer_to(kind, flow))


@then(parsers.re(f"either answer to the {_KIND} request is lawful$"))
def either_answer(flow: Flow, kind: str) -> None:
    """The documents leave the answer open. The report says which answer came."""
    flow.party.recorder.current.answer = acts.either(kind, flow)


@then(parsers.re(f"the {_KIND} request succeeds$"))
def request_succeeds(flow: Flow, kind: str) -> None:
    """The request brings what it asks for."""
    acts.received(kind, flow)
