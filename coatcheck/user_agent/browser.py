"""A driver that has pages shown and dealt with in a real browser (Playwright)."""

import base64
import datetime
import html
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Playwright,
    Route as PlaywrightRoute,
    TimeoutError as PlaywrightTimeout,
    sync_playwright,
)

from coatcheck.net.address import origin
from coatcheck.net.route import Route
from coatcheck.net.wire import Exchange, Reply, Request, Wire
from coatcheck.target.target import Page
from coatcheck.user_agent.agent import Destination, Interaction, arrives
from coatcheck.user_agent.answers import Answers
from coatcheck.user_agent.artifacts import Artifacts
from coatcheck.user_agent.basic import CHALLENGE, challenged
from coatcheck.user_agent.chromium import launch, settings
from coatcheck.user_agent.cookies import CookieJar
from coatcheck.user_agent.recipe import element_missing, page_stays
from coatcheck.user_agent.tabs import Tabs

ARRIVED = "coatcheck-arrived"
"""The id of the element that stands in for the client's page at its redirection URI."""

PRESSED = "data-coatcheck-pressed"
"""The attribute that tells a document in which something was pressed from the one that follows."""

SPENT = ("content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie")
"""The headers that have done their duty when an answer has been read."""

MAX_PAGES = 8


class BrowserDriver:
    """One browser, started when it is first needed, with a context for each interaction."""

    def __init__(
        self,
        artifacts: Artifacts | None = None,
        route: Route | None = None,
        *,
        headed: bool = False,
    ) -> None:
        self.seconds = 0.0
        self._headed = headed
        self._route = route or Route()
        self.artifacts = artifacts
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def drive(
        self,
        exchange: Exchange,
        interaction: Interaction,
        jar: CookieJar,
        wire: Wire,
        *,
        as_it_came: bool = False,
    ) -> Destination:
        """Show the page and go on from it, with the jar's cookies, as the end-user would.

        A page is asked for again, unless it is to be shown as it came: what has answered a form
        need not answer it twice. Of one that came, the exchange is not told again.
        """
        came = exchange if as_it_came and not challenged(exchange, interaction.user) else None
        with self._sharing(jar, exchange.request.url, interaction, wire) as context:
            destination = Visit(context, interaction, wire, came).run(exchange.request)
        answered = (CHALLENGE.page,) if challenged(exchange, interaction.user) else ()
        return replace(destination, pages=(*answered, *destination.pages))

    @contextmanager
    def tabs(
        self, url: str, interaction: Interaction, jar: CookieJar, wire: Wire
    ) -> Iterator[Tabs]:
        """Yield tabs with the jar's cookies; the first one shows an address."""
        with self._sharing(jar, url, interaction, wire) as context:
            tabs = Tabs(context)
            tabs.open(url)
            yield tabs

    @contextmanager
    def _sharing(
        self, jar: CookieJar, url: str, interaction: Interaction, wire: Wire
    ) -> Iterator[BrowserContext]:
        """Yield a context with the jar's cookies, and take its cookies back into the jar."""
        began = time.monotonic()
        with self.context(url, interaction) as context:
            context.set_default_timeout(wire.timeout * 1000)
            context.add_cookies(jar.for_browser())
            try:
                yield context
            finally:
                jar.from_browser(context.cookies())
                self.seconds += time.monotonic() - began

    @contextmanager
    def context(
        self, url: str = "", interaction: Interaction | None = None
    ) -> Iterator[BrowserContext]:
        """Yield a fresh browser context for an address. Raises BrowserUnavailable without one."""
        self._playwright = self._playwright or sync_playwright().start()
        self._browser = self._browser or launch(self._playwright, self._route, headed=self._headed)
        context = self._browser.new_context(**settings(self._route, url, interaction))
        if self.artifacts is not None:
            self.artifacts.begin(context)
        try:
            yield context
        finally:
            if self.artifacts is not None:
                self.artifacts.take(context, interaction.origins if interaction else ())
            context.close()

    def close(self) -> None:
        """End the browser."""
        if self._browser is not None:
            self._browser.close()
        if self._playwright is not None:
            self._playwright.stop()


