"""A driver that fills in HTML forms without a browser, for pages that need no script."""

from urllib.parse import urlencode, urljoin

from bs4 import BeautifulSoup, Tag

from coatcheck.protocol.wire import Exchange, Request, Wire
from coatcheck.target import Page
from coatcheck.user_agent.agent import Arrival, Errand, follow
from coatcheck.user_agent.cookies import CookieJar

MAX_PAGES = 8
"""How many pages a login and a consent may take."""


class FormDriver:
    """Deals with pages by reading their forms and sending them."""

    def drive(self, exchange: Exchange, errand: Errand, jar: CookieJar, wire: Wire) -> Arrival:
        """Fill in and send form after form (HTML, 4.10.22) until no known page is left."""
        arrival = Arrival("", (exchange,))
        pages: list[str] = []
        for _ in range(MAX_PAGES):
            soup = BeautifulSoup(arrival.last.answer.text, "html.parser")
            page = next((page for page in errand.pages if soup.select_one(page.when)), None)
            if page is None:
                break
            pages.append(page.page)
            request = _submission(soup, page, errand, arrival.last.request.url)
            step = follow(request, errand.stops, jar, wire, f"{page.page} form")
            arrival = Arrival(step.location, arrival.exchanges + step.exchanges)
            if step.location:
                break
        return Arrival(arrival.location, arrival.exchanges[1:] or arrival.exchanges, tuple(pages))


def _submission(soup: BeautifulSoup, page: Page, errand: Errand, url: str) -> Request:
    """Return the request that pressing the page's button would send."""
    press = page.refuse if errand.refusing and page.refuse else page.press
    button = soup.select_one(press)
    if button is not None and button.name == "a":
        return Request("GET", urljoin(url, str(button.get("href", ""))))
    form = _form(soup, button, page)
    values = _values(form, button)
    for selector, text in page.fill.items():
        field = form.select_one(selector)
        if field is not None:
            values[str(field.get("name"))] = _entered(text, errand)
    action = urljoin(url, str(form.get("action") or url))
    headers = (("Content-Type", "application/x-www-form-urlencoded"),)
    return Request(str(form.get("method", "GET")).upper(), action, headers, urlencode(values))


def _form(soup: BeautifulSoup, button: Tag | None, page: Page) -> Tag:
    anchor = button or soup.select_one(page.when)
    form = anchor.find_parent("form") if anchor else None
    return form or soup.select_one("form") or Tag(name="form")


_NOT_TEXT = ("submit", "button", "checkbox", "radio")


def _values(form: Tag, button: Tag | None) -> dict[str, str]:
    """Return what a form would send (HTML, 4.10.22.4), less what the errand fills in."""
    sent = [
        field
        for field in form.select("input[name]")
        if field.get("type") not in _NOT_TEXT or field.has_attr("checked")
    ]
    values = {str(field["name"]): str(field.get("value", "")) for field in sent}
    if button is not None and button.get("name"):
        values[str(button["name"])] = str(button.get("value", ""))
    return values


def _entered(text: str, errand: Errand) -> str:
    return text.format(username=errand.user.username, password=errand.user.password)
