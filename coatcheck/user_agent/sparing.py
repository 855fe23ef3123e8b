"""A driver that spares the browser: it is used where it is needed, and to prove where it is not."""

from collections.abc import Callable

from coatcheck.protocol.wire import Exchange, Wire
from coatcheck.target.target import Page
from coatcheck.user_agent.agent import Arrival, Errand, may_lead_on
from coatcheck.user_agent.browser import BrowserDriver
from coatcheck.user_agent.cookies import CookieJar
from coatcheck.user_agent.forms import FormDriver, acts_by_itself, known_page


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

    def drive(self, exchange: Exchange, errand: Errand, jar: CookieJar, wire: Wire) -> Arrival:
        """Go on from a page, with the browser or without it."""

        def suits(page: Page) -> bool:
            on_trial = errand.way.returns and page.page in self._shown
            return self._forms_suffice.get(page.page, on_trial)

        page = known_page(exchange, errand)
        if page is None or not suits(page):
            return self._show(exchange, errand, jar, wire)
        sent = self._forms.drive(exchange, errand, jar, wire, suits)
        arrival = sent
        if not sent.location and _needs_browser(sent.last, errand, suits):
            arrival = _joined(sent, self._show(sent.last, errand, jar, wire, as_it_came=True))
        if arrival.location:
            self._forms_suffice |= dict.fromkeys(sent.pages, True)
        elif arrival.pages == sent.pages and not _ends(arrival.last, errand):
            return self._tried_again(arrival, exchange, errand, jar, wire)
        return arrival

    def _tried_again(
        self, arrival: Arrival, exchange: Exchange, errand: Errand, jar: CookieJar, wire: Wire
    ) -> Arrival:
        """Show in the browser, from the first page on, what forms on trial came to nothing with."""
        on_trial = [page for page in arrival.pages if page not in self._forms_suffice]
        if not on_trial:
            return arrival
        shown = self._show(exchange, errand, jar, wire)
        if shown.location:
            self._forms_suffice |= dict.fromkeys(on_trial, False)
        return shown if shown.location or shown.pages else arrival

    def _show(
        self,
        exchange: Exchange,
        errand: Errand,
        jar: CookieJar,
        wire: Wire,
        *,
        as_it_came: bool = False,
    ) -> Arrival:
        arrival = self.browser.drive(exchange, errand, jar, wire, as_it_came=as_it_came)
        self._shown.update(arrival.pages)
        return arrival


def _needs_browser(exchange: Exchange, errand: Errand, suits: Callable[[Page], bool]) -> bool:
    """Tell whether a page at which forms ended is one for a browser, or may lead on by itself."""
    page, reply = known_page(exchange, errand), exchange.answer
    if page is not None:
        return not suits(page)
    return may_lead_on(reply, errand.way) and acts_by_itself(reply)


def _ends(exchange: Exchange, errand: Errand) -> bool:
    """Tell whether a page is one that the recipe knows for the end of the way."""
    page = known_page(exchange, errand)
    return page is not None and not errand.button(page)


def _joined(sent: Arrival, shown: Arrival) -> Arrival:
    """Return where forms and then the browser came to."""
    return Arrival(shown.location, sent.exchanges + shown.exchanges, sent.pages + shown.pages)
