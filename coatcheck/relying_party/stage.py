"""What is done to a client's request between building and sending it."""

from typing import Protocol

from coatcheck.net.wire import Exchange, Request
from coatcheck.protocol.parties import Client


class Stage(Protocol):
    """Adds to requests what can be told only of a whole request, such as a proof of possession."""

    def prepare(self, client: Client, request: Request) -> Request:
        """Return the request as it is to be sent."""
        ...

    def again(self, client: Client, exchange: Exchange) -> bool:
        """Tell whether the response asks for the request once more, and keep what it asks for.

        A provider may ask for a nonce, for example (RFC 9449, 8). The request then goes through
        all stages anew.
        """
        ...
