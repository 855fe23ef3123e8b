"""Sending a page's form without a browser."""

import datetime

from coatcheck.net.route import Certificate
from coatcheck.net.wire import Exchange, Reply, Request, Wire
from coatcheck.protocol.parties import User
from coatcheck.target.target import Page
from coatcheck.user_agent.agent import Interaction, Navigation
from coatcheck.user_agent.cookies import CookieJar
from coatcheck.user_agent.forms import FormDriver

HTML = (("Content-Type", "text/html"),)
BUTTON_OUTSIDE = b"""
<form id="op.form" action="/done" method="post"><input type="hidden" name="token" value="t"></form>
<form action="/other"><input name="stranger" value="s"></form>
<input name="user_code" form="op.form"><button name="go" value="yes" form="op.form">Go</button>
"""


class Noted(Wire):
    """A wire that sends nothing and notes what it is given."""

    def __init__(self) -> None:
        self.sent: list[Request] = []
        super().__init__(1.0)

    def send(
        self, label: str, request: Request, certificate: Certificate | None = None
    ) -> Exchange:
        """Note a request; the answer is an empty page."""
        self.sent.append(request)
        return exchange(request, b"")


def exchange(request: Request, body: bytes) -> Exchange:
    now = datetime.datetime.now(datetime.UTC)
    return Exchange(1, "page", request, Reply(200, HTML, body), None, now, 0.0)


def driven(body: bytes, *pages: Page) -> tuple[Noted, tuple[str, ...]]:
    wire, start = Noted(), exchange(Request("GET", "http://op.example/device"), body)
    way = Navigation("verification", frozenset(), user_code="ABCD-EFGH", returns=False)
    interaction = Interaction(User("alice", "secret"), pages, way)
    arrival = FormDriver().drive(start, interaction, CookieJar(), wire)
    wire.close()
    return wire, arrival.pages


def test_a_button_sends_the_form_that_it_names() -> None:
    page = Page("device", "button", press="button", fill={"input[name=user_code]": "{user_code}"})
    wire, pages = driven(BUTTON_OUTSIDE, page)
    assert [(sent.url, sent.body) for sent in wire.sent] == [
        ("http://op.example/done", "token=t&user_code=ABCD-EFGH&go=yes")
    ]
    assert pages == ("device",)


def test_the_way_ends_at_a_page_without_a_button_to_press() -> None:
    wire, pages = driven(BUTTON_OUTSIDE, Page("end", "form"))
    assert wire.sent == []
    assert pages == ("end",)
