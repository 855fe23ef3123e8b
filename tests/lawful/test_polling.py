"""How long a provider may have a client wait is no finding."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coatcheck.expect.observe import observe
from coatcheck.net.wire import Exchange, Reply, Request
from coatcheck.protocol.ciba import BackchannelAuthenticationResponse
from coatcheck.protocol.endpoints import EndpointRequest
from coatcheck.protocol.messages import TokenMessage, TokenRequest
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client
from coatcheck.protocol.provider import Provider
from reference_server.core.errors import AuthorizationPending, SlowDown
from reference_server.core.seams import Function
from reference_server.core.store import Kind
from reference_server.flows.backchannel import token_duties as backchannel_token
from reference_server.flows.backchannel.records import BACKCHANNEL_REQUESTS, BackchannelRequest
from reference_server.flows.device import token_duties as device_token
from reference_server.flows.device.records import DEVICE_AUTHORIZATIONS, DeviceAuthorization
from tests.lawful.provider import Target, records, verdicts

Waiting = DeviceAuthorization | BackchannelRequest


def counting_from_issuance(sound: Any, kept: Kind[Any]) -> Function:
    """A check that has the first poll wait for the interval too, whether it is decided or not."""

    def decided(request: Any) -> None:
        waiting: Waiting = sound.presented(request)
        now, store = request.provider.clock.now(), request.provider.store[kept]
        name = request.parameters.get("device_code") or request.parameters.get("auth_req_id")
        last = waiting.polled_at if waiting.polled_at is not None else waiting.expires_at - 600
        hasty = now - last < waiting.interval
        longer = waiting.interval + 5 if hasty else waiting.interval
        store[name] = replace(waiting, polled_at=now, interval=longer)
        if hasty:
            raise SlowDown("too soon")
        if getattr(waiting, "decided_by", None) is None and not getattr(
            waiting, "decided_at", None
        ):
            raise AuthorizationPending("nobody has decided")

    return decided


SLOW = {
    "device_token.decided": counting_from_issuance(device_token, DEVICE_AUTHORIZATIONS),
    "backchannel_token.decided": counting_from_issuance(backchannel_token, BACKCHANNEL_REQUESTS),
}
POLLING = (
    "device_authorization/a-device-gets-its-tokens-once-it-is-approved",
    "device_authorization/a-device-that-polls-by-the-interval-gets-its-tokens-in-the-end",
    "device_authorization/a-device-that-has-slowed-down-by-five-seconds-is-not-slowed-down-again",
    "device_authorization/a-device-that-polls-too-soon-is-still-pending",
    "device_authorization/a-device-is-told-that-it-was-denied",
    "device_authorization/an-end-user-who-types-the-user-code-can-approve",
    "backchannel_authentication/an-approved-authentication-brings-tokens",
    "backchannel_authentication/a-client-that-polls-by-the-interval-gets-its-tokens-in-the-end",
    "backchannel_authentication/an-undecided-authentication-is-pending",
    "backchannel_authentication/a-denied-authentication-brings-no-tokens",
)


def test_a_client_may_be_slowed_down_from_the_first_poll_on(tmp_path: Path) -> None:
    assert verdicts(records(tmp_path, SLOW, [*POLLING])) == {"PASS"}


def test_without_leave_to_wait_nothing_is_said_of_who_slows_clients_down(tmp_path: Path) -> None:
    def unmoved(target: Target) -> None:
        del target["clock"]

    assert verdicts(records(tmp_path, SLOW, [POLLING[0]], unmoved)) == {"NOT APPLICABLE"}


CLIENT = Client("c", "none", ("https://client.example/",))


WITHIN_30_SECONDS = "CIBA-10.1/answer-within-30-seconds"


def exchange(label: str, body: bytes = b"{}", seconds: float = 0.1) -> Exchange:
    request, reply = Request("POST", "https://op.example/"), Reply(200, (), body)
    return Exchange(1, label, request, reply, None, datetime.datetime.now(datetime.UTC), seconds)


@pytest.mark.parametrize(("seconds", "late"), [(29.0, set()), (31.0, {WITHIN_30_SECONDS})])
def test_a_client_waits_for_thirty_seconds(seconds: float, late: set[str]) -> None:
    op = Provider("https://op.example")
    asked = EndpointRequest(CLIENT, Parameters())
    acknowledged = exchange("backchannel authentication request", b'{"auth_req_id": "x"}')
    op.memory.first(
        "auth_req_id", "x", value=BackchannelAuthenticationResponse(op, acknowledged, asked)
    )
    grant = Parameters.of(grant_type="urn:openid:params:grant-type:ciba", auth_req_id="x")
    answer = exchange("token request", seconds=seconds)
    message = TokenMessage(op, answer, TokenRequest(CLIENT, grant))
    seen = observe(message)
    assert WITHIN_30_SECONDS in seen.judged
    assert {finding.requirement for finding in seen.findings} & {WITHIN_30_SECONDS} == late
