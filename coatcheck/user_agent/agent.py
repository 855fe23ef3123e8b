"""The user agent of one end-user: it follows redirects, and has pages dealt with by a driver."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from coatcheck.base.verdict import NotApplicable
from coatcheck.net.address import origin, without_query
from coatcheck.net.wire import Exchange, Reply, Request, Wire
from coatcheck.protocol.parties import User
from coatcheck.target.target import Page
from coatcheck.user_agent.basic import Keyring, challenged
from coatcheck.user_agent.cookies import CookieJar
from coatcheck.user_agent.kept import KeptSession
from coatcheck.user_agent.tabs import Tabs

MAX_HOPS = 20
"""How many redirects a user agent follows before it gives up (RFC 9110, 15.4)."""

PAGES = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
"""What browsers accept where they go to another page (Fetch, 4.1)."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})


LOGS_IN_BY_HAND = "{} logs in by hand (target file)"
"""How the reason begins for what no session does that a person has begun."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a user agent came to: at the client, or at a page of the provider."""

    location: str
    exchanges: tuple[Exchange, ...]
    pages: tuple[str, ...] = ()
    posted: str | None = None
    """The body of the form that was posted to the client, if one was (Form Post, 2)."""

    @property
    def last(self) -> Exchange:
        """The exchange that ended the way."""
        return self.exchanges[-1]


@dataclass(frozen=True, slots=True)
class Navigation:
    """What sends a user agent to the provider, and where it stops: at the client."""

    label: str
    stops: frozenset[str]
    refusing: bool = False
    user_code: str = ""
    returns: bool = True
    """Whether the way leads back to the client, or ends at a page of the provider."""


@dataclass(frozen=True, slots=True)
class Interaction:
    """What a driver is to do at the provider's pages, on behalf of whom, and on which way."""

    user: User
    pages: tuple[Page, ...]
    navigation: Navigation
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
        refused = page.refuse if self.navigation.refusing else None
        return refused or page.press or ""


class _Entries(dict[str, str]):
    """What can be entered; a one-time code is made only where it is needed."""

    def __init__(self, interaction: Interaction) -> None:
        user = interaction.user
        super().__init__(
            username=user.username,
            password=user.password,
            user_code=interaction.navigation.user_code,
        )
        self._code = interaction.code

    def __missing__(self, name: str) -> str:
        if name != "totp":
            raise KeyError(name)
        return self._code()


class Driver(Protocol):
    """Deals with the provider's pages on the end-user's behalf."""

    def drive(
        self, exchange: Exchange, interaction: Interaction, jar: CookieJar, wire: Wire
    ) -> Destination:
        """Go on from a page until the user agent is back at the client or stuck at a page."""
        ...

    def tabs(
        self, url: str, interaction: Interaction, jar: CookieJar, wire: Wire
    ) -> AbstractContextManager[Tabs]:
        """Return tabs, of which the first one shows an address.

        Raises NotApplicable where there is no browser, and NotTestable where no page comes.
        """
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
            raise NotApplicable(
                f"{LOGS_IN_BY_HAND.format(user.username)}, and this scenario needs a user agent "
                "without a session"
            )
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

    def visit(self, request: Request, navigation: Navigation) -> Destination:
        """Send a request, follow where it leads, and deal with the pages on the way."""
        destination = follow(request, navigation.stops, self._jar, self._wire, navigation.label)
        asked = challenged(destination.last, self.user)
        if destination.location or not (asked or may_lead_on(destination.last.answer, navigation)):
            return destination
        if asked:
            self._jar.unlock(destination.last.request.url)
        interaction = Interaction(self.user, self._pages, navigation, self._code, self._origins)
        driven = self._driver.drive(destination.last, interaction, self._jar, self._wire)
        self._logins += "login" in driven.pages
        exchanges = destination.exchanges + driven.exchanges
        return replace(driven, exchanges=exchanges)

    @contextmanager
    def tabs(self, url: str) -> Iterator[Tabs]:
        """Yield tabs with this user agent's session, of which the first one shows an address.

        The cookies that they get are kept; what they add to local storage ends with them. Raises
        NotApplicable where there is no browser, and NotTestable where no page comes.
        """
        navigation = Navigation("tab", frozenset())
        interaction = Interaction(self.user, self._pages, navigation, self._code, self._origins)
        with self._driver.tabs(url, interaction, self._jar, self._wire) as tabs:
            yield tabs


def _without_login(pages: Iterable[Page]) -> Iterator[Page]:
    """Yield pages of which those to log in at are known, and nothing is done there."""
    for page in pages:
        yield Page(page.page, page.when) if page.page == "login" else page


def may_lead_on(reply: Reply, navigation: Navigation) -> bool:
    """Tell whether a page may be dealt with, or may by itself take the user agent to the client."""
    if reply.media_type not in ("text/html", "application/xhtml+xml"):
        return False
    text = reply.text.lower()
    by_itself = reply.header("refresh") or any(stop.lower() in text for stop in navigation.stops)
    return reply.status == 200 or bool(by_itself)


def follow(
    request: Request, stops: frozenset[str], jar: CookieJar, wire: Wire, label: str
) -> Destination:
    """Send a request and follow redirects up to a page or one of `stops`."""
    exchanges: list[Exchange] = []
    for _ in range(MAX_HOPS):
        exchange = wire.send(label, jar.attach(_of_a_browser(request)))
        exchanges.append(exchange)
        jar.keep(request, exchange.answer)
        location = exchange.answer.header("location")
        if exchange.answer.status not in REDIRECTS or location is None:
            return Destination("", tuple(exchanges))
        url = _joined(request.url, location)
        if url is None:
            return Destination("", tuple(exchanges))
        if arrives(url, stops):
            return Destination(url, tuple(exchanges))
        request = _next(request, url, exchange.answer.status)
        label = "redirect"
    exchanges.append(_given_up(exchanges[-1], wire))
    return Destination("", tuple(exchanges))


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
    error = f"more than {MAX_HOPS} redirects"
    return wire.note("redirect", exchange.request, None, error, exchange.started, 0.0)
