"""What a request has brought: something of use, something undue, or nothing at all."""

import datetime
from dataclasses import replace

import pytest

from coatcheck.base.verdict import Nonconformance, NotApplicable, NotTestable
from coatcheck.expect import outcome, rule_for
from coatcheck.net.wire import Exchange, Reply, Request
from coatcheck.protocol.authorization import (
    AuthorizationErrorResponse,
    AuthorizationRequest,
    AuthorizationResponse,
)
from coatcheck.protocol.ciba import BackchannelAuthenticationResponse
from coatcheck.protocol.device import DeviceAuthorizationResponse
from coatcheck.protocol.endpoints import EndpointMessage, EndpointRequest
from coatcheck.protocol.messages import TokenErrorResponse, TokenRequest, TokenResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client
from coatcheck.protocol.provider import Provider
from coatcheck.protocol.pushed_authorization import PushedAuthorizationResponse
from coatcheck.protocol.userinfo import UserInfoResponse

CLIENT = Client("c", "none", ("https://client.example/",))
PROVIDER = Provider("https://op.example", lifetimes={"access_token": 60})
AUTHORIZATION = AuthorizationRequest(CLIENT, Parameters.of(client_id="c"))
ENDPOINTS = {
    "pushed authorization": PushedAuthorizationResponse,
    "device authorization": DeviceAuthorizationResponse,
    "backchannel authentication": BackchannelAuthenticationResponse,
}


def exchange(status: int, body: str, *headers: tuple[str, str]) -> Exchange:
    reply = Reply(status, (("content-type", "application/json"),), body.encode())
    now = datetime.datetime.now(datetime.UTC)
    request = Request("POST", "https://op.example/", headers)
    return Exchange(1, "request", request, reply, None, now, 0.0)


def redirected(location: str) -> AuthorizationResponse:
    return AuthorizationResponse(PROVIDER, exchange(302, ""), AUTHORIZATION, location)


@pytest.mark.parametrize(("kind", "message"), ENDPOINTS.items(), ids=ENDPOINTS)
@pytest.mark.parametrize("body", ["{}", "", '{"request_uri": 1, "device_code": null}'])
def test_an_answer_without_what_it_is_for_proves_nothing(
    kind: str, message: type[EndpointMessage], body: str
) -> None:
    request = EndpointRequest(CLIENT, Parameters())
    with pytest.raises(NotTestable):
        outcome.received(message(PROVIDER, exchange(200, body), request), message, kind)


def test_a_redirect_without_a_code_proves_nothing() -> None:
    outcome.received(
        redirected("https://client.example/?code=abc"), AuthorizationResponse, "authorization"
    )
    with pytest.raises(NotTestable):
        outcome.received(
            redirected("https://client.example/?state=abc"), AuthorizationResponse, "authorization"
        )


@pytest.mark.parametrize(
    "delivered", ["?error=access_denied&code=a", "#error=access_denied&code=a"]
)
def test_an_error_beside_a_code_is_no_refusal(delivered: str) -> None:
    location = f"https://client.example/{delivered}"
    error = AuthorizationErrorResponse(PROVIDER, exchange(302, ""), AUTHORIZATION, location)
    with pytest.raises(Nonconformance):
        outcome.refused(error, ("access_denied",))


def of_token_request(status: int, error: str) -> TokenErrorResponse:
    code = redirected("https://client.example/?code=abc")
    sent = Parameters.of(grant_type="authorization_code", code="abc")
    body = f'{{"error": {error}}}'
    return TokenErrorResponse(PROVIDER, exchange(status, body), TokenRequest(CLIENT, sent, code))


def test_a_server_that_fails_has_refused_nothing() -> None:
    phrase = "grants nothing without the redirect_uri of the authorization request"
    refusal, failure = of_token_request(400, '"whatever"'), of_token_request(500, '"server_error"')
    rule_for(refusal, phrase).judge(refusal)
    with pytest.raises(Nonconformance):
        rule_for(failure, phrase).judge(failure)


@pytest.mark.parametrize("error", ["{}", "[]", "null", "1"])
def test_an_error_that_is_no_string_asks_for_no_status(error: str) -> None:
    message = of_token_request(400, error)
    with pytest.raises(NotApplicable):
        rule_for(message, "has the status that its error requires").judge(message)


def test_a_lifetime_that_only_the_target_file_tells_is_a_lifetime() -> None:
    token = "an-access-token"
    answer = exchange(200, f'{{"access_token": "{token}"}}')
    tokens = TokenResponse(PROVIDER, answer, TokenRequest(CLIENT, Parameters()))
    asked = exchange(200, '{"sub": "ann"}', ("Authorization", f"Bearer {token}"))
    phrase = "gives nothing for an expired token"
    early = UserInfoResponse(replace(PROVIDER, now=60), asked, tokens)
    late = UserInfoResponse(replace(PROVIDER, now=61), asked, tokens)
    with pytest.raises(NotApplicable):
        rule_for(early, phrase).judge(early)
    with pytest.raises(Nonconformance):
        rule_for(late, phrase).judge(late)
