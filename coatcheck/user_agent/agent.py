"""The user agent of one end-user: it follows redirects, and has pages dealt with by a driver."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from coatcheck.protocol.address import origin, without_query
from coatcheck.protocol.wire import Exchange, Reply, Request, Wire
from coatcheck.target.target import Page, User
from coatcheck.user_agent.basic import Keyring, challenged
from coatcheck.user_agent.cookies import CookieJar
from coatcheck.user_agent.kept import KeptSession
from coatcheck.verdict import NotApplicable

MAX_HOPS = 20
"""How many redirects a user agent follows before it gives up (RFC 9110, 15.4)."""

PAGES = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
"""What browsers accept where they go to another page (Fetch, 4.1)."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})


LOGS_IN_BY_HAND = "target file: {} logs in by hand"
"""How the reason begins for what no session does that a person has begun."""


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
    """What sends a user agent to the provider, and where it stops: at the client."""

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
    code: Callable[[], str] = str
    """Makes a one-time code, each time another one."""
    origins: tuple[dict[str, Any], ...] = ()
    """What a browser has in its local storage to begin with, in Playwright's form."""

    def entry(self, text: str) -> str:
        """Return what a recipe has entered on behalf of the end-user."""
        return text.format_map(_Entries(self))

    def ends_at(self, page: Page, dealt: Iterable[Page]) -> bool:
        """Tell whether the way ends at a page: there is nothing to press, or it was in vain."""
        return not self.button(page) or (page.asks_secret and page in dealt)

    def button(self, page: Page) -> str:
        """Return what is pressed on a page; nothing where the way ends."""
        refused = page.refuse if self.way.refusing else None
        return refused or page.press or ""


class _Entries(dict[str, str]):
    """What can be entered; a one-time code is made only where it is needed."""

    def __init__(self, errand: Errand) -> None:
        user = errand.user
        super().__init__(
            username=user.username, password=user.password, user_code=errand.way.user_code
        )
        self._code = errand.code

    def __missing__(self, name: str) -> str:
        if name != "totp":
            raise KeyError(name)
        return self._code()


class Driver(Protocol):
    """Deals with the provider's pages on the end-user's behalf."""

    def drive(self, exchange: Exchange, errand: Errand, jar: CookieJar, wire: Wire) -> Arrival:
        """Go on from a page until the user agent is back at the client or stuck at a page."""
        ...


def stops(uris: Iterable[str], provider: Iterable[str]) -> frozenset[str]:
    """Return where a user agent is at the client: anywhere at the origin of one of its URIs.

    Where the provider has an address at that origin as well, it is at the path of the URI alone.
    """
    shared = frozenset(map(origin, provider))
    return frozenset(
        without_query(uri) if origin(uri) in shared else origin(uri) for uri in uris if uri
    )


def arrives(url: str, stops: frozenset[str]) -> bool:
    """Tell whether an address is the client's."""
    return origin(url) in stops or without_query(url) in stops


class UserAgent:
    """A user agent with a session of its own, or with one that a person has begun.

    Raises NotApplicable where it is to have none, and only a person can begin one.
    """

    def __init__(
        self,
        wire: Wire,
        driver: Driver,
        pages: Iterable[Page],
        user: User,
        code: Callable[[], str] = str,
        session: KeptSession | None = None,
    ) -> None:
        if user.by_hand and session is None:
            raise NotApplicable(f"{LOGS_IN_BY_HAND.format(user.username)}: no fresh login")
        self.user = user
        self._wire = wire
        self._driver = driver
        self._pages = tuple(_without_login(pages) if user.by_hand else pages)
        self._code = code
        self._jar = Keyring(user)
        self._origins = session.origins if session else ()
        self._jar.from_browser(session.cookies if session else ())
        self._name = secrets.token_urlsafe(8)
        self._logins = 0

    @property
    def login(self) -> str:
        """A name for the end-user's latest login in this user agent."""
        return f"{self._name}/{self._logins}"

    def visit(self, request: Request, way: Way) -> Arrival:
        """Send a request, follow where it leads, and deal with the pages on the way."""
        arrival = follow(request, way.stops, self._jar, self._wire, way.label)
        asked = challenged(arrival.last, self.user)
        if arrival.location or not (asked or may_lead_on(arrival.last.answer, way)):
            return arrival
        if asked:
            self._jar.unlock(arrival.last.request.url)
        errand = Errand(self.user, self._pages, way, self._code, self._origins)
        driven = self._driver.drive(arrival.last, errand, self._jar, self._wire)
        self._logins += "login" in driven.pages
        return Arrival(driven.location, arrival.exchanges + driven.exchanges, driven.pages)


def _without_login(pages: Iterable[Page]) -> Iterator[Page]:
    """Yield pages of which those to log in at are known, and nothing is done there."""
    for page in pages:
        yield Page(page.page, page.when) if page.page == "login" else page


def may_lead_on(reply: Reply, way: Way) -> bool:
    """Tell whether a page may be dealt with, or may by itself take the user agent to the client."""
    if reply.media_type not in ("text/html", "application/xhtml+xml"):
        return False
    text = reply.text.lower()
    by_itself = reply.header("refresh") or any(stop.lower() in text for stop in way.stops)
    return reply.status == 200 or bool(by_itself)


def follow(
    request: Request, stops: frozenset[str], jar: CookieJar, wire: Wire, label: str
) -> Arrival:
    """Send a request and follow redirects up to a page or one of `stops`."""
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
        if arrives(url, stops):
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