class Visit:
    """One way through the provider's pages in one browser context."""

    def __init__(
        self,
        context: BrowserContext,
        interaction: Interaction,
        wire: Wire,
        came: Exchange | None = None,
    ) -> None:
        self._interaction = interaction
        self._wire = wire
        self._came = came
        self._tab = context.new_page()
        self._location = ""
        self._posted: str | None = None
        self._answers = Answers(self._tab)
        self._stop_at_client(context)

    def run(self, request: Request) -> Destination:
        """Open a request's page and deal with page after page."""
        pages: list[Page] = []
        broken: tuple[Exchange, ...] = ()
        try:
            self._open(request)
            while len(pages) < MAX_PAGES and (page := self._known_page()):
                pages.append(page)
                if self._interaction.ends_at(page, pages[:-1]):
                    break
                self._answers.keep_bodies()
                self._deal_with(page)
        except Error as error:
            broken = (self._broken(request, error),)
        location = "" if broken else self._location
        exchanges = (*self._exchanges(), *broken)
        return Destination(location, exchanges, tuple(page.page for page in pages), self._posted)

    def _broken(self, request: Request, error: Error) -> Exchange:
        now = datetime.datetime.now(datetime.UTC)
        what = f"the browser did not reach a page: {error.message.splitlines()[0]}"
        return self._wire.note("page", request, None, what, now, 0.0)

    def _stop_at_client(self, context: BrowserContext) -> None:
        """Answer for the client at its redirection URI; routing would not see redirect hops."""
        session, stops = context.new_cdp_session(self._tab), self._interaction.navigation.stops

        def paused(event: dict[str, Any]) -> None:
            asked, held = event["request"], {"requestId": event["requestId"]}
            if not arrives(asked["url"], stops):
                session.send("Fetch.continueRequest", held)
                return
            self._arrive(asked)
            marker = base64.b64encode(f'<p id="{ARRIVED}">back</p>'.encode()).decode()
            session.send("Fetch.fulfillRequest", {**held, "responseCode": 200, "body": marker})

        session.on("Fetch.requestPaused", paused)
        patterns = [
            {"urlPattern": f"{each}/*", "resourceType": "Document"} for each in map(origin, stops)
        ]
        session.send("Fetch.enable", {"patterns": patterns})

    def _arrive(self, asked: dict[str, Any]) -> None:
        """Note the first request that comes to the client, in the form of the DevTools protocol."""
        if self._location:
            return
        self._location = asked["url"] + asked.get("urlFragment", "")
        self._posted = asked.get("postData", "") if asked["method"] == "POST" else None

    def _open(self, request: Request) -> None:
        if self._came is not None:
            self._tab.route("**/*", partial(_fulfil, self._came.answer), times=1)
            self._tab.goto(request.url, wait_until="commit")
            return
        if request.method == "GET":
            self._tab.goto(request.url, wait_until="commit")
            return
        fields = "".join(
            f'<input name="{html.escape(name)}" value="{html.escape(value)}">'
            for name, value in parse_qsl(request.body or "", keep_blank_values=True)
        )
        action = html.escape(request.url)
        self._tab.set_content(f'<form method="post" action="{action}">{fields}</form>')
        with self._tab.expect_navigation(wait_until="commit"):
            self._tab.evaluate("document.forms[0].submit()")

    def _known_page(self) -> Page | None:
        """Wait for a page that the target file knows, or for the client's redirection URI."""
        whens = [page.when for page in self._interaction.pages]
        try:
            self._tab.wait_for_selector(", ".join([*whens, f"#{ARRIVED}"]), state="attached")
        except PlaywrightTimeout:
            return None
        if self._location:
            return None
        shown = (page for page in self._interaction.pages if self._tab.query_selector(page.when))
        return next(shown, None)

    def _deal_with(self, page: Page) -> None:
        selector = page.wait or page.when
        try:
            self._tab.wait_for_selector(selector, state="visible" if page.wait else "attached")
            for selector, text in page.fill.items():
                self._tab.fill(selector, self._interaction.entry(text))
            for selector in page.check:
                self._tab.check(selector)
            selector = self._interaction.button(page)
            self._tab.evaluate(f"document.documentElement.setAttribute('{PRESSED}', '')")
            self._tab.click(selector)
        except PlaywrightTimeout as error:
            raise element_missing(page, selector, self._tab.url) from error
        try:
            self._tab.wait_for_selector(self._beyond(page), state="attached")
            self._tab.wait_for_load_state("domcontentloaded")
        except PlaywrightTimeout as error:
            raise page_stays(page, selector, self._tab.url) from error

    def _beyond(self, page: Page) -> str:
        """Return what is there once a page is left: another document, or another known page.

        A page that a script shows in the same document may leave this one's elements there; it is
        known before this one then.
        """
        pages = self._interaction.pages
        before = pages[: pages.index(page)] if page in pages else ()
        left = (f":root:not([{PRESSED}])", f":root:not(:is({page.when}), :has({page.when}))")
        return ", ".join([*left, *(other.when for other in before)])

    def _exchanges(self) -> Iterator[Exchange]:
        for response in self._answers.came[1 if self._came else 0 :]:
            if not arrives(response.url, self._interaction.navigation.stops):
                yield self._answers.exchange(response, self._wire)


def _fulfil(reply: Reply, route: PlaywrightRoute) -> None:
    """Answer the browser with what came already; its body has been unpacked, its cookies kept."""
    headers = {name: value for name, value in reply.headers if name.lower() not in SPENT}
    route.fulfill(status=reply.status, headers=headers, body=reply.body)
