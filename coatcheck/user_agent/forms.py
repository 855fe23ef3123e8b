"""A driver that fills in HTML forms without a browser, for pages that need no script."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import urlencode, urljoin

import soupsieve
from bs4 import BeautifulSoup, Tag

from coatcheck.base.verdict import NotApplicable
from coatcheck.net.wire import Exchange, Reply, Request, Wire
from coatcheck.protocol.html import parsed
from coatcheck.target.target import Page
from coatcheck.user_agent.agent import Destination, Interaction, follow
from coatcheck.user_agent.basic import CHALLENGE, again, challenged
from coatcheck.user_agent.cookies import CookieJar
from coatcheck.user_agent.recipe import element_missing
from coatcheck.user_agent.tabs import Tabs

MAX_PAGES = 8
"""How many pages a login and a consent may take."""

ACTING = "script, iframe, [onload], [onerror], meta[http-equiv=refresh i]"
"""What can take a user agent to another page without the end-user."""


class FormDriver:
    """Deals with pages by reading their forms and sending them."""

    def drive(
        self,
        exchange: Exchange,
        interaction: Interaction,
        jar: CookieJar,
        wire: Wire,
        suits: Callable[[Page], bool] = lambda page: True,
    ) -> Destination:
        """Fill in and send form after form (HTML, 4.10.22) until no page is left that it suits."""
        destination = Destination("", (exchange,))
        pages: list[Page] = []
        while not destination.location and len(pages) < MAX_PAGES:
            page = known_page(destination.last, interaction)
            if page is None or not suits(page):
                break
            pages.append(page)
            if interaction.ends_at(page, pages[:-1]):
                break
            request = _request_of(page, interaction, destination.last)
            step = follow(request, interaction.navigation.stops, jar, wire, f"{page.page} form")
            destination = Destination(step.location, destination.exchanges + step.exchanges)
        exchanges = destination.exchanges[1:] or destination.exchanges
        return Destination(destination.location, exchanges, tuple(page.page for page in pages))

    def tabs(
        self, url: str, interaction: Interaction, jar: CookieJar, wire: Wire
    ) -> AbstractContextManager[Tabs]:
        """Raise NotApplicable: without a browser there are no tabs."""
        raise NotApplicable("target file: user_agent is http, and tabs need a browser")


def known_page(exchange: Exchange, interaction: Interaction) -> Page | None:
    """Return the page of the recipe that an answer shows, as far as its markup tells."""
    if challenged(exchange, interaction.user):
        return CHALLENGE
    soup = parsed(exchange.answer.text)
    return next((page for page in interaction.pages if _shows(soup, page)), None)


def acts_by_itself(reply: Reply) -> bool:
    """Tell whether a page may take the user agent elsewhere, with a browser to run it."""
    return bool(reply.header("refresh") or parsed(reply.text).select_one(ACTING))


def _shows(soup: BeautifulSoup, page: Page) -> bool:
    return all(soup.select_one(each) for each in (page.when, page.wait) if each)


def _request_of(page: Page, interaction: Interaction, shown: Exchange) -> Request:
    """Return the request that dealing with a page would send."""
    if page is CHALLENGE:
        return again(shown.request)
    return _submission(parsed(shown.answer.text), page, interaction, shown.request.url)


def _submission(soup: BeautifulSoup, page: Page, interaction: Interaction, url: str) -> Request:
    """Return the request that pressing the page's button would send."""
    press = interaction.button(page)
    button = _element(soup, press, page, url)
    if button.name == "a":
        return Request("GET", urljoin(url, str(button.get("href", ""))))
    form = _form_of(button, soup)
    if form is None:
        raise element_missing(page, f"form around {press}", url)
    values = _values(form, button, soup)
    for selector, text in page.fill.items():
        name = str(_element(soup, selector, page, url).get("name"))
        values[name] = interaction.entry(text)
    for selector in page.check:
        box = _element(soup, selector, page, url)
        values[str(box.get("name"))] = str(box.get("value", _unsaid(box)))
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
    """Return what a form sends (HTML, 4.10.22.4), less what the interaction fills in."""
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
