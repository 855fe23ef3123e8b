"""What a login recipe can say, carried out on pages that are served, with a browser and without."""

import re
from urllib.parse import parse_qsl

import pytest
from starlette.applications import Starlette
from starlette.requests import Request as Asked
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from coatcheck.base.errors import CredentialsRefused
from coatcheck.net.wire import Request, Wire
from coatcheck.protocol.parties import User
from coatcheck.target.target import Page
from coatcheck.user_agent.agent import Destination, Driver, Navigation, UserAgent
from coatcheck.user_agent.browser import BrowserDriver
from coatcheck.user_agent.forms import FormDriver
from tests.served import served

CLIENT = "https://client.example"
ALICE = User("alice", "swordfish")

FORM = "<form method=post action=/sent>{}</form>"
BOXES = FORM.format(
    "<input name=username><input name=password type=password><input type=checkbox name=agreed>"
    "<input type=checkbox name=kind value=two><input type=checkbox name=left>"
    "<button id=go>Go</button>"
)
LATE = FORM.format("<input name=username>") + (
    "<script>setTimeout(() => document.forms[0].insertAdjacentHTML("
    "'beforeend', '<p id=ready>Ready</p><button id=go>Go</button>'), 300)</script>"
)
IN_PLACE = FORM.format(
    "<input name=username id=name><div id=rest></div><button type=button id=next>Next</button>"
) + (
    "<script>next.onclick = () => setTimeout(() => { {} rest.innerHTML = "
    "'<input name=password type=password id=secret><button id=go>Go</button>' }, 200)</script>"
)
STUCK = "<form onsubmit='return false'><input name=username><button id=go>Go</button></form>"
PAGES = {
    "boxes": BOXES,
    "late": LATE,
    "swapped": IN_PLACE.replace("{}", "document.getElementById('next').remove(); name.id = 'was';"),
    "grown": IN_PLACE.replace("{}", ""),
    "marked": f"<html class=login-page>{BOXES}",
    "stuck": STUCK,
    "wrong": FORM.format("<input name=password type=password><button id=go>Go</button>"),
}


class Site:
    """Serves the pages, and takes what is sent from them."""

    def __init__(self) -> None:
        self.sent: list[dict[str, str]] = []

    async def page(self, asked: Asked) -> Response:
        return HTMLResponse(f"<!doctype html>{PAGES[asked.path_params['name']]}")

    async def take(self, asked: Asked) -> Response:
        self.sent.append(dict(parse_qsl((await asked.body()).decode(), keep_blank_values=True)))
        if len(self.sent[-1]) == 1 and "password" in self.sent[-1]:
            return HTMLResponse(PAGES["wrong"])
        return RedirectResponse(f"{CLIENT}/callback?code=c", 303)


def visited(name: str, driver: Driver, *pages: Page) -> tuple[Destination, list[dict[str, str]]]:
    """Open a page; returns where the user agent came, and what was sent on the way."""
    site, wire = Site(), Wire(2.0)
    routes = [Route("/sent", site.take, methods=["POST"]), Route("/{name}", site.page)]
    with served(Starlette(routes=routes)) as base:
        agent = UserAgent(wire, driver, pages, ALICE)
        way = Navigation("authorization request", frozenset({CLIENT}))
        try:
            return agent.visit(Request("GET", f"{base}/{name}"), way), site.sent
        finally:
            wire.close()


NAMES = {"input[name=username]": "{username}", "input[name=password]": "{password}"}
TICKED = Page("login", "input[name=agreed]", "#go", NAMES, check=("[name=agreed]", "[name=kind]"))


@pytest.mark.parametrize("driven", ["forms", "browser"])
@pytest.mark.parametrize("name", ["boxes", "marked"])
def test_boxes_are_checked(name: str, driven: str, browser: BrowserDriver) -> None:
    when = "html.login-page" if name == "marked" else TICKED.when
    page = Page("login", when, "#go", NAMES, check=TICKED.check)
    arrival, sent = visited(name, FormDriver() if driven == "forms" else browser, page)
    assert arrival.location
    stated = {"username": "alice", "password": "swordfish", "agreed": "on", "kind": "two"}
    assert sent == [stated]


def test_what_a_script_shows_is_awaited(browser: BrowserDriver) -> None:
    page = Page("login", "input", "#go", {"input": "{username}"}, wait="#ready")
    arrival, sent = visited("late", browser, page)
    assert arrival.location
    assert sent == [{"username": "alice"}]


def test_a_page_that_waits_for_a_script_is_left_to_a_browser() -> None:
    page = Page("login", "input", "#go", {"input": "{username}"}, wait="#ready")
    arrival, sent = visited("late", FormDriver(), page)
    assert (arrival.location, arrival.pages, sent) == ("", (), [])


@pytest.mark.parametrize("name", ["swapped", "grown"])
def test_two_pages_may_be_one_document(name: str, browser: BrowserDriver) -> None:
    pages = (
        Page("login", "#secret", "#go", {"#secret": "{password}"}),
        Page("login", "#name", "#next", {"#name": "{username}"}),
    )
    arrival, sent = visited(name, browser, *pages)
    assert arrival.location
    assert arrival.pages == ("login", "login")
    assert sent == [{"username": "alice", "password": "swordfish"}]


@pytest.mark.parametrize("driven", ["forms", "browser"])
def test_a_page_that_is_not_shown_is_not_waited_for(driven: str, browser: BrowserDriver) -> None:
    pages = (Page("other", "#stay-signed-in", "#no"), TICKED)
    arrival, _ = visited("boxes", FormDriver() if driven == "forms" else browser, *pages)
    assert arrival.pages == ("login",)


@pytest.mark.parametrize("driven", ["forms", "browser"])
def test_a_secret_that_is_asked_for_again_is_sent_once(driven: str, browser: BrowserDriver) -> None:
    page = Page("login", "[name=password]", "#go", {"[name=password]": "{password}"})
    arrival, sent = visited("wrong", FormDriver() if driven == "forms" else browser, page)
    assert (arrival.location, arrival.pages) == ("", ("login", "login"))
    assert sent == [{"password": "swordfish"}]


@pytest.mark.parametrize(
    ("page", "stated"),
    [
        (Page("login", "input", "#go", wait="#never"), "has no usable element #never"),
        (Page("login", "input", "#go", check=("#no-box",)), "has no usable element #no-box"),
        (Page("login", "input", "#go"), "is still there after #go was pressed"),
    ],
)
def test_what_does_not_work_is_told(page: Page, stated: str, browser: BrowserDriver) -> None:
    with pytest.raises(CredentialsRefused, match=re.escape(stated)):
        visited("stuck", browser, page)
