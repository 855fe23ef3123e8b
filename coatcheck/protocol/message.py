"""A message: what the provider said in one HTTP response."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from coatcheck.net.wire import Exchange, Reply
from coatcheck.protocol.provider import Provider


@dataclass(frozen=True)
class Message:
    """Something that the provider said in one HTTP response."""

    schema: ClassVar[str] = ""
    """The stem of its JSON Schema in schemas/; empty where there is none."""
    brings: ClassVar[tuple[str, ...]] = ()
    """Members that only a request brings that is granted; the first one is indispensable."""

    provider: Provider
    exchange: Exchange

    @property
    def reply(self) -> Reply:
        """The HTTP response."""
        return self.exchange.answer

    @property
    def members(self) -> dict[str, Any]:
        """What the message says, by name."""
        return self.reply.members

    @property
    def readable(self) -> bool:
        """Whether it has members at all, of which something can be said."""
        return isinstance(self.reply.json, dict)


def kinds_of_messages(kind: type[Message] = Message) -> Iterator[type[Message]]:
    """Yield a kind of message and every kind that derives from it, as far as they are imported."""
    yield kind
    for derived in kind.__subclasses__():
        yield from kinds_of_messages(derived)
