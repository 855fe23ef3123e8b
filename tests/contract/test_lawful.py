"""What the contract's documents leave to a provider, or to its settings, is no finding."""

import datetime
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coatcheck.base.verdict import Nonconformance
from coatcheck.expect import outcome, rule_for
from coatcheck.kinds import KINDS
from coatcheck.kinds.sending import EndpointKind
from coatcheck.net.wire import Exchange, Reply, Request
from coatcheck.protocol.endpoints import EndpointMessage, EndpointRequest
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client
from coatcheck.protocol.provider import Provider
from coatcheck.protocol.pushed_authorization import PushedAuthorizationResponse
from reference_server.core.client_request import GrantRequest
from reference_server.core.errors import InvalidRequest
from reference_server.core.faults.fault import constant
from reference_server.core.provider import Provider as Server
from reference_server.flows.password import duties as password
from tests.contract.messages import documented
from tests.lawful.provider import Target, records, scenarios_of

CLIENT = Client("client", "none", ("https://client.example/callback",))


def answered(kind: str, method: str, status: int, body: str = "") -> EndpointMessage:
    """Return what came of a request that shows no credentials."""
    now, sent = datetime.datetime.now(datetime.UTC), Request(method, "https://op.example/")
    reply = Reply(status, (("content-type", "application/json"),), body.encode())
    exchange = Exchange(1, f"{kind} request", sent, reply, None, now, 0.0)
    sent_to = KINDS[kind]
    assert isinstance(sent_to, EndpointKind)
    message, provider = sent_to.endpoint.message(exchange), Provider("https://op.example")
    request = EndpointRequest(CLIENT, Parameters())
    return message(replace(provider, contract="mosaic"), exchange, request)


PUSHED = "pushed authorization"


@pytest.mark.parametrize("status", [400, 404, 405, 415])
def test_a_request_by_get_may_be_refused_by_any_status(status: int) -> None:
    printed = outcome.either(answered(PUSHED, "GET", status), PushedAuthorizationResponse, PUSHED)
    assert printed.startswith("refused")


def test_it_may_be_granted() -> None:
    taken = answered(PUSHED, "GET", 200, '{"request_uri": "urn:example:1", "expires_in": 60}')
    assert outcome.either(taken, PushedAuthorizationResponse, PUSHED).startswith("granted")


def test_a_breakdown_is_neither() -> None:
    with pytest.raises(Nonconformance):
        outcome.either(answered(PUSHED, "GET", 500), PushedAuthorizationResponse, PUSHED)


def test_who_shows_no_credentials_may_be_told_that_a_token_is_inactive() -> None:
    judge = "gives no token information without credentials"
    for status, body in ((200, '{"active": false}'), (401, "")):
        silent = answered("introspection", "POST", status, body)
        rule_for(silent, judge).judge(silent)
    stated = answered("introspection", "POST", 200, '{"active": true}')
    with pytest.raises(Nonconformance):
        rule_for(stated, judge).judge(stated)


def half_an_hour(target: Target) -> None:
    """Tell in the target file how long access tokens live."""
    target["lifetimes"]["access_token"] = 1800


def test_tokens_live_as_long_as_the_client_is_set_to(tmp_path: Path) -> None:
    lifetime = {"access_token.lifetime": constant(1800)}
    chosen = scenarios_of("MOSAIC-oidcToken/expires-in", "MOSAIC-oidcToken/access-token-lives")
    found = records(tmp_path, lifetime, chosen, half_an_hour, "mosaic")
    assert {record["verdict"] for record in found.values()} == {"PASS"}


def test_a_password_need_not_go_with_every_alias(tmp_path: Path) -> None:
    usernames = {"resource_owner.named": password.named}
    found = records(
        tmp_path, usernames, scenarios_of("MOSAIC-oidcToken/username-type"), dialect="mosaic"
    )
    assert {record["verdict"] for record in found.values()} == {"PASS"}


def documented_alone(server: Server) -> frozenset[str]:
    """The audience that the guide to private_key_jwt documents, and no other."""
    return frozenset({f"{server.issuer}/oidc/token"})


def test_only_the_documented_audience_need_be_taken(tmp_path: Path) -> None:
    operations = (
        "oidcToken", "oidcRevokeToken", "oidcDeviceAuth", "oidcBackchannelAuthenticate",
        "pushedAuthorizationRequest",
    )  # fmt: skip
    chosen = scenarios_of(*(f"MOSAIC-{each}/client-assertion" for each in operations))
    audience = {"assertion_audience.names": documented_alone}
    found = records(tmp_path, audience, chosen, dialect="mosaic")
    assert {record["verdict"] for record in found.values()} == {"PASS"}


SCENARIO = "token_endpoint/a-redeemed-code-is-refused"


def demanding(folder: Path) -> Callable[[Target], None]:
    """Return what names a contract by which a token request has to have an audience."""
    schema = {"type": "object", "required": ["audience"], "properties": {"audience": {}}}
    body = {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": schema}}}
    answers = {"200": {"content": {"application/json": {}}}, "400": {"description": "Refused."}}
    operation = {"operationId": "token", "requestBody": body, "responses": answers}
    document = json.dumps(documented({"/token": {"post": operation}}))
    (folder / "api.json").write_text(document, encoding="utf-8")

    def stated(target: Target) -> None:
        target["contract"] = "api.json"

    return stated


def test_what_is_granted_is_judged_though_the_document_asks_for_more(tmp_path: Path) -> None:
    found = records(tmp_path, {}, [SCENARIO], demanding(tmp_path))
    assert found[SCENARIO]["verdict"] == "PASS"


def without_audience(request: GrantRequest) -> None:
    """Refuse a token request that has no audience."""
    if request.parameters.get("audience") is None:
        raise InvalidRequest("audience is missing")


def test_what_is_refused_and_not_documented_is_not_applicable(tmp_path: Path) -> None:
    seams = {"authorization_code.code_present": without_audience}
    found = records(tmp_path, seams, [SCENARIO], demanding(tmp_path))
    assert found[SCENARIO]["verdict"] == "NOT APPLICABLE"
    assert "does not document this request: POST /token: audience is missing" in str(
        found[SCENARIO]["reason"]
    )
