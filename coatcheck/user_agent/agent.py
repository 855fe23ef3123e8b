"""The user agent of one end-user: it follows redirects, and has pages dealt with by a driver."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from coatcheck.protocol.wire import Exchange, Reply, Request, Wire
from coatcheck.target import Page, User
from coatcheck.user_agent.cookies import CookieJar

MAX_HOPS = 20
"""How many redirects a user agent follows before it gives up (RFC 9110, 15.4)."""

PAGES = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
"""What browsers accept where they go to another page (Fetch, 4.1)."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a user agent came to: at the client, or at a page of the provider."""

    location: str
    exchanges: tuple[Exchange, ...]
    pages: tuple[str, ...] = ()

    @property
    def last(self) -> Exchange:
        """The exchange that ended the way."""
        return self.exchanges[-1]


@dataclass(frozen=True, slots=True)
class Way:
    """What sends a user agent to the provider, and where it stops: at the client's origins."""

    label: str
    stops: frozenset[str]
    refusing: bool = False
    user_code: str = ""
    returns: bool = True
    """Whether the way leads back to the client, or ends at a page of the provider."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a driver is to do at the provider's pages, on behalf of whom, and on which way."""

    user: User
    pages: tuple[Page, ...]
    way: Way

    @property
    def entries(self) -> dict[str, str]:
        """What a recipe may enter on behalf of the end-user."""
        user = self.user
        return {
            "username": user.username,
            "password": user.password,
            "user_code": self.way.user_code,
        }

    def button(self, page: Page) -> str:
        """Return what is pressed on a page; nothing where the way ends."""
        refused = page.refuse if self.way.refusing else None
        return refused or page.press or ""


class Driver(Protocol):
    """Deals with the provider's pages on the end-user's behalf."""

    def drive(self, exchange: Exchange, errand: Errand, jar: CookieJar, wire: Wire) -> Arrival:
        """Go on from a page until the user agent is back at the client or stuck at a page."""
        ...


def origin(url: str) -> str:
    """Return the origin of an address (RFC 6454, 4)."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


class UserAgent:
    """A user agent with a session of its own."""

    def __init__(self, wire: Wire, driver: Driver, pages: Iterable[Page], user: User) -> None:
        self.user = user
        self._wire = wire
        self._driver = driver
        self._pages = tuple(pages)
        self._jar = CookieJar()
        self._name = secrets.token_urlsafe(8)
        self._logins = 0

    @property
    def login(self) -> str:
        """A name for the end-user's latest login in this user agent."""
        return f"{self._name}/{self._logins}"

    def visit(self, request: Request, way: Way) -> Arrival:
        """Send a request, follow where it leads, and deal with the pages on the way."""
        arrival = follow(request, way.stops, self._jar, self._wire, way.label)
        if arrival.location or not _may_lead_on(arrival.last.answer, way.stops):
            return arrival
        errand = Errand(self.user, self._pages, way)
        driven = self._driver.drive(arrival.last, errand, self._jar, self._wire)
        self._logins += "login" in driven.pages
        return Arrival(driven.location, arrival.exchanges + driven.exchanges, driven.pages)


def _may_lead_on(reply: Reply, stops: frozenset[str]) -> bool:
    """Tell whether a page may be dealt with, or may by itself take the user agent to the client."""
    if reply.media_type not in ("text/html", "application/xhtml+xml"):
        return False
    by_itself = reply.header("refresh") or any(stop in reply.text for stop in stops)
    return reply.status == 200 or bool(by_itself)


def follow(
    request: Request, stops: frozenset[str], jar: CookieJar, wire: Wire, label: str
) -> Arrival:
    """Send a request and follow redirects up to a page or an origin in `stops`."""
    exchanges: list[Exchange] = []
    for _ in range(MAX_HOPS):
        exchange = wire.send(label, jar.attach(_of_a_browser(request)))
        exchanges.append(exchange)
        jar.keep(request, exchange.answer)
        location = exchange.answer.header("location")
        if exchange.answer.status not in REDIRECTS or location is None:
            return Arrival("", tuple(exchanges))
        url = _joined(request.url, location)
        if url is None:
            return Arrival("", tuple(exchanges))
        if origin(url) in stops:
            return Arrival(url, tuple(exchanges))
        request = _next(request, url, exchange.answer.status)
        label = "redirect"
    exchanges.append(_given_up(exchanges[-1], wire))
    return Arrival("", tuple(exchanges))


def _of_a_browser(request: Request) -> Request:
    """Return a request that asks for a page, by which some providers know a user agent."""
    headers = (*request.headers, ("Accept", PAGES))
    return Request(request.method, request.url, headers, request.body)


def _joined(base: str, location: str) -> str | None:
    """Return where a redirect leads, or None where its Location is no address at all."""
    try:
        return urlsplit(urljoin(base, location)).geturl()
    except ValueError:
        return None


def _next(request: Request, url: str, status: int) -> Request:
    if status in (307, 308):
        return Request(request.method, url, request.headers, request.body)
    return Request("GET", url)


def _given_up(exchange: Exchange, wire: Wire) -> Exchange:
    error = f"no end of redirects after {MAX_HOPS}"
    return wire.note("redirect", exchange.request, None, error, exchange.started, 0.0)
