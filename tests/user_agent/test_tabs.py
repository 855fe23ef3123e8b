"""Several tabs of one user agent, and the frames in them."""

import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page as PlaywrightPage, TimeoutError as PlaywrightTimeout

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.evidence.redactor import Redactor
from coatcheck.net.listener import Listener
from coatcheck.net.wire import Reply, Request, Wire
from coatcheck.protocol.parties import User
from coatcheck.user_agent.agent import Driver, Navigation, UserAgent
from coatcheck.user_agent.artifacts import Artifacts
from coatcheck.user_agent.browser import BrowserDriver
from coatcheck.user_agent.forms import FormDriver
from coatcheck.user_agent.sparing import SparingDriver
from coatcheck.user_agent.tabs import Tabs

WITHIN = 2.0
"""How long anything may take in these tabs, in seconds."""

ANSWERING = """<script>addEventListener("message", event => {
    while (event.data === "hang");
    if (event.data !== "silence") event.source.postMessage(`${event.data} heard`, event.origin);
})</script>"""
"""A frame that answers what it is asked, unless that is to be silent or to hang."""

LATE = "n => new Promise(resolve => setTimeout(resolve, 300, n))"
COOKIE, STORED = "() => document.cookie", "() => localStorage.getItem('state')"


def page(markup: str, *headers: tuple[str, str]) -> Reply:
    return Reply(200, (("Content-Type", "text/html"), *headers), markup.encode())


@pytest.fixture
def site() -> Iterator[Listener]:
    """The client's site."""
    with closing(Listener()) as listener:
        listener.put("/", page("<title>client</title>"))
        yield listener


@pytest.fixture
def other(site: Listener) -> Iterator[Listener]:
    """A site of another origin, of which the client's site embeds a page."""
    with closing(Listener()) as listener:
        listener.put("/frame", page(f"<title>other</title>{ANSWERING}"))
        frames = f'<iframe id=op name=op src="{listener.url("/frame?a=1")}"></iframe>'
        site.put("/embedding", page(f"<title>client</title>{frames}"))
        yield listener


@pytest.fixture
def wire() -> Iterator[Wire]:
    """A wire on which nothing takes long."""
    with closing(Wire(WITHIN)) as made:
        yield made


@pytest.fixture
def agent(browser: BrowserDriver, wire: Wire) -> UserAgent:
    """A user agent with a browser."""
    return agent_of(browser, wire)


def agent_of(driver: Driver, wire: Wire) -> UserAgent:
    return UserAgent(wire, driver, (), User("alice"))


@pytest.fixture
def tabs(agent: UserAgent, site: Listener) -> Iterator[Tabs]:
    """Tabs, the first one of which is at the client's site."""
    with agent.tabs(site.url("/")) as opened:
        yield opened


def test_tabs_share_cookies_and_local_storage(tabs: Tabs, site: Listener) -> None:
    site.put("/login", page("", ("Set-Cookie", "session=1; Path=/")))
    second = tabs.open(site.url("/login"))
    second.evaluate("state => localStorage.setItem('state', state)", "in")
    assert (tabs[0].evaluate(COOKIE), tabs[0].evaluate(STORED)) == ("session=1", "in")
    assert [tab.location for tab in tabs.opened] == [site.url("/"), site.url("/login")]
    second.evaluate("() => { document.cookie = 'session=2; path=/' }")
    site.put("/again", page(""))
    tabs[0].go(site.url("/again"))
    assert ("cookie", "session=2") in headers(site, "/again")


def headers(site: Listener, path: str) -> set[tuple[str, str]]:
    """Return the headers of the request at a path."""
    [request] = [each.request for each in site.received if each.path == path]
    return {(name.lower(), value) for name, value in request.headers}


@pytest.mark.parametrize("sparing", [False, True], ids=["browser", "sparing"])
def test_the_session_is_that_of_the_user_agent_before_and_after(
    browser: BrowserDriver, wire: Wire, site: Listener, sparing: bool
) -> None:
    agent = agent_of(SparingDriver(browser) if sparing else browser, wire)
    way = Navigation("page", frozenset())
    site.put("/login", Reply(204, (("Set-Cookie", "session=1; Path=/"),), b""))
    agent.visit(Request("GET", site.url("/login")), way)
    with agent.tabs(site.url("/")) as tabs:
        assert tabs[0].evaluate(COOKIE) == "session=1"
        tabs[0].evaluate("() => { document.cookie = 'session=2; path=/' }")
    agent.visit(Request("GET", site.url("/after")), way)
    assert ("cookie", "session=2") in headers(site, "/after")


@pytest.mark.parametrize("query", ["", "?a=1"], ids=["any query", "this query"])
def test_a_frame_of_another_origin_is_found_by_its_address(
    tabs: Tabs, site: Listener, other: Listener, query: str
) -> None:
    tabs[0].go(site.url("/embedding"))
    frame = tabs[0].frame(url=other.url("/frame") + query)
    assert frame is not None
    assert frame.location == other.url("/frame?a=1")


