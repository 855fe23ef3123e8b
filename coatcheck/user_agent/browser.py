"""A driver that has pages shown and dealt with in a real browser (Playwright)."""

import base64
import datetime
import html
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Playwright,
    Response,
    sync_playwright,
)
from playwright.sync_api import Request as PlaywrightRequest
from playwright.sync_api import (
    TimeoutError as PlaywrightTimeout,
)

from coatcheck.errors import BrowserUnavailable
from coatcheck.protocol.route import Route
from coatcheck.protocol.wire import Exchange, Reply, Request, Wire
from coatcheck.target import Page
from coatcheck.user_agent.agent import Arrival, Errand, origin
from coatcheck.user_agent.artifacts import Artifacts
from coatcheck.user_agent.cookies import CookieJar
from coatcheck.user_agent.recipe import element_missing

INSTALLED = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
"""Where a browser of the Chromium family may be found, by name or by path."""

ARRIVED = "coatcheck-arrived"
"""The id of the element that stands in for the client's page at its redirection URI."""

MAX_PAGES = 8


def installed_browser() -> str | None:
    """Return the path of a browser that is installed already, if there is one."""
    named = os.environ.get("COATCHECK_BROWSER")
    found = (shutil.which(name) for name in ((named,) if named else INSTALLED))
    return next((path for path in found if path), None)


class BrowserDriver:
    """One browser, started when it is first needed, with a context for each errand."""

    def __init__(self, artifacts: Artifacts | None = None, route: Route | None = None) -> None:
        self.seconds = 0.0
        self._route = route or Route()
        self.artifacts = artifacts
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def drive(self, exchange: Exchange, errand: Errand, jar: CookieJar, wire: Wire) -> Arrival:
        """Show the page and go on from it, with the jar's cookies, as the end-user would."""
        began = time.monotonic()
        with self.context(exchange.request.url) as context:
            context.set_default_timeout(wire.timeout * 1000)
            context.add_cookies(jar.for_browser())  # type: ignore[arg-type]
            visit = Visit(context, errand, wire)
            try:
                return visit.run(exchange.request)
            finally:
                jar.from_browser(context.cookies())
                self.seconds += time.monotonic() - began

    @contextmanager
    def context(self, url: str = "") -> Iterator[BrowserContext]:
        """Yield a fresh browser context for an address. Raises BrowserUnavailable without one."""
        if self._browser is None:
            self._playwright = sync_playwright().start()
            self._browser = launch(self._playwright)
        context = self._browser.new_context(**settings(self._route, url))
        if self.artifacts is not None:
            self.artifacts.begin(context)
        try:
            yield context
        finally:
            if self.artifacts is not None:
                self.artifacts.take(context)
            context.close()

    def close(self) -> None:
        """End the browser."""
        if self._browser is not None:
            self._browser.close()
        if self._playwright is not None:
            self._playwright.stop()


