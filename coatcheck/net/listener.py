"""A listener: a small HTTP server that the provider can call."""

import contextlib
import datetime
import socket
import socketserver
import ssl
import sys
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from coatcheck.net.address import parsed
from coatcheck.net.wire import MAX_BODY, Reply, Request, with_query

NOT_FOUND = Reply(404, (), b"")
"""What is answered at a path where no document is."""

PATIENCE = 10.0
"""How long a caller may be silent before its connection is closed, in seconds."""

MAX_LINE = 8192
"""How long a line between the chunks of a body may be, in bytes (RFC 9112, 7.1)."""


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """A request that came: at which path, and when."""

    request: Request
    path: str
    arrived: datetime.datetime


class Listener:
    """Answers with the documents that it holds, and records every request.

    `public` is the origin at which others reach it, where that is not the address at which it
    listens. It may be used from several threads. Raises OSError where it cannot listen.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        public: str | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._documents: dict[str, Reply] = {}
        self._received: list[ReceivedRequest] = []
        self._awaitable: defaultdict[str, deque[ReceivedRequest]] = defaultdict(deque)
        self._failures: list[str] = []
        self._closed = False
        self._changed = threading.Condition()
        self._server = _Server(self, host, port, tls)
        self.port: int = self._server.server_address[1]
        self.public = (public or self._server.origin).rstrip("/")
        serve = partial(self._server.serve_forever, poll_interval=0.1)
        self._thread = threading.Thread(target=serve, name="listener", daemon=True)
        self._thread.start()

    def url(self, path: str) -> str:
        """Return the public address of a path."""
        return f"{self.public}{path}"

    def put(self, path: str, document: Reply) -> None:
        """Have a document answered at a path from now on."""
        with self._changed:
            self._documents[path] = document

    @property
    def received(self) -> tuple[ReceivedRequest, ...]:
        """Every request so far, in the order of arrival."""
        with self._changed:
            return tuple(self._received)

    @property
    def failures(self) -> tuple[str, ...]:
        """What came that was no acceptable request, such as a TLS handshake that was broken off."""
        with self._changed:
            return tuple(self._failures)

    def await_request(self, path: str, within: float) -> ReceivedRequest | None:
        """Return the oldest request at a path that this has not returned before.

        None where none comes within so many seconds, or where the listener is closed meanwhile.
        """
        with self._changed:
            awaited = self._awaitable[path]
            self._changed.wait_for(lambda: awaited or self._closed, within)
            return awaited.popleft() if awaited else None

    def answer(self, request: Request, path: str) -> Reply:
        """Record a request, and return the document at its path."""
        with self._changed:
            received = ReceivedRequest(request, path, datetime.datetime.now(datetime.UTC))
            self._received.append(received)
            self._awaitable[path].append(received)
            self._changed.notify_all()
            return self._documents.get(path, NOT_FOUND)

    def fail(self, what: str) -> None:
        """Note what came that was no acceptable request."""
        with self._changed:
            self._failures.append(what)

    def close(self) -> None:
        """Stop listening, and cut off what is still coming in."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        with self._changed:
            self._closed = True
            self._changed.notify_all()


class _Server(ThreadingHTTPServer):
    """The server of a listener: a thread for each connection, each of which ends with it."""

    daemon_threads = False  # so that server_close() waits for them
    request_queue_size = 128
    """How many connections may wait to be accepted; a provider may open many at once."""

    def __init__(
        self, listener: Listener, host: str, port: int, tls: ssl.SSLContext | None
    ) -> None:
        self.listener = listener
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._tls = tls
        self._connections: set[socket.socket] = set()
        super().__init__((host, port), _Handler)

    @property
    def origin(self) -> str:
        """The address at which it listens."""
        host, port = self.server_address[:2]
        spelt = f"[{host!s}]" if ":" in str(host) else str(host)
        return f"{'https' if self._tls else 'http'}://{spelt}:{port}"

    def server_bind(self) -> None:
        """Bind the socket, without the look-up of a name that the base class makes."""
        socketserver.TCPServer.server_bind(self)

    def get_request(self) -> tuple[socket.socket, Any]:
        """Accept a connection; its handshake is left to its own thread, which may take long."""
        connection, address = super().get_request()
        if self._tls is not None:
            connection = self._tls.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        self._connections.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        """Close a connection that has been dealt with."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Close the socket and all connections, and wait for their threads."""
        for connection in self._connections.copy():
            with contextlib.suppress(OSError):  # the caller may have closed it just now
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
        super().server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Note the error that ended a connection, where others would print it."""
        error = sys.exc_info()[1]
        self.listener.fail(f"{type(error).__name__}: {error}")


class _TooLarge(ValueError):
    """A body is larger than what is taken."""


class _Handler(BaseHTTPRequestHandler):
    """Reads one request of a connection and answers it."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "coatcheck", ""
    timeout = PATIENCE
    server: _Server

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Return what deals with a method, where the base class looks for it: one for all."""
        if not name.startswith("do_"):
            raise AttributeError(name)
        return self._answer

    def _answer(self) -> None:
        try:
            body = self._body()
        except ValueError as error:
            self.send_error(413 if isinstance(error, _TooLarge) else 400, str(error))
            return
        target = parsed(self.path)
        path, headers = target.path or "/", tuple(self.headers.items())
        url = with_query(f"{self.server.listener.public}{path}", target.query)
        text = None if body is None else body.decode("utf-8", errors="replace")
        self._send(self.server.listener.answer(Request(self.command, url, headers, text), path))

    def _body(self) -> bytes | None:
        """Read the body, None where there is none. Raises ValueError for one that is not taken."""
        encoding, length = self.headers.get("transfer-encoding"), self.headers["content-length"]
        if encoding is not None:
            if encoding.strip().lower() != "chunked":
                raise ValueError(f"the transfer encoding is {encoding}")
            return b"".join(self._chunks())
        if length is None:
            return None
        return self._exactly(int(length), 0)

    def _chunks(self) -> Iterator[bytes]:
        """Yield the chunks of a body (RFC 9112, 7.1)."""
        total = 0
        while size := int(self._line().partition(b";")[0], 16):
            yield self._exactly(size, total)
            total += size
            self._line()
        while self._line():
            pass  # trailers

    def _line(self) -> bytes:
        line = self.rfile.readline(MAX_LINE)
        if not line.endswith(b"\n"):
            raise ValueError("a line of the body does not end")
        return line.strip()

    def _exactly(self, count: int, before: int) -> bytes:
        """Read so many bytes of a body of which others have been read before."""
        if before + count > MAX_BODY:
            raise _TooLarge(f"the body is larger than {MAX_BODY} bytes")
        content = self.rfile.read(max(count, 0))
        if len(content) != count:
            raise ValueError("the body has another length than it says")
        return content

    def _send(self, document: Reply) -> None:
        self.send_response(document.status)
        for name, value in document.headers:
            self.send_header(name, value)
        bodiless = document.status < 200 or document.status in (204, 304)
        if not bodiless and document.header("content-length") is None:
            self.send_header("Content-Length", str(len(document.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if not bodiless and self.command != "HEAD":
            self.wfile.write(document.body)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Leave the record of requests to the listener."""

    def log_message(self, format: str, *args: object) -> None:
        """Note a request that is refused, or does not end."""
        self.server.listener.fail(format % args)
