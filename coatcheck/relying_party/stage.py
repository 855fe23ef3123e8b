"""What is done to a client's request between building and sending it."""

from typing import Protocol

from coatcheck.net.wire import Exchange, Request
from coatcheck.protocol.parties import Client


class Stage(Protocol):
    """Adds to requests what can be told only of a whole request, such as a proof of possession."""

    def prepare(self, client: Client, request: Request) -> Request:
        """Return the request as it is to be sent."""
        ...

    def again(self, client: Client, request: Request, exchange: Exchange) -> Request | None:
        """Return the request to send once more, None where the answer asks for nothing.

        A provider may ask for a nonce, for example (RFC 9449, 8).
        """
        ...
