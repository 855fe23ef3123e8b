"""What a user agent that spares the browser comes to: the same as one that does not."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request as Asked
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from coatcheck.net.wire import Request, Wire
from coatcheck.protocol.parties import User
from coatcheck.target.target import Page
from coatcheck.user_agent.agent import Destination, Navigation, UserAgent
from coatcheck.user_agent.browser import BrowserDriver
from coatcheck.user_agent.sparing import SparingDriver
from tests.served import served

CLIENT = "https://client.example"
ALICE = User("alice", "swordfish")
ELSEWHERE = "https://client.example/unregistered"

LOGIN = "<form method=post action=/login><input name=username><button id=go>Go</button></form>"
LOGOUT = "<form method=post action={}><button id=out>Log out</button></form>"
BY_SCRIPT = f"<p>Goodbye<script>location.replace('{ELSEWHERE}')</script>"
SCRIPTED = LOGOUT.format("/nowhere") + "<script>document.forms[0].action = '/back'</script>"
PAGES = {"login": LOGIN, "logout": LOGOUT.format("/goodbye"), "scripted": SCRIPTED}
RECIPE = (
    Page("login", "[name=username]", "#go", {"[name=username]": "{username}"}),
    Page("logout", "#out", "#out"),
)


class Site:
    """Serves the pages, and counts what is asked of them."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def answer(self, asked: Asked) -> Response:
        name = asked.path_params["name"]
        self.asked.append(f"{asked.method} {name}")
        if name == "goodbye":
            return HTMLResponse(f"<!doctype html>{BY_SCRIPT}")
        if name in PAGES and asked.method == "GET":
            return HTMLResponse(f"<!doctype html>{PAGES[name]}")
        if name in ("login", "back"):
            return RedirectResponse(f"{CLIENT}/callback", 303)
        return HTMLResponse("<!doctype html>Nothing is here.", 404)


@pytest.fixture
def visits(browser: BrowserDriver) -> Iterator[tuple[Site, "Visits"]]:
    site, wire = Site(), Wire(2.0)
    with served(Starlette(routes=[Route("/{name}", site.answer, methods=["GET", "POST"])])) as base:
        agent = UserAgent(wire, SparingDriver(browser), RECIPE, ALICE)
        yield site, Visits(agent, base)
    wire.close()


class Visits:
    """One user agent's visits to the site."""

    def __init__(self, agent: UserAgent, base: str) -> None:
        self._agent, self._base = agent, base

    def to(self, name: str) -> Destination:
        """Open a page, and go on from it."""
        way = Navigation("request", frozenset({CLIENT}))
        return self._agent.visit(Request("GET", f"{self._base}/{name}"), way)


def test_a_redirect_by_script_after_a_form_is_followed(visits: tuple[Site, Visits]) -> None:
    site, agent = visits
    for _ in range(3):
        assert agent.to("login").location == f"{CLIENT}/callback"
    for _ in range(3):
        site.asked.clear()
        arrival = agent.to("logout")
        assert (arrival.location, arrival.pages) == (ELSEWHERE, ("logout",))
        assert site.asked.count("POST goodbye") == 1
        assert arrival.last.request.url.endswith("/goodbye")


def test_one_kind_of_page_proves_nothing_of_another(visits: tuple[Site, Visits]) -> None:
    _, agent = visits
    for _ in range(3):
        assert agent.to("login").location == f"{CLIENT}/callback"
    for _ in range(3):
        assert agent.to("scripted").location == f"{CLIENT}/callback"
