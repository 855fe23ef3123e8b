"""What pages load, and how several of them are judged by one rule."""

import datetime

import pytest

from coatcheck.base.verdict import Nonconformance, NotApplicable
from coatcheck.expect import judge_each
from coatcheck.net.wire import Exchange, Headers, Reply, Request
from coatcheck.protocol.authorization import AuthorizationRequest
from coatcheck.protocol.dialogue import PageResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client
from coatcheck.protocol.provider import Provider

REQUEST = AuthorizationRequest(Client("c", "none", ()), Parameters())
LOADS = "loads nothing from third parties"
FRAMES = "cannot be framed by other origins"


def page(html: str = "", status: int = 200, headers: Headers = ()) -> PageResponse:
    now = datetime.datetime.now(datetime.UTC)
    reply = Reply(status, (("content-type", "text/html"), *headers), html.encode())
    sent = Request("GET", "https://op.example/login")
    exchange = Exchange(1, "authorization request", sent, reply, None, now, 0.0)
    return PageResponse(Provider("https://op.example"), exchange, REQUEST)


@pytest.mark.parametrize(
    "html",
    [
        '<style>@import url("{}");</style>',
        "<style>@import url({});</style>",
        "<style>@import '{}';</style>",
        "<style>a {{ background: url({}) }}</style>",
        '<object data="{}"></object>',
        '<audio src="{}"></audio>',
        '<link href="{}">',
    ],
)
def test_whatever_a_page_loads_is_its_own(html: str) -> None:
    judge_each([page(html.format("/of/our-own"))], LOADS)
    with pytest.raises(Nonconformance):
        judge_each([page(html.format("https://cdn.example/of/others"))], LOADS)


def test_a_page_to_which_a_rule_does_not_apply_hides_no_other() -> None:
    error, framed = page(status=400), page()
    barred = page(headers=(("x-frame-options", "DENY"),))
    judge_each([error, barred], FRAMES)
    judge_each([barred, error], FRAMES)
    with pytest.raises(Nonconformance):
        judge_each([error, framed], FRAMES)
    with pytest.raises(NotApplicable):
        judge_each([error, error], FRAMES)
