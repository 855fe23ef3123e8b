"""The listener that the provider can call: what it answers, what it records, how it ends."""

import datetime
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from coatcheck.net import listener as module
from coatcheck.net.listener import Listener
from coatcheck.net.wire import MAX_BODY, Reply, Request, Wire
from tests.authority import Authority

HTTP = httpx.Client(verify=False)
"""Calls a listener, without the certificates of authorities, which take long to read."""

JSON = Reply(200, (("Content-Type", "application/json"),), b'{"keys": []}')


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A listener on loopback."""
    made = Listener()
    yield made
    made.close()


def raw(listener: Listener, sent: bytes) -> bytes:
    """Send bytes, and return everything that comes until the connection ends."""
    parts = urlsplit(listener.public)
    with socket.create_connection((parts.hostname or "", parts.port or 0)) as connection:
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(4096), b""))


def test_a_document_is_served_as_it_was_put_there_and_may_change(listener: Listener) -> None:
    listener.put("/jwks", JSON)
    first = HTTP.get(listener.url("/jwks"))
    assert (first.status_code, first.json()) == (200, {"keys": []})
    assert first.headers["content-type"] == "application/json"
    listener.put("/jwks", Reply(503, (("Retry-After", "1"),), b""))
    second = HTTP.get(listener.url("/jwks"))
    assert (second.status_code, second.headers["retry-after"]) == (503, "1")
    assert HTTP.get(listener.url("/elsewhere")).status_code == 404


@pytest.mark.parametrize("status", [204, 304])
def test_an_answer_that_has_no_body_is_sent_without_one(listener: Listener, status: int) -> None:
    listener.put("/notified", Reply(status, (), b"not sent"))
    answer = HTTP.post(listener.url("/notified"), content="x")
    assert (answer.status_code, answer.content) == (status, b"")


def test_a_head_request_is_answered_without_the_body(listener: Listener) -> None:
    listener.put("/jwks", JSON)
    answer = raw(listener, b"HEAD /jwks HTTP/1.1\r\nHost: x\r\n\r\n")
    assert b"Content-Length: 12\r\n" in answer
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS", "ANYTHING"])
def test_a_request_of_any_method_is_recorded_as_the_suites_own(
    listener: Listener, method: str
) -> None:
    before = datetime.datetime.now(datetime.UTC)
    HTTP.request(method, listener.url("/cb?a=1&a=2"), headers={"X-Name": "value"}, content="té")
    [received] = listener.received
    request = received.request
    assert (request.method, request.url) == (method, f"{listener.public}/cb?a=1&a=2")
    assert ("x-name", "value") in {(name.lower(), value) for name, value in request.headers}
    assert (request.body, received.path) == ("té", "/cb")
    assert before <= received.arrived <= datetime.datetime.now(datetime.UTC)


def test_a_request_without_a_body_has_none(listener: Listener) -> None:
    HTTP.get(listener.url("/"))
    assert [each.request.body for each in listener.received] == [None]


def test_a_body_may_come_in_chunks(listener: Listener) -> None:
    HTTP.post(listener.url("/cb"), content=iter([b"auth_req_id=", b"1"]))
    assert [each.request.body for each in listener.received] == ["auth_req_id=1"]


def test_requests_are_awaited_one_by_one_and_at_their_path(listener: Listener) -> None:
    HTTP.get(listener.url("/other"))
    for number in "12":
        HTTP.post(listener.url("/cb"), content=number)
    awaited = [listener.await_request("/cb", 0) for _ in range(3)]
    assert [each and each.request.body for each in awaited] == ["1", "2", None]
    assert listener.await_request("/other", 0) is not None
    assert len(listener.received) == 3


def rest(connection: socket.socket) -> bytes:
    """Return what still comes of a connection, which may be reset."""
    try:
        return connection.recv(100)
    except ConnectionResetError:
        return b""


def later(act: Callable[[], object]) -> threading.Thread:
    """Do something in another thread, once this one waits."""
    thread = threading.Timer(0.2, act)
    thread.start()
    return thread


def test_waiting_ends_with_the_request_and_not_with_the_time(listener: Listener) -> None:
    began = time.monotonic()
    calling = later(lambda: HTTP.post(listener.url("/cb"), content="late"))
    received = listener.await_request("/cb", within=30)
    assert received is not None
    assert received.request.body == "late"
    assert time.monotonic() - began < 10
    calling.join()


def test_nothing_comes_of_waiting_where_no_request_comes(listener: Listener) -> None:
    began = time.monotonic()
    assert listener.await_request("/cb", within=0.2) is None
    assert time.monotonic() - began >= 0.2


def test_closing_ends_the_wait() -> None:
    listener = Listener()
    closing = later(listener.close)
    assert listener.await_request("/cb", within=30) is None
    closing.join()


def test_requests_from_many_threads_are_all_kept(listener: Listener) -> None:
    def call(name: int) -> None:
        HTTP.post(listener.url("/cb"), content=str(name))

    threads = [threading.Thread(target=call, args=(name,)) for name in range(20)]
    for thread in threads:
        thread.start()
    awaited = [listener.await_request("/cb", 10) for _ in threads]
    for thread in threads:
        thread.join()
    assert {each and each.request.body for each in awaited} == {str(n) for n in range(20)}


TOO_LARGE = f"Content-Length: {MAX_BODY + 1}\r\n\r\n".encode()
UNACCEPTABLE = {
    "too large": (b"413", TOO_LARGE),
    "a chunk too large": (b"413", b"Transfer-Encoding: chunked\r\n\r\nfffffff\r\n"),
    "no length": (b"400", b"Content-Length: much\r\n\r\n"),
    "a negative length": (b"400", b"Content-Length: -1\r\n\r\n"),
    "no chunk": (b"400", b"Transfer-Encoding: chunked\r\n\r\nnothing\r\n"),
    "a line without an end": (b"400", b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 9000),
    "another encoding": (b"400", b"Transfer-Encoding: gzip\r\n\r\n"),
}


@pytest.mark.parametrize(("status", "rest"), UNACCEPTABLE.values(), ids=UNACCEPTABLE)
def test_a_body_that_is_not_taken_is_refused_and_told(
    listener: Listener, status: bytes, rest: bytes
) -> None:
    answer = raw(listener, b"POST /cb HTTP/1.1\r\nHost: x\r\n" + rest)
    assert answer.split()[1] == status
    assert listener.received == ()
    assert len(listener.failures) == 1


def test_a_caller_that_falls_silent_is_hung_up_on(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module._Handler, "timeout", 0.2)
    assert raw(listener, b"POST /cb HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf") == b""
    assert listener.received == ()


def test_closing_is_for_good_and_cuts_off_what_is_coming_in() -> None:
    listener = Listener()
    parts = urlsplit(listener.public)
    address = (parts.hostname or "", parts.port or 0)
    HTTP.get(listener.url("/"))
    with socket.create_connection(address) as half:
        half.sendall(b"POST /cb HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf")
        listener.close()
        assert rest(half) == b""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address)
    assert [each.path for each in listener.received] == ["/"]


def test_its_public_address_may_be_another_one() -> None:
    listener = Listener(public="https://suite.example/")
    port = listener.port
    try:
        assert listener.url("/cb") == "https://suite.example/cb"
        HTTP.get(f"http://127.0.0.1:{port}/cb?x=1")
        [received] = listener.received
        assert received.request.url == "https://suite.example/cb?x=1"
    finally:
        listener.close()


def test_it_listens_on_ipv6() -> None:
    listener = Listener("::1")
    try:
        assert listener.public == f"http://[::1]:{listener.port}"
        assert HTTP.get(listener.url("/")).status_code == 404
    finally:
        listener.close()


def test_it_speaks_tls_where_it_is_told_how(tmp_path: Path) -> None:
    authority = Authority.made(tmp_path)
    listener = Listener(tls=authority.server_tls())
    try:
        listener.put("/jwks", JSON)
        with socket.create_connection(("127.0.0.1", listener.port)):  # one that never speaks
            trusting = ssl.create_default_context(cafile=authority.ca_file)
            assert httpx.get(listener.url("/jwks"), verify=trusting).json() == {"keys": []}
        with pytest.raises(httpx.ConnectError):
            httpx.get(listener.url("/jwks"))
        assert listener.url("/").startswith("https://127.0.0.1:")
    finally:
        listener.close()
    assert any("alert unknown ca" in each.lower() for each in listener.failures)


def test_it_is_reached_by_the_wire(listener: Listener) -> None:
    listener.put("/jwks", JSON)
    wire = Wire(2.0)
    assert wire.send("JWK Set", Request("GET", listener.url("/jwks"))).answer.json == {"keys": []}
    wire.close()
