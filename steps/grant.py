"""Sentences about the codes and tokens that the client holds, and what it has done with them."""

from dataclasses import replace

from pytest_bdd import given, parsers

from coatcheck.base.verdict import NotTestable
from coatcheck.kinds import acts
from coatcheck.scenario.flow import Flow, proven
from coatcheck.scenario.table import changes


@given("the client holds an authorization code", target_fixture="flow")
def client_holds_code(flow: Flow, datatable: list[list[str]]) -> Flow:
    """The client has a code from an authorization request with these deviations."""
    flow = acts.send("authorization", flow, changes(datatable))
    return proven(flow, flow.code)


@given("the client has redeemed an authorization code", target_fixture="flow")
def client_has_redeemed(flow: Flow, datatable: list[list[str]]) -> Flow:
    """The client has tokens, with a code from an authorization request with these deviations."""
    flow = acts.send("token", acts.send("authorization", flow, changes(datatable)))
    return replace(flow, issued=flow.tokens)


@given("the client holds a refresh token", target_fixture="flow")
def client_holds_refresh_token(flow: Flow, datatable: list[list[str]]) -> Flow:
    """The client has a refresh token from an authorization request with these deviations."""
    return flow.specimens.offline(flow, changes(datatable))


@given("the client has refreshed its tokens", target_fixture="flow")
def client_has_refreshed(flow: Flow, datatable: list[list[str]]) -> Flow:
    """The client has used the refresh token once, with these deviations, and got new tokens."""
    before, flow = flow.tokens, acts.send("refresh", flow, changes(datatable))
    if flow.tokens is before:
        raise NotTestable(f"the positive control failed (refresh request): {flow.last_outcome}")
    return flow


@given(
    parsers.re("the client has sent the (?P<kind>.+) request (?P<how>again|in vain)$"),
    target_fixture="flow",
)
def client_has_sent_again(flow: Flow, kind: str, how: str) -> Flow:
    """The client has sent the request with something spent or foreign, whatever the response."""
    used = (("refresh_token", "(the refresh token used before)"),) if kind == "refresh" else ()
    return replace(acts.send(kind, flow, used), issued=flow.issued)


@given("the client has received claims from the UserInfo endpoint", target_fixture="flow")
def client_has_claims(flow: Flow) -> Flow:
    """The UserInfo endpoint has accepted the access token."""
    flow = acts.send("UserInfo", flow)
    return proven(flow, flow.claims)
