from collections.abc import Iterator
from threading import Thread

import pytest
import uvicorn
from relying_party import RelyingParty

from coatcheck.reference_server.__main__ import listen
from coatcheck.reference_server.app import create_app


@pytest.fixture(scope="session")
def base() -> Iterator[str]:
    listening = listen("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(create_app(address), log_level="warning"))
    thread = Thread(target=server.run, args=([listening],))
    thread.start()
    yield address
    server.should_exit = True
    thread.join()


@pytest.fixture
def rp(base: str) -> Iterator[RelyingParty]:
    with RelyingParty(base) as party:
        yield party
