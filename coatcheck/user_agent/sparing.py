"""A driver that spares the browser: it is used where it is needed, and to prove where it is not."""

from coatcheck.protocol.wire import Exchange, Wire
from coatcheck.user_agent.agent import Arrival, Errand
from coatcheck.user_agent.browser import BrowserDriver
from coatcheck.user_agent.cookies import CookieJar
from coatcheck.user_agent.forms import FormDriver, known_page


class SparingDriver:
    """Shows each kind of page in the browser first, and sends forms without it afterwards.

    Forms are on trial until they have once led to the client. Where they do not and the browser
    does, the pages need a browser, and from then on every page is shown there. A way that does not
    lead back to the client puts nothing to the proof: there, forms must have sufficed before.
    """

    def __init__(self, browser: BrowserDriver) -> None:
        self.browser = browser
        self._forms = FormDriver()
        self._shown: set[str] = set()
        self._forms_suffice: bool | None = None

    def drive(self, exchange: Exchange, errand: Errand, jar: CookieJar, wire: Wire) -> Arrival:
        """Go on from a page, with the browser or without it."""
        page = known_page(exchange, errand)
        if page is None or page.page not in self._shown or self._forms_suffice is False:
            return self._show(exchange, errand, jar, wire)
        if not errand.way.returns and not self._forms_suffice:
            return self._show(exchange, errand, jar, wire)
        arrival = self._forms.drive(exchange, errand, jar, wire)
        if arrival.location:
            self._forms_suffice = True
        elif self._forms_suffice is None:
            arrival = self._show(exchange, errand, jar, wire)
            self._forms_suffice = False if arrival.location else None
        return arrival

    def _show(self, exchange: Exchange, errand: Errand, jar: CookieJar, wire: Wire) -> Arrival:
        arrival = self.browser.drive(exchange, errand, jar, wire)
        self._shown.update(arrival.pages)
        return arrival
