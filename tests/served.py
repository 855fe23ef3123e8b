"""An application of a test, served at a port of its own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp


@contextmanager
def served(app: ASGIApp, begin: Callable[[str], None] = lambda base: None) -> Iterator[str]:
    """Serve an application; yields its base URL."""
    config = uvicorn.Config(app, port=0, log_level="warning", ws="none", lifespan="off")
    server, socket = uvicorn.Server(config), config.bind_socket()
    socket.listen()  # so that nobody comes too early
    base = f"http://127.0.0.1:{socket.getsockname()[1]}"
    begin(base)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
    thread.start()
    try:
        yield base
    finally:
        server.should_exit = True
        thread.join()
        socket.close()
