"""What counts as a refusal of a token request."""

import datetime

import pytest

from coatcheck.base.verdict import Nonconformance, NotTestable
from coatcheck.expect import outcome
from coatcheck.net.wire import Exchange, Reply, Request
from coatcheck.protocol.messages import TokenErrorResponse, TokenRequest, TokenResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client
from coatcheck.protocol.provider import Provider

CLIENT = Client("c", "none", ("https://client.example/",))


def token_answer(status: int, body: str) -> Exchange:
    reply = Reply(status, (("content-type", "application/json"),), body.encode())
    now = datetime.datetime.now(datetime.UTC)
    request = Request("POST", "https://op.example/token")
    return Exchange(1, "token request", request, reply, None, now, 0.0)


def refusal(status: int, body: str) -> TokenErrorResponse:
    request = TokenRequest(CLIENT, Parameters())
    return TokenErrorResponse(Provider("https://op.example"), token_answer(status, body), request)


def test_a_refusal_counts_for_the_right_reason_only() -> None:
    outcome.refused(refusal(400, '{"error": "invalid_grant"}'), ("invalid_grant",))
    with pytest.raises(Nonconformance):
        outcome.refused(refusal(400, '{"error": "invalid_request"}'), ("invalid_grant",))
    with pytest.raises(Nonconformance):
        outcome.refused(refusal(400, "{}"), ())


def test_a_refusal_that_holds_tokens_is_none() -> None:
    body = '{"error": "invalid_grant", "access_token": "but here it is"}'
    with pytest.raises(Nonconformance):
        outcome.refused(refusal(400, body), ("invalid_grant",))


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_server_out_of_order_is_not_judged(status: int) -> None:
    with pytest.raises(NotTestable):
        outcome.refused(refusal(status, ""), ("invalid_grant",))


def test_tokens_where_a_refusal_was_due_are_a_nonconformance() -> None:
    request = TokenRequest(CLIENT, Parameters())
    answer = token_answer(200, '{"access_token": "x", "token_type": "Bearer"}')
    granted = TokenResponse(Provider("https://op.example"), answer, request)
    with pytest.raises(Nonconformance):
        outcome.refused(granted, ("invalid_grant",))
