"""How the suite behaves towards a provider that others use as well."""

import email.utils
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from coatcheck.net.pace import Pace, retry_after
from coatcheck.net.wire import Exchange, Request, Wire


class Busy(BaseHTTPRequestHandler):
    """Has no time for the first request, and says for how long."""

    seen = 0
    retry: str | None = "1"

    def do_GET(self) -> None:
        Busy.seen += 1
        self.send_response(429 if Busy.seen == 1 else 200)
        if Busy.seen == 1 and Busy.retry is not None:
            self.send_header("Retry-After", Busy.retry)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def busy() -> Iterator[str]:
    Busy.seen, Busy.retry = 0, "1"
    server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def asked(url: str, pace: Pace) -> list[int]:
    """Return the statuses of every exchange that one request took."""
    seen: list[Exchange] = []
    wire = Wire(5.0, seen.append, pace)
    last = wire.send("test", Request("GET", url))
    wire.close()
    assert seen[-1] is last
    return [exchange.answer.status for exchange in seen]


def test_waits_as_long_as_it_is_asked_and_sends_the_request_once_more(busy: str) -> None:
    pace = Pace()
    assert asked(busy, pace) == [429, 200]
    assert pace.waited == 1.0


def test_does_not_wait_beyond_its_patience(busy: str) -> None:
    assert asked(busy, Pace(patience=0.5)) == [429]


def test_repeats_nothing_where_it_is_not_told_how_long_to_wait(busy: str) -> None:
    Busy.retry = None
    assert asked(busy, Pace()) == [429]


def test_requests_keep_their_distance() -> None:
    pace = Pace(requests_per_second=50)
    began = time.monotonic()
    for _ in range(6):
        pace.wait_for_turn()
    assert time.monotonic() - began >= 5 / 50


@pytest.mark.parametrize(
    ("value", "seconds"), [("7", 7.0), ("0", 1.0), (None, None), ("soon", None), ("-3", None)]
)
def test_retry_after_in_seconds(value: str | None, seconds: float | None) -> None:
    assert retry_after(value) == seconds


def test_retry_after_as_a_date() -> None:
    when, before = int(time.time()) + 30, time.time()
    waits = retry_after(email.utils.formatdate(when, usegmt=True))
    assert waits is not None
    assert when - time.time() <= waits <= when - before
