"""A driver that fills in HTML forms without a browser, for pages that need no script."""

from functools import lru_cache
from urllib.parse import urlencode, urljoin

import soupsieve
from bs4 import BeautifulSoup, Tag

from coatcheck.protocol.wire import Exchange, Request, Wire
from coatcheck.target import Page
from coatcheck.user_agent.agent import Arrival, Errand, follow
from coatcheck.user_agent.cookies import CookieJar
from coatcheck.user_agent.recipe import element_missing

MAX_PAGES = 8
"""How many pages a login and a consent may take."""


class FormDriver:
    """Deals with pages by reading their forms and sending them."""

    def drive(self, exchange: Exchange, errand: Errand, jar: CookieJar, wire: Wire) -> Arrival:
        """Fill in and send form after form (HTML, 4.10.22) until no known page is left."""
        arrival = Arrival("", (exchange,))
        pages: list[str] = []
        for _ in range(MAX_PAGES):
            page = known_page(arrival.last, errand)
            if page is None:
                break
            pages.append(page.page)
            if not errand.button(page):
                break
            soup = _soup(arrival.last)
            request = _submission(soup, page, errand, arrival.last.request.url)
            step = follow(request, errand.way.stops, jar, wire, f"{page.page} form")
            arrival = Arrival(step.location, arrival.exchanges + step.exchanges)
            if step.location:
                break
        return Arrival(arrival.location, arrival.exchanges[1:] or arrival.exchanges, tuple(pages))


def known_page(exchange: Exchange, errand: Errand) -> Page | None:
    """Return the page of the recipe that an answer shows, as far as its markup tells."""
    soup = _soup(exchange)
    return next((page for page in errand.pages if soup.select_one(page.when)), None)


def _soup(exchange: Exchange) -> BeautifulSoup:
    return _parsed(exchange.answer.text)


@lru_cache(maxsize=4)
def _parsed(html: str) -> BeautifulSoup:
    """Parse a page once, however often it is looked at."""
    return BeautifulSoup(html, "html.parser")


def _submission(soup: BeautifulSoup, page: Page, errand: Errand, url: str) -> Request:
    """Return the request that pressing the page's button would send."""
    press = errand.button(page)
    button = _element(soup, press, page, url)
    if button.name == "a":
        return Request("GET", urljoin(url, str(button.get("href", ""))))
    form = _form_of(button, soup)
    if form is None:
        raise element_missing(page, f"form around {press}", url)
    values = _values(form, button, soup)
    for selector, text in page.fill.items():
        name = str(_element(soup, selector, page, url).get("name"))
        values[name] = text.format_map(errand.entries)
    return _request(form, urlencode(values), url)


def _form_of(element: Tag, soup: BeautifulSoup) -> Tag | None:
    """Return the form of a field or a button: the one it names, or is in (HTML, 4.10.18.3)."""
    named = str(element.get("form", ""))
    return (
        soup.select_one(f"form#{soupsieve.escape(named)}") if named else element.find_parent("form")
    )


def _element(soup: BeautifulSoup, selector: str, page: Page, url: str) -> Tag:
    element = soup.select_one(selector)
    if element is None:
        raise element_missing(page, selector, url)
    return element


def _request(form: Tag, encoded: str, url: str) -> Request:
    action = urljoin(url, str(form.get("action") or url))
    if str(form.get("method", "GET")).upper() == "GET":
        return Request("GET", f"{action.partition('?')[0]}?{encoded}")
    headers = (("Content-Type", "application/x-www-form-urlencoded"),)
    return Request("POST", action, headers, encoded)


_UNTOLD = ("submit", "button", "checkbox", "radio")


def _unsaid(field: Tag) -> str:
    """Return the value of a field that names none (HTML, 4.10.5.1.15)."""
    return "on" if field.get("type") in ("checkbox", "radio") else ""


def _values(form: Tag, button: Tag, soup: BeautifulSoup) -> dict[str, str]:
    """Return what a form sends (HTML, 4.10.22.4), less what the errand fills in."""
    fields = soup.select("input[name]")
    sent = [
        field
        for field in fields
        if _form_of(field, soup) is form
        if field.get("type") not in _UNTOLD or field.has_attr("checked")
    ]
    values = {str(field["name"]): str(field.get("value", _unsaid(field))) for field in sent}
    if button.get("name"):
        values[str(button["name"])] = str(button.get("value", ""))
    return values
