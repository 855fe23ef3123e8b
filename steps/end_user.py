"""Sentences about the end-user and the user agent."""

from dataclasses import replace

from pytest_bdd import given, parsers, then, when

from coatcheck.expect import outcome
from coatcheck.kinds import KINDS, acts, polling
from coatcheck.kinds.authorization import REFUSING
from coatcheck.scenario.flow import Flow, proven
from coatcheck.scenario.table import changes


@given("a user agent without a session", target_fixture="flow")
def fresh_user_agent(flow: Flow) -> Flow:
    """The end-user uses a user agent without a session from now on."""
    with flow.party.recorder.proving():
        flow.specimens.code_flow(flow.client)
    return replace(flow, user_agent=flow.party.new_user_agent(flow.user_agent.user))


@given("the end-user is signed in", target_fixture="flow")
def signed_in(flow: Flow) -> Flow:
    """The end-user has a session in this user agent."""
    authorized = acts.send("authorization", flow)
    return replace(flow, user_agent=proven(authorized, authorized.code).user_agent)


@given(
    parsers.re("the end-user (?P<verb>approves|denies) the (?P<kind>.+) request$"),
    target_fixture="flow",
)
def end_user_decides(flow: Flow, verb: str, kind: str, datatable: list[list[str]]) -> Flow:
    """The end-user decides on another device. The opened or entered values may deviate."""
    return KINDS[kind].decide(flow, approving=verb == "approves", changes=changes(datatable))


@given(parsers.parse("the client waits for the interval of the {kind} response"))
def interval_passes(flow: Flow, kind: str) -> None:
    """The interval that the provider requires between two polls passes."""
    flow.party.clock.pass_time(polling.interval(flow, kind))


@given(parsers.parse("{seconds:g} seconds pass"))
def seconds_pass(flow: Flow, seconds: float) -> None:
    """Time passes at the provider, and nothing else happens."""
    flow.party.clock.require(seconds)
    flow.party.clock.sit_out(seconds)


@given(parsers.parse("the {artifact} has expired"))
def artifact_expired(flow: Flow, artifact: str) -> None:
    """The lifetime of an artifact, as set in the target file, has passed."""
    lifetime = flow.party.target.lifetimes[artifact.replace(" ", "_")]
    flow.party.clock.pass_time(lifetime + 1)


@given(parsers.parse("the {artifact} has nearly expired"))
def artifact_nearly_expired(flow: Flow, artifact: str) -> None:
    """The lifetime of an artifact, as set in the target file, has almost passed."""
    lifetime = flow.party.target.lifetimes[artifact.replace(" ", "_")]
    flow.party.clock.pass_time(max(lifetime - 10, lifetime / 2))


@when("the end-user refuses the authorization request", target_fixture="flow")
def end_user_refuses(flow: Flow) -> Flow:
    """The end-user presses the button that refuses."""
    return acts.send("authorization", flow, (("prompt", "consent"), REFUSING))


@then(parsers.re(r"the end-user is (?P<negation>not )?asked to (?P<act>log in|consent|log out)$"))
def end_user_asked(flow: Flow, negation: str | None, act: str) -> None:
    """A page for this was shown before the response, or was not."""
    message = acts.answer_to("logout" if act == "log out" else "authorization", flow)
    outcome.asked(message, act, expected=negation is None)


@then(parsers.re("the user agent is not redirected to the client(?P<after> after the logout)?$"))
def not_redirected(flow: Flow, after: str | None) -> None:
    """The user agent stays at a page of the authorization server."""
    outcome.not_redirected(flow.answer("logout") if after else flow.authorized)
