"""Sentences about who the client is and how it authenticates."""

from dataclasses import replace

from pytest_bdd import given, parsers

from coatcheck.scenario.flow import Flow
from coatcheck.scenario.table import changes
from coatcheck.scenario.words.clients import client_without, other_client

REGISTERED = {
    "that authenticates by": "token_endpoint_auth_method",
    "whose ID Tokens are signed with": "id_token_signed_response_alg",
}

FOR_ISSUER = ("aud", "(the issuer)")
"""What the assertion of a client says anyhow, for which the target file names no audience."""


@given(
    parsers.re(f'a client (?P<registered>{"|".join(REGISTERED)}) "(?P<value>[^"]+)"'),
    target_fixture="flow",
)
def client_registered(flow: Flow, registered: str, value: str) -> Flow:
    """The target's first client with this registration; a public client authenticates by "none"."""
    return replace(flow, client=flow.party.target.client_with(REGISTERED[registered], value))


@given(parsers.parse('a client that may not use the grant "{grant}"'), target_fixture="flow")
def client_without_grant(flow: Flow, grant: str) -> Flow:
    """The target's first client with credentials that has not registered this grant."""
    return replace(flow, client=client_without(grant, flow))


@given(parsers.parse("the client presents {how}"), target_fixture="flow")
def client_presents(flow: Flow, how: str) -> Flow:
    """The client authenticates in this way from now on."""
    return replace(flow, presentation=replace(flow.presentation, how=how))


@given("the client's assertion says", target_fixture="flow")
def assertion_says(flow: Flow, datatable: list[list[str]]) -> Flow:
    """The client's assertion has these claims instead of the right ones from now on."""
    own = () if flow.client.assertion_audience else (FOR_ISSUER,)
    claims = tuple(claim for claim in changes(datatable) if claim not in own)
    presentation = replace(flow.presentation, assertion=claims)
    return replace(flow, presentation=presentation)


@given("another client", target_fixture="flow")
def another_client(flow: Flow) -> Flow:
    """Another client sends the requests from now on. Its credentials are proven to work."""
    other = other_client(flow)
    with flow.party.recorder.proving():
        flow.specimens.code_flow(other)
    return replace(flow, client=other)


@given("the client of the tokens", target_fixture="flow")
def client_of_tokens(flow: Flow) -> Flow:
    """The client to which the tokens were issued sends the requests again from now on."""
    return replace(flow, client=flow.tokens.request.client)