def test_a_frame_of_another_origin_is_found_by_its_name_and_can_be_scripted(
    tabs: Tabs, site: Listener, other: Listener
) -> None:
    tabs[0].go(site.url("/embedding"))
    frame = tabs[0].frame(name="op")
    assert frame is not None
    assert frame.evaluate("() => document.title") == "other"
    frame.evaluate("() => { setTimeout(() => { location.search = '?b=2' }, 300) }")
    again = tabs[0].frame(url=other.url("/frame?b=2"))
    assert again is not None


def test_a_frame_that_is_found_twice_returns_what_it_is_asked_last(
    tabs: Tabs, site: Listener, other: Listener
) -> None:
    tabs[0].go(site.url("/embedding"))
    frames = [tabs[0].frame(name="op") for _ in "12"]
    returned = [frame and frame.evaluate(LATE, n) for n, frame in enumerate(frames, 1)]
    assert returned == [1, 2]


def test_a_frame_that_a_script_adds_later_is_waited_for(
    tabs: Tabs, site: Listener, other: Listener
) -> None:
    tabs[0].evaluate(
        """url => setTimeout(() => {
            document.body.appendChild(document.createElement("iframe")).src = url;
        }, 300)""",
        other.url("/frame"),
    )
    assert tabs[0].frame(url=other.url("/frame")) is not None


def test_a_frame_that_is_not_there_is_none_in_time(
    tabs: Tabs, site: Listener, other: Listener
) -> None:
    tabs[0].go(site.url("/embedding"))
    with in_time():
        assert tabs[0].frame(name="op", url=other.url("/elsewhere")) is None


def test_a_frame_is_asked_by_a_message(tabs: Tabs, site: Listener, other: Listener) -> None:
    tabs[0].go(site.url("/embedding"))
    assert tabs[0].frame(name="op") is not None
    assert tabs[0].ask("#op", "client state", other.public) == "client state heard"
    with in_time():
        assert tabs[0].ask("#op", "silence", other.public) is None
    with in_time():
        assert tabs[0].ask("#op", "of another origin", site.public) is None
    with in_time():
        assert tabs[0].ask("#op", "hang", other.public) is None


def test_a_frame_that_is_not_there_cannot_be_asked(tabs: Tabs) -> None:
    with pytest.raises(NotTestable, match="Cannot read properties of null"):
        tabs[0].ask("#nobody", "anybody", "http://op.example")


@pytest.mark.parametrize(
    ("function", "message"),
    [
        ("() => { while (true); }", "Timeout"),
        ("() => new Promise(() => {})", "Timeout"),
        ("() => { throw new Error('out of order') }", "out of order"),
    ],
    ids=["busy", "never kept", "throws"],
)
def test_a_script_that_does_not_return_is_given_up_in_time(
    tabs: Tabs, function: str, message: str
) -> None:
    with in_time(), pytest.raises(NotTestable, match=message):
        tabs[0].evaluate(function)


HANG = "() => { setTimeout(() => { while (true); }) }"


def test_a_page_that_hangs_answers_nothing_and_is_left_in_time(tabs: Tabs) -> None:
    with in_time(), suppress(NotTestable):
        tabs[0].evaluate(HANG)
    with in_time(), pytest.raises(NotTestable, match="Timeout"):
        tabs[0].evaluate("() => 1")


def test_every_tab_has_a_picture_but_for_one_that_hangs(
    agent: UserAgent,
    browser: BrowserDriver,
    site: Listener,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    take = PlaywrightPage.screenshot

    def taken(tab: PlaywrightPage, **options: Any) -> bytes:
        if tab.url == site.url("/?hangs"):
            raise PlaywrightTimeout("Timeout exceeded.")
        return take(tab, **options)

    monkeypatch.setattr(PlaywrightPage, "screenshot", taken)
    artifacts = Artifacts(tmp_path, Redactor(()))
    monkeypatch.setattr(browser, "artifacts", artifacts)
    with agent.tabs(site.url("/?hangs")) as tabs:
        tabs.open(site.url("/"))
        tabs.open("about:blank")
    kept = [row["type"] for row in artifacts.keep("name")]
    assert kept == ["image/png", "image/png", "application/zip"]


def test_scripts_run_where_the_page_allows_none(tabs: Tabs, site: Listener) -> None:
    site.put("/strict", page("<p>", ("Content-Security-Policy", "default-src 'none'")))
    assert tabs.open(site.url("/strict")).evaluate("async word => word + '!'", "yes") == "yes!"


def test_a_tab_that_comes_to_no_page_is_told_in_time(tabs: Tabs, nobody: str) -> None:
    with in_time(), pytest.raises(NotTestable, match=r"no page was loaded in a tab: .*REFUSED"):
        tabs.open(nobody)


def test_without_a_browser_there_are_no_tabs(wire: Wire) -> None:
    agent = agent_of(FormDriver(), wire)
    with pytest.raises(NotApplicable, match="user_agent is http"), agent.tabs("http://x.example"):
        pass


class in_time:  # noqa: N801 - read as a clause
    """Expect a block to end soon after the time that anything may take."""

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, *_: object) -> None:
        assert time.monotonic() - self._began < WITHIN + 10
