"""A hostile provider: sound, but for one endpoint that answers as no provider should."""

import gzip
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from threading import Event, Thread

import httpx

from tests.reference import provider

Answer = Callable[[BaseHTTPRequestHandler, Event], None]


def _start(handler: BaseHTTPRequestHandler, status: int, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()


def not_json(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """Markup where JSON belongs."""
    _start(handler, 200, Content_Type="application/json")
    handler.wfile.write(b"<script>alert(1)</script>")


def other_encoding(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """JSON in UTF-16."""
    _start(handler, 200, Content_Type="application/json")
    handler.wfile.write('{"sub": "alice"}'.encode("utf-16"))


def no_number(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """JSON with a number that is none."""
    _start(handler, 200, Content_Type="application/json")
    handler.wfile.write(b'{"sub": "alice", "updated_at": NaN}')


def deep_json(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """JSON nested deeper than a parser's stack."""
    _start(handler, 200, Content_Type="application/json")
    handler.wfile.write(b"[" * 200_000)


def wrong_bytes(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """Bytes that are no text, under headers that are hardly any."""
    _start(handler, 200, Content_Type="\u00ff/json", X_Odd="\u0001\u007f")
    handler.wfile.write(bytes(range(256)))


def fifty_megabytes(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """An answer of 50 MB."""
    _start(handler, 200, Content_Type="application/json")
    for _ in range(50):
        handler.wfile.write(b" " * 1_000_000)


def bomb(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """An answer of 100 MB, compressed to next to nothing."""
    _start(handler, 200, Content_Type="application/json", Content_Encoding="gzip")
    handler.wfile.write(_hundred_megabytes())


@cache
def _hundred_megabytes() -> bytes:
    return gzip.compress(b" " * 100_000_000)


def never_ending(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """A byte now and then, for ever."""
    _start(handler, 200, Content_Type="application/json")
    while not over.wait(0.1):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def endless_headers(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """A header now and then, for ever."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    began = time.monotonic()
    while not over.wait(0.1):
        handler.wfile.write(f"X-{time.monotonic() - began}: 1\r\n".encode())
        handler.wfile.flush()


def redirects_for_ever(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """A redirect to itself."""
    _start(handler, 302, Location=handler.path)


def silence(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """Nothing at all, until the caller goes away."""
    over.wait(30)


ANSWERS: tuple[Answer, ...] = (
    not_json,
    other_encoding,
    no_number,
    deep_json,
    wrong_bytes,
    fifty_megabytes,
    bomb,
    never_ending,
    endless_headers,
    redirects_for_ever,
    silence,
)


IN_TURNS = "in_turns"
"""The endpoint that gives one answer after the other."""


@dataclass(frozen=True)
class Hostile:
    """A provider with hostile endpoints: one for each answer, and one that gives them in turns."""

    issuer: str
    address: str
    given: list[str]
    """The answers that were given, by their names."""

    def metadata_url(self, endpoint: str) -> str:
        """Where the metadata is that names a hostile endpoint."""
        return f"{self.url(endpoint)}/metadata"

    def url(self, endpoint: str) -> str:
        """Where a hostile endpoint is."""
        return f"{self.address}/{endpoint}"


@contextmanager
def hostile(member: str, answers: Sequence[Answer] = ANSWERS) -> Iterator[Hostile]:
    """Yield a provider that is sound but for the endpoint that a member of its metadata names."""
    with provider() as issuer:
        metadata = httpx.get(f"{issuer}/.well-known/openid-configuration").json()
        with _serving(issuer, metadata, member, answers) as found:
            yield found


@contextmanager
def _serving(
    issuer: str, metadata: dict[str, object], member: str, answers: Sequence[Answer]
) -> Iterator[Hostile]:
    over, given = Event(), list[str]()
    handler = _handler(metadata, member, _Turns(answers, given), over)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever).start()
        try:
            yield Hostile(issuer, f"http://127.0.0.1:{server.server_port}", given)
        finally:
            over.set()
            server.shutdown()


class _Turns:
    """Picks the answer that an address names, or the next one, and notes which were given."""

    def __init__(self, answers: Sequence[Answer], given: list[str]) -> None:
        self._alone = {answer.__name__: answer for answer in answers}
        self._turns, self._given = cycle(answers), given

    def pick(self, name: str) -> Answer:
        answer = next(self._turns) if name == IN_TURNS else self._alone[name]
        self._given.append(answer.__name__)
        return answer


def _handler(
    metadata: dict[str, object], member: str, turns: _Turns, over: Event
) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name, _, document = self.path.removeprefix("/").partition("/")
            if not document:
                _answer(turns.pick(name), self, over)
                return
            assert isinstance(self.server, ThreadingHTTPServer)
            address = f"http://127.0.0.1:{self.server.server_port}"
            _start(self, 200, Content_Type="application/json")
            self.wfile.write(json.dumps({**metadata, member: f"{address}/{name}"}).encode())

        do_POST = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


def _answer(answer: Answer, handler: BaseHTTPRequestHandler, over: Event) -> None:
    try:
        answer(handler, over)
    except (BrokenPipeError, ConnectionResetError):
        handler.close_connection = True
