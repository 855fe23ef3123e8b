"""From when on an access token cannot be good any more."""

import datetime
import json

import pytest

from coatcheck.expect.access_token import has_expired
from coatcheck.net.wire import Exchange, Reply, Request
from coatcheck.protocol.messages import TokenRequest, TokenResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client
from coatcheck.protocol.provider import Provider

CLIENT = Client("client", "none", ("https://client.example/callback",))


def issued(lifetimes: dict[str, float], **members: object) -> TokenResponse:
    """Return tokens that were issued at the time 0."""
    sent = Request("POST", "https://op.example/token")
    reply = Reply(200, (), json.dumps(members).encode())
    exchange = Exchange(1, "token", sent, reply, None, datetime.datetime.now(datetime.UTC), 0.0)
    provider = Provider("https://op.example", lifetimes=lifetimes)
    return TokenResponse(provider, exchange, TokenRequest(CLIENT, Parameters()))


@pytest.mark.parametrize(
    ("lifetimes", "end"),
    [({}, 60), ({"access_token": 60}, 60), ({"access_token": 90}, 90)],
)
def test_the_target_file_may_tell_of_a_leeway(lifetimes: dict[str, float], end: float) -> None:
    tokens = issued(lifetimes, expires_in=60)
    assert not has_expired(tokens, end)
    assert has_expired(tokens, end + 1)


def test_without_expires_in_the_target_file_tells() -> None:
    assert has_expired(issued({"access_token": 60}, access_token="a"), 61)
    assert not has_expired(issued({}, access_token="a"), 1e9)
