"""A hostile provider: sound, but for one endpoint that answers as no provider should."""

import gzip
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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
    handler.wfile.write(gzip.compress(b" " * 100_000_000))


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


@contextmanager
def hostile(answer: Answer, endpoint: str) -> Iterator[tuple[str, str]]:
    """Yield the issuer and the metadata URL of a provider with one hostile endpoint."""
    with provider() as issuer:
        url = f"{issuer}/.well-known/openid-configuration"
        metadata = httpx.get(url).json()
        with _serving(answer, metadata, endpoint) as address:
            yield issuer, f"{address}/metadata"


@contextmanager
def _serving(answer: Answer, metadata: dict[str, object], endpoint: str) -> Iterator[str]:
    over = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/metadata":
                _answer(answer, self, over)
                return
            _start(self, 200, Content_Type="application/json")
            self.wfile.write(json.dumps(metadata).encode())

        do_POST = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        metadata[endpoint] = f"{address}/hostile"
        Thread(target=server.serve_forever).start()
        try:
            yield address
        finally:
            over.set()
            server.shutdown()


def _answer(answer: Answer, handler: BaseHTTPRequestHandler, over: Event) -> None:
    try:
        answer(handler, over)
    except (BrokenPipeError, ConnectionResetError):
        handler.close_connection = True
