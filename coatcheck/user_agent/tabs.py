"""Several tabs of one user agent, which share its session, and the frames in them."""

import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    BrowserContext,
    Error,
    Frame as PlaywrightFrame,
    Page as PlaywrightPage,
    TimeoutError as PlaywrightTimeout,
)

from coatcheck.base.verdict import NotTestable
from coatcheck.net.address import without_query

NUMBERS = itertools.count()
"""Numbers that keep the results of several functions in one document apart."""

RUN = """argument => setTimeout(async () => {
    let text;
    try {
        text = JSON.stringify({ value: await (%s)(argument) });
    } catch (error) {
        text = JSON.stringify({ error: String(error) });
    }
    document.documentElement.setAttribute("%s", text);
})"""
"""Starts a function without waiting for it, and writes its result to the root element."""

ASK = """([selector, message, origin]) => new Promise(resolve => {
    const asked = document.querySelector(selector).contentWindow;
    addEventListener('message', event => event.source === asked && resolve(event.data));
    asked.postMessage(message, origin);
})"""
"""Posts a message to a frame, and returns the first message that this frame posts back."""


class Frame:
    """A document in a tab: the tab's own, or one that it embeds."""

    def __init__(self, shown: PlaywrightFrame) -> None:
        self._shown = shown

    @property
    def location(self) -> str:
        """The address of what is shown, of whatever origin."""
        return self._shown.url

    def evaluate(self, function: str, argument: object = None) -> Any:
        """Return what a function in JavaScript returns here, as JSON has it; a promise is awaited.

        Raises NotTestable if it throws, or does not return in time. A function that leaves the
        page does not return.
        """
        try:
            return self._returned(function, argument)
        except Error as error:
            raise NotTestable(f"a script fails at {self.location}: {_first_line(error)}") from error

    def _returned(self, function: str, argument: object) -> Any:
        """Start a function, and wait for the result that it writes.

        In Playwright an evaluation has no time-out, and waiting for an element has one.
        """
        written = f"data-coatcheck-returned-{next(NUMBERS)}"
        self._shown.wait_for_selector(":root", state="attached")
        self._shown.evaluate(RUN % (function, written), argument)
        came = json.loads(self._shown.get_attribute(f":root[{written}]", written) or "{}")
        if "error" in came:
            raise NotTestable(f"a script fails at {self.location}: {came['error']}")
        return came.get("value")


class Tab(Frame):
    """A tab, which is also the frame of its own document."""

    def __init__(self, page: PlaywrightPage) -> None:
        super().__init__(page.main_frame)
        self._page = page

    def go(self, url: str) -> None:
        """Go to an address. Raises NotTestable if no document is loaded in time."""
        try:
            self._page.goto(url, wait_until="domcontentloaded")
        except Error as error:
            raise NotTestable(f"no page was loaded in a tab: {_first_line(error)}") from error

    def frame(self, *, name: str = "", url: str = "") -> Frame | None:
        """Return the frame of this name, or at this address, waiting for it; None without one.

        An address without a query is that of a frame with any query.
        """

        def meant(frame: PlaywrightFrame) -> bool:
            within = frame.parent_frame is not None
            at_url = not url or url in (frame.url, without_query(frame.url))
            return within and at_url and (not name or frame.name == name)

        there = next(filter(meant, self._page.frames), None)
        try:
            return Frame(there or self._page.wait_for_event("framenavigated", meant))
        except PlaywrightTimeout:
            return None

    def ask(self, selector: str, message: str, origin: str) -> Any:
        """Post a message to the frame in an element of this page, and return what it posts back.

        It comes to a frame of this origin only (HTML, 9.3.3). None where no answer comes in time.
        Raises NotTestable where there is no such frame.
        """
        try:
            return self._returned(ASK, [selector, message, origin])
        except PlaywrightTimeout:
            return None


@dataclass
class Tabs:
    """The tabs of a user agent: they share cookies and local storage, and are known by number."""

    _context: BrowserContext
    opened: list[Tab] = field(default_factory=list)

    def open(self, url: str) -> Tab:
        """Return a further tab that shows an address. Raises NotTestable as `Tab.go` does."""
        tab = Tab(self._context.new_page())
        self.opened.append(tab)
        tab.go(url)
        return tab

    def __getitem__(self, number: int) -> Tab:
        return self.opened[number]


def _first_line(error: Error) -> str:
    return error.message.partition("\n")[0]
