"""A claim without a language tag is amiss where it came for the sake of another language alone."""

import datetime
import json

import pytest

from coatcheck.base.verdict import Nonconformance, NotApplicable
from coatcheck.expect import rule_for
from coatcheck.net.wire import Exchange, Reply, Request
from coatcheck.protocol.authorization import AuthorizationRequest, AuthorizationResponse
from coatcheck.protocol.messages import TokenRequest, TokenResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client
from coatcheck.protocol.provider import Provider
from coatcheck.protocol.userinfo import UserInfoResponse

CLIENT = Client("c", "none", ("https://client.example/",))
PROVIDER = Provider("https://op.example")
PHRASE = "tags claims in another language than the requested one"


def exchange(members: dict[str, str]) -> Exchange:
    headers = (("Content-Type", "application/json"),)
    reply = Reply(200, headers, json.dumps(members).encode())
    request, now = Request("GET", "https://op.example/"), datetime.datetime.now(datetime.UTC)
    return Exchange(1, "UserInfo request", request, reply, None, now, 0.0)


def response(scope: str, **claims: str) -> UserInfoResponse:
    """Return claims that came for `name` in Klingon, with a token of this scope."""
    asked = Parameters.of(scope="openid", claims='{"userinfo": {"name#tlh": null}}')
    authorization = AuthorizationResponse(
        PROVIDER, exchange({}), AuthorizationRequest(CLIENT, asked), "", (), (), None, ""
    )
    redeemed = Parameters.of(grant_type="authorization_code")
    request = TokenRequest(CLIENT, redeemed, authorization)
    tokens = TokenResponse(PROVIDER, exchange({"access_token": "a", "scope": scope}), request)
    return UserInfoResponse(PROVIDER, exchange({"sub": "ann", **claims}), tokens)


def test_a_claim_without_its_tag_is_amiss() -> None:
    untagged = response("openid", name="Ann")
    with pytest.raises(Nonconformance):
        rule_for(untagged, PHRASE).judge(untagged)
    for lawful in (response("openid"), response("openid", **{"name#de": "Ann"})):
        rule_for(lawful, PHRASE).judge(lawful)


def test_what_a_scope_brings_that_nobody_asked_for_is_left_alone() -> None:
    by_default = response("openid profile", name="Ann")
    with pytest.raises(NotApplicable):
        rule_for(by_default, PHRASE).judge(by_default)