def launch(playwright: Playwright) -> Browser:
    """Start an installed browser, or Playwright's own. Raises BrowserUnavailable."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    args = ["--disable-background-networking", "--disable-component-update"]
    args += ["--no-sandbox"] if as_root else []
    try:
        return playwright.chromium.launch(executable_path=installed_browser(), args=args)
    except Error as error:
        raise BrowserUnavailable(
            f"No browser can be started: {str(error).splitlines()[0]}",
            "Install Chromium, Chrome or Edge; or run `playwright install chromium`; "
            "or, as root on Debian or Ubuntu, `apt-get install chromium`.",
        ) from error


def settings(route: Route, url: str) -> dict[str, Any]:
    """Return how a browser context goes the way that the suite goes.

    Whom to trust beyond the system cannot be told to a browser; the suite itself has verified the
    certificate by then, when it fetched the first page.
    """
    told: dict[str, Any] = {"ignore_https_errors": route.ca_file is not None}
    if route.proxy:
        told["proxy"] = {"server": route.proxy}
    if route.certificate is not None:
        files = {"certPath": route.certificate.file, "keyPath": route.certificate.key_file}
        told["client_certificates"] = [{"origin": origin(url), **files}]
    return told


class Visit:
    """One way through the provider's pages in one browser context."""

    def __init__(self, context: BrowserContext, errand: Errand, wire: Wire) -> None:
        self._errand = errand
        self._wire = wire
        self._tab = context.new_page()
        self._location = ""
        self._answers: list[Response] = []
        self._finished: list[PlaywrightRequest] = []
        self._bodies: dict[Response, bytes] = {}
        self._tab.on("response", self._answered)
        self._tab.on("requestfinished", self._ended)
        self._stop_at_client(context)

    def run(self, request: Request) -> Arrival:
        """Open a request's page and deal with page after page."""
        pages: list[str] = []
        try:
            self._open(request)
            for _ in range(MAX_PAGES):
                page = self._known_page()
                if page is None:
                    break
                pages.append(page.page)
                if not self._errand.button(page):
                    break
                self._keep_bodies()
                self._deal_with(page)
        except Error as error:
            return Arrival("", (*self._exchanges(), self._broken(request, error)), tuple(pages))
        return Arrival(self._location, tuple(self._exchanges()), tuple(pages))

    def _broken(self, request: Request, error: Error) -> Exchange:
        now = datetime.datetime.now(datetime.UTC)
        what = f"the browser came to no page: {error.message.splitlines()[0]}"
        return self._wire.note("page", request, None, what, now, 0.0)

    def _stop_at_client(self, context: BrowserContext) -> None:
        """Answer for the client at its redirection URI; routing would not see redirect hops."""
        session = context.new_cdp_session(self._tab)

        def paused(event: dict[str, Any]) -> None:
            self._location = self._location or event["request"]["url"]
            marker = base64.b64encode(f'<p id="{ARRIVED}">back</p>'.encode()).decode()
            reply = {"requestId": event["requestId"], "responseCode": 200, "body": marker}
            session.send("Fetch.fulfillRequest", reply)

        session.on("Fetch.requestPaused", paused)
        patterns = [
            {"urlPattern": f"{stop}/*", "resourceType": "Document"}
            for stop in self._errand.way.stops
        ]
        session.send("Fetch.enable", {"patterns": patterns})

    def _open(self, request: Request) -> None:
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
        whens = [page.when for page in self._errand.pages]
        try:
            self._tab.wait_for_selector(", ".join([*whens, f"#{ARRIVED}"]), state="attached")
        except PlaywrightTimeout:
            return None
        if self._location:
            return None
        return next(p for p in self._errand.pages if self._tab.query_selector(p.when))

    def _deal_with(self, page: Page) -> None:
        selector = ""
        try:
            for selector, text in page.fill.items():
                self._tab.fill(selector, text.format_map(self._errand.entries))
            selector = self._errand.button(page)
            with self._tab.expect_navigation(wait_until="domcontentloaded"):
                self._tab.click(selector)
        except PlaywrightTimeout as error:
            raise element_missing(page, selector, self._tab.url) from error

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request() and not response.url.startswith("about:"):
            self._answers.append(response)

    def _keep_bodies(self) -> None:
        """Read the bodies that have come, which the browser lets go of with their pages."""
        for response in self._answers:
            if response not in self._bodies and self._has_ended(response):
                self._bodies[response] = _body(response)

    def _has_ended(self, response: Response) -> bool:
        return not 300 <= response.status < 400 and response.request in self._finished

    def _ended(self, request: PlaywrightRequest) -> None:
        self._finished.append(request)

    def _exchanges(self) -> Iterator[Exchange]:
        for response in self._answers:
            if any(response.url.startswith(stop) for stop in self._errand.way.stops):
                continue
            yield self._exchange(response)

    def _exchange(self, response: Response) -> Exchange:
        sent = response.request
        request = Request(sent.method, sent.url, tuple(sent.headers.items()), sent.post_data)
        headers = tuple((h["name"], h["value"]) for h in response.headers_array())
        self._keep_bodies()
        reply = Reply(response.status, headers, self._bodies.get(response, b""))
        now = datetime.datetime.now(datetime.UTC)
        return self._wire.note("page", request, reply, None, now, 0.0)


def _body(response: Response) -> bytes:
    try:
        return response.body()
    except Error:
        return b"(the browser has let go of this page)"
