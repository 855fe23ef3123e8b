"""HTTP as it was spoken: requests sent one at a time, answers kept as they came."""

import datetime
import json
import ssl
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import httpx

from coatcheck.net.pace import TOO_MANY, Pace
from coatcheck.net.route import Certificate, Route

MAX_BODY = 1_000_000
"""How much of an answer is read, in bytes; no message of these protocols comes near."""

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request, before it is sent."""

    method: str
    url: str
    headers: Headers = ()
    body: str | None = None


def _not_a_number(constant: str) -> float:
    raise ValueError(f"{constant} is not a JSON number")


def with_query(url: str, encoded: str) -> str:
    """Return an address with parameters after those that it has already."""
    if not encoded:
        return url
    return f"{url}{'&' if '?' in url else '?'}{encoded}"


@dataclass(frozen=True)
class Reply:
    """An HTTP response, as much of it as was read."""

    status: int
    headers: Headers
    body: bytes
    truncated: bool = False

    def header(self, name: str) -> str | None:
        """Return a header's value, several ones joined as RFC 9110, 5.3 allows."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(values) if values else None

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in lower case."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", errors="replace")

    @cached_property
    def json(self) -> Any:
        """The body as JSON, or None where it is none: UTF-8, and no NaN (RFC 8259, 6 and 8.1)."""
        try:
            return json.loads(self.body.decode("utf-8"), parse_constant=_not_a_number)
        except (ValueError, RecursionError):
            return None

    @property
    def members(self) -> dict[str, Any]:
        """The members of the JSON object in the body; empty where there is none."""
        value = self.json
        return value if isinstance(value, dict) else {}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its outcome: a reply, or the reason why there is none."""

    id: int
    label: str
    request: Request
    reply: Reply | None
    error: str | None
    started: datetime.datetime
    seconds: float

    @property
    def answer(self) -> Reply:
        """The reply; an empty one of status 0 where none came."""
        return self.reply or Reply(0, (), b"")

    @property
    def summary(self) -> str:
        """What came, in a few words."""
        if self.reply is None:
            return self.error or "no response"
        return f"HTTP {self.reply.status} {self.reply.media_type}".rstrip()


@dataclass
class Wire:
    """Sends requests and keeps every exchange; it never raises on what comes back."""

    timeout: float
    on_exchange: Callable[[Exchange], None] = lambda exchange: None
    pace: Pace = field(default_factory=Pace)
    route: Route = field(default_factory=Route)
    seconds: float = 0.0
    _count: int = field(default=0, init=False)
    _pools: dict[Certificate | None, httpx.Client] = field(init=False)
    """The connections for each certificate of a client; those for None show the route's own."""

    def __post_init__(self) -> None:
        self._connect()

    def _connect(self) -> None:
        self._thread = ThreadPoolExecutor(1, "wire")
        self._pools = {None: self._pool_for(self.route)}

    def _pool_for(self, route: Route) -> httpx.Client:
        limits = httpx.Timeout(self.timeout, connect=min(self.timeout, route.connect_timeout))
        return httpx.Client(
            timeout=limits,
            follow_redirects=False,
            headers={"Accept-Encoding": "identity"},
            verify=route.tls(),
            proxy=route.proxy,
        )

    def _pool(self, certificate: Certificate | None) -> httpx.Client:
        if certificate not in self._pools:
            route = replace(self.route, certificate=certificate)
            self._pools[certificate] = self._pool_for(route)
        return self._pools[certificate]

    def send(
        self, label: str, request: Request, certificate: Certificate | None = None
    ) -> Exchange:
        """Send a request and return the exchange, whatever the outcome.

        A certificate is shown in TLS in place of the route's own; raises OSError where its files
        cannot be used. A refusal for want of capacity is waited for as it asks, and the request
        sent once more.
        """
        waited = 0.0
        while True:
            self.pace.wait_for_turn()
            exchange = self._send(label, request, certificate)
            retry = exchange.answer.header("retry-after")
            more = exchange.answer.status == TOO_MANY and self.pace.wait_as_asked(retry, waited)
            if not more:
                return exchange
            waited += more

    def _send(self, label: str, request: Request, certificate: Certificate | None) -> Exchange:
        pool = self._pool(certificate)
        started, clock = datetime.datetime.now(datetime.UTC), time.monotonic()
        reply, error = self._attempt(request, pool)
        return self.note(label, request, reply, error, started, time.monotonic() - clock)

    def note(
        self,
        label: str,
        request: Request,
        reply: Reply | None,
        error: str | None,
        started: datetime.datetime,
        seconds: float,
    ) -> Exchange:
        """Keep an exchange that took place, here or in a browser."""
        self._count += 1
        exchange = Exchange(self._count, label, request, reply, error, started, seconds)
        self.seconds += seconds
        self.on_exchange(exchange)
        return exchange

    def close(self) -> None:
        """Close the connections; an answer that is still dripping in is cut off."""
        for pool in self._pools.values():
            pool.close()
        self._thread.shutdown(wait=False)

    def _attempt(self, request: Request, pool: httpx.Client) -> tuple[Reply | None, str | None]:
        """Read in a thread, so that the timeout bounds the whole answer and not each byte of it."""
        reading = self._thread.submit(_read, request, pool)
        try:
            return reading.result(self.timeout), None
        except (TimeoutError, httpx.TimeoutException):
            self.close()
            self._connect()
            return None, f"no complete response within {self.timeout:g} s"
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, UnicodeError, zlib.error) as error:
            return None, f"{type(error).__name__}: {error}"


def _read(request: Request, pool: httpx.Client) -> Reply:
    content = request.body.encode() if request.body is not None else None
    pool.cookies.clear()
    with pool.stream(
        request.method, request.url, headers=list(request.headers), content=content
    ) as response:
        body, truncated = _bounded(response)
    items = tuple(response.headers.multi_items())
    return Reply(response.status_code, items, body, truncated)


def _bounded(response: httpx.Response) -> tuple[bytes, bool]:
    """Read a body, but no more than MAX_BODY of it, compressed or not."""
    inflate = None
    if response.headers.get("content-encoding", "identity").lower() in ("gzip", "deflate"):
        inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
    body = bytearray()
    for chunk in response.iter_raw():
        body += inflate.decompress(chunk, MAX_BODY + 1) if inflate else chunk
        if len(body) > MAX_BODY:
            return bytes(body[:MAX_BODY]), True
    return bytes(body), False
