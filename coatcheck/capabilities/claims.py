"""What a decision is made from: what the target file says, and what the provider publishes."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from coatcheck.net.wire import Exchange
from coatcheck.protocol.parties import Client, Resource, User
from coatcheck.protocol.provider import Provider


class Page(Protocol):
    """A page of the provider, and how an end-user refuses there, if the target file tells."""

    @property
    def page(self) -> str:
        """What the page is for, such as `login`."""
        ...

    @property
    def refuse(self) -> str | None:
        """The button that refuses."""
        ...


class Stated(Protocol):
    """What the target file says of a provider, as far as a capability depends on it."""

    @property
    def capabilities(self) -> Mapping[str, bool]:
        """The capabilities that are stated, each true or false."""
        ...

    @property
    def clients(self) -> Sequence[Client]:
        """The clients; the first one is used unless a scenario names another."""
        ...

    @property
    def users(self) -> Sequence[User]:
        """The end-users."""
        ...

    @property
    def resources(self) -> Sequence[Resource]:
        """The resources that clients may ask for."""
        ...

    @property
    def login(self) -> Sequence[Page]:
        """The pages between a request and its answer."""
        ...

    @property
    def lifetimes(self) -> Mapping[str, float]:
        """How long artifacts live, in seconds."""
        ...

    @property
    def clock(self) -> str | None:
        """Where the provider's clock is moved, if it can be."""
        ...

    @property
    def max_wait(self) -> float:
        """How long a scenario may wait, in seconds."""
        ...

    @property
    def contract(self) -> str | None:
        """The documented contract against which the provider is tested."""
        ...

    @property
    def ciba(self) -> object | None:
        """How end-users decide on another device (CIBA)."""
        ...

    @property
    def device(self) -> object | None:
        """How end-users decide on a device, out of sight of their user agent."""
        ...

    def client(self, method: str) -> Client | None:
        """Return the first client that authenticates by this method."""
        ...

    def client_without(self, grant: str) -> Client | None:
        """Return the first client with credentials that may not use a grant."""
        ...

    def other_than(self, client: Client) -> Client | None:
        """Return another client, the first of those that are most like this one."""
        ...


class Claims(Protocol):
    """What a target claims: in its target file, and in what it publishes."""

    @property
    def target(self) -> Stated:
        """What the target file says."""
        ...

    @property
    def known(self) -> Provider:
        """What the provider says of itself."""
        ...

    @property
    def server_metadata(self) -> Exchange:
        """What came from the address of the authorization server metadata (RFC 8414, 3.1)."""
        ...
