"""A driver that spares the browser: it is used where it is needed, and to prove where it is not."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from coatcheck.net.wire import Exchange, Wire
from coatcheck.target.target import Page
from coatcheck.user_agent.agent import Destination, Interaction, may_lead_on
from coatcheck.user_agent.browser import BrowserDriver
from coatcheck.user_agent.cookies import CookieJar
from coatcheck.user_agent.forms import FormDriver, acts_by_itself, known_page
from coatcheck.user_agent.tabs import Tabs


class SparingDriver:
    """Shows each kind of page in the browser first, and sends forms without it afterwards.

    The forms of a kind of page are on trial until they have once led to the client. Where they do
    not and the browser does, that kind needs a browser from then on. A way that does not lead back
    to the client puts nothing to the proof: there, forms must have sufficed before. Where forms end
    at a page that needs the browser, or may lead on by itself, the browser goes on from there.
    """

    def __init__(self, browser: BrowserDriver) -> None:
        self.browser = browser
        self._forms = FormDriver()
        self._shown: set[str] = set()
        self._forms_suffice: dict[str, bool] = {}

    def drive(
        self, exchange: Exchange, interaction: Interaction, jar: CookieJar, wire: Wire
    ) -> Destination:
        """Go on from a page, with the browser or without it."""

        def suits(page: Page) -> bool:
            on_trial = interaction.navigation.returns and page.page in self._shown
            return self._forms_suffice.get(page.page, on_trial)

        page = known_page(exchange, interaction)
        if page is None or not suits(page):
            return self._show(exchange, interaction, jar, wire)
        sent = self._forms.drive(exchange, interaction, jar, wire, suits)
        destination = sent
        if not sent.location and _needs_browser(sent.last, interaction, suits):
            destination = _joined(
                sent, self._show(sent.last, interaction, jar, wire, as_it_came=True)
            )
        if destination.location:
            self._forms_suffice |= dict.fromkeys(sent.pages, True)
        elif destination.pages == sent.pages and not _ends(destination.last, interaction):
            return self._tried_again(destination, exchange, interaction, jar, wire)
        return destination

    def tabs(
        self, url: str, interaction: Interaction, jar: CookieJar, wire: Wire
    ) -> AbstractContextManager[Tabs]:
        """Return tabs of the browser."""
        return self.browser.tabs(url, interaction, jar, wire)

    def _tried_again(
        self,
        destination: Destination,
        exchange: Exchange,
        interaction: Interaction,
        jar: CookieJar,
        wire: Wire,
    ) -> Destination:
        """Show in the browser, from the first page on, what forms on trial came to nothing with."""
        on_trial = [page for page in destination.pages if page not in self._forms_suffice]
        if not on_trial:
            return destination
        shown = self._show(exchange, interaction, jar, wire)
        if shown.location:
            self._forms_suffice |= dict.fromkeys(on_trial, False)
        return shown if shown.location or shown.pages else destination

    def _show(
        self,
        exchange: Exchange,
        interaction: Interaction,
        jar: CookieJar,
        wire: Wire,
        *,
        as_it_came: bool = False,
    ) -> Destination:
        destination = self.browser.drive(exchange, interaction, jar, wire, as_it_came=as_it_came)
        self._shown.update(destination.pages)
        return destination


def _needs_browser(
    exchange: Exchange, interaction: Interaction, suits: Callable[[Page], bool]
) -> bool:
    """Tell whether a page at which forms ended is one for a browser, or may lead on by itself."""
    page, reply = known_page(exchange, interaction), exchange.answer
    if page is not None:
        return not suits(page)
    return may_lead_on(reply, interaction.navigation) and acts_by_itself(reply)


def _ends(exchange: Exchange, interaction: Interaction) -> bool:
    """Tell whether a page is one that the recipe knows for the end of the way."""
    page = known_page(exchange, interaction)
    return page is not None and not interaction.button(page)


def _joined(sent: Destination, shown: Destination) -> Destination:
    """Return where forms and then the browser came to."""
    exchanges, pages = sent.exchanges + shown.exchanges, sent.pages + shown.pages
    return replace(shown, exchanges=exchanges, pages=pages)
