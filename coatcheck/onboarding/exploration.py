"""The exploration of a login in the browser, page by page."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, TimeoutError as PlaywrightTimeout

from coatcheck.base.errors import CredentialsRefused
from coatcheck.net.wire import Exchange, Request, Wire
from coatcheck.onboarding.login_page import Understood, understand
from coatcheck.onboarding.outline import READ, Outline
from coatcheck.target.target import Page
from coatcheck.user_agent.agent import Destination, Interaction
from coatcheck.user_agent.browser import ARRIVED, BrowserDriver, Visit
from coatcheck.user_agent.cookies import CookieJar
from coatcheck.user_agent.tabs import Tabs

QUIET = 3000
"""How long to wait until the scripts of a page have finished, in milliseconds."""


@dataclass
class Journal:
    """What was seen: the pages that were understood, and notes about the others."""

    pages: list[Understood] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def keep(self, page: Understood) -> None:
        """Note a page, unless one like it is known."""
        if not any(_alike(page, known) for known in self.pages):
            self.pages.append(page)

    def note(self, what: str) -> None:
        """Add a note, unless it is there."""
        if what not in self.notes:
            self.notes.append(what)

    @property
    def kinds(self) -> set[str]:
        """The kinds of the pages that were understood."""
        return {page.page for page in self.pages}


class Explorer:
    """A driver without a recipe, which analyses each page when it is shown."""

    def __init__(self, browser: BrowserDriver) -> None:
        self.journal = Journal()
        self._browser = browser

    def tabs(
        self, url: str, interaction: Interaction, jar: CookieJar, wire: Wire
    ) -> AbstractContextManager[Tabs]:
        """Return tabs of the browser."""
        return self._browser.tabs(url, interaction, jar, wire)

    def drive(
        self, exchange: Exchange, interaction: Interaction, jar: CookieJar, wire: Wire
    ) -> Destination:
        """Continue from a page as far as the pages can be understood."""
        with self._browser.context(exchange.request.url) as context:
            context.set_default_timeout(wire.timeout * 1000)
            context.add_cookies(jar.for_browser())
            try:
                return _Exploration(context, interaction, wire, self.journal).run(exchange.request)
            except CredentialsRefused:
                stuck = self.journal.pages[-1]
                self.journal.note(
                    f"Pressing {stuck.press} led to no other page here: {stuck.outline.described}. "
                    f"Does the page accept the values entered for {interaction.user.username}?"
                )
                return Destination("", (exchange,))
            finally:
                jar.from_browser(context.cookies())


class _Exploration(Visit):
    """One login through pages without a recipe."""

    def __init__(
        self, context: BrowserContext, interaction: Interaction, wire: Wire, journal: Journal
    ) -> None:
        super().__init__(context, interaction, wire)
        self._journal = journal
        self._dealt: list[Understood] = []

    def run(self, request: Request) -> Destination:
        """Open a request's page and analyse page after page."""
        arrival = super().run(request)
        if arrival.last.error:
            self._journal.note(arrival.last.error)
        return arrival

    def _known_page(self) -> Page | None:
        """Return what the page is for; None at the client and for a page that is not understood."""
        outline = self._outline()
        if self._location:
            return None
        page = understand(outline, logged_in=any(page.asks_password for page in self._dealt))
        if page is None:
            self._journal.note(f"This page could not be understood: {outline.described}.")
            return None
        self._journal.keep(page)
        if self._has_to_stop(page):
            return None
        self._dealt.append(page)
        mark = next(iter(page.fill), page.press)
        return Page(page.page, mark, page.press, page.fill, page.refuse)

    def _has_to_stop(self, page: Understood) -> bool:
        """Tell whether to stop here: without a password, or because it was wrong."""
        user = self._interaction.user.username
        if page.asks_password and not self._interaction.user.password:
            self._journal.note(
                f"The password of {user} is not known, so the login stopped at the page "
                f"{page.outline.described}."
            )
            return True
        if any(_alike(page, dealt) for dealt in self._dealt):
            self._journal.note(
                f"The page was shown again after it was filled in: {page.outline.described}. "
                f"Is the password of {user} right?"
            )
            return True
        return False

    def _outline(self) -> Outline:
        """Read the page when its scripts have finished."""
        try:
            shown = f":is(input, button, select, textarea, a, #{ARRIVED}):visible"
            self._tab.wait_for_selector(shown)
            self._tab.wait_for_load_state("networkidle", timeout=QUIET)
        except PlaywrightTimeout:
            pass  # a page without anything to press, or one that never rests, is read as it is
        return Outline.of(self._tab.url, self._tab.content(), self._tab.evaluate(READ))


def _alike(one: Understood, other: Understood) -> bool:
    return (one.page, one.fill, one.press) == (other.page, other.fill, other.press)
