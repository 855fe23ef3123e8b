"""A kind of request, and the register of all kinds."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from coatcheck.base.verdict import Nonconformance, NotTestable
from coatcheck.expect import outcome
from coatcheck.protocol import client_authentication
from coatcheck.protocol.message import Message
from coatcheck.protocol.parameters import Changes
from coatcheck.protocol.parties import Client
from coatcheck.scenario.flow import Flow

Find = Callable[[Flow], Message | Sequence[Message] | None]


@dataclass(frozen=True, slots=True)
class NamedMessage:
    """A message that features judge: its kind, and where a flow has it."""

    kind: type[Message]
    find: Find
    granted: type[Message] | None = None
    """What comes where the request is granted whose refusal another scenario demands."""


class Kind(ABC):
    """A kind of request that a client sends, by the name that features use."""

    name: ClassVar[str]
    response: ClassVar[type[Message]]
    """What the request is to bring."""
    secrets: ClassVar[tuple[str, ...]] = ()
    """The parameters and members, by name, whose values no report may show."""
    extensible: ClassVar[bool] = True
    """Whether `parameters` in the target file may add to the plain request."""
    capability: ClassVar[str] = ""
    """What the target must claim where the pre-flight tries this kind; empty where it does not."""

    @abstractmethod
    def send(self, flow: Flow, changes: Changes = ()) -> Flow:
        """Send a request with deviations, without any proof that the plain one succeeds."""

    @abstractmethod
    def answer(self, flow: Flow) -> Message | None:
        """Return the answer to the latest request of this kind, None before there is one."""

    def ready(self, flow: Flow) -> Flow:
        """Return a flow in which everything is done that has to come before the plain request."""
        return flow

    def proven_by(self, flow: Flow) -> Client:
        """Return the client whose plain request is the positive control."""
        return flow.client

    def needs_control(self, flow: Flow, changes: Changes) -> bool:
        """Tell whether a request counts only once its positive control is proven."""
        return flow.deviates(changes)

    def control(self, flow: Flow) -> Flow:
        """Return a flow in which the plain request succeeded. Raises NotTestable without one."""
        return self.proven(flow.specimens.control(self.name, self.proven_by(flow)))

    def proven(self, flow: Flow) -> Flow:
        """Return a flow whose request has succeeded. Raises NotTestable where it has not."""
        message = self.answer(flow)
        outcome.offered(message)
        try:
            outcome.received(message, self.response, self.name)
        except Nonconformance as failed:
            what = f"the positive control failed ({self.name} request): {failed.received}"
            raise NotTestable(what) from failed
        return flow

    def decide(self, flow: Flow, *, approving: bool, changes: Changes = ()) -> Flow:
        """Have the end-user decide on another device. Raises LookupError for most kinds."""
        raise LookupError(f"no end-user decides on a {self.name} request on another device")

    def messages(self) -> Mapping[str, NamedMessage]:
        """Return the messages that features judge, by name."""
        return {}


KINDS: dict[str, Kind] = {}
"""Every kind of request, by name."""

MESSAGES: dict[str, NamedMessage] = {}
"""What can be judged, by its name in a feature."""

K = TypeVar("K", bound=Kind)


def declare(kind: K) -> K:
    """Add a kind to the register, and return it."""
    KINDS[kind.name] = kind
    MESSAGES.update(kind.messages())
    return kind


def secret_names() -> tuple[str, ...]:
    """Return the names of the parameters and members that are secret, of all kinds together."""
    own = (name for kind in KINDS.values() for name in kind.secrets)
    return tuple(dict.fromkeys((*client_authentication.SECRETS, *own)))
