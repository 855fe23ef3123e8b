"""A flow: what one client and one end-user have sent to the provider so far in a scenario.

Flows are immutable, and know no kind of request: every kind returns the flow as it is after it.
"""

from dataclasses import dataclass, field, replace
from typing import Protocol

from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import TokenResponse
from coatcheck.protocol.parameters import Changes
from coatcheck.protocol.parties import Client, User
from coatcheck.relying_party.party import RelyingParty
from coatcheck.scenario.history import History
from coatcheck.user_agent.agent import UserAgent


class Specimens(Protocol):
    """The completed flows that the scenarios of a worker share."""

    def flow(self, client: Client) -> "Flow":
        """Return a flow in which nothing has been sent, with the first end-user signed in."""
        ...

    def user_agent(self, user: User) -> UserAgent:
        """Return the user agent in which an end-user is signed in for all specimens."""
        ...

    def code_flow(self, client: Client) -> "Flow":
        """Return a code flow that brought tokens. Raises NotTestable where it does not."""
        ...

    def of_other_user(self, client: Client) -> "Flow":
        """Return a code flow of the second end-user. Raises NotTestable where it fails."""
        ...

    def pushed(self, client: Client) -> "Flow":
        """Return a flow whose pushed request brought a code. Raises NotTestable without one."""
        ...

    def completed(self, client: Client, changes: Changes = ()) -> "Flow":
        """Return a code flow gone as far as it would go."""
        ...

    def offline(self, flow: "Flow", changes: Changes = ()) -> "Flow":
        """Return a flow that has just got a refresh token. Raises NotTestable without one."""
        ...

    def control(self, kind: str, client: Client) -> "Flow":
        """Return a flow in which the plain request of a kind was answered, for this client."""
        ...


@dataclass(frozen=True)
class Presentation:
    """How the client authenticates."""

    how: str = "its own credentials"
    assertion: Changes = ()


@dataclass(frozen=True)
class Flow(History):
    """A history, and those who go on with it: the client, the end-user, what they share."""

    party: RelyingParty
    specimens: Specimens
    client: Client
    user_agent: UserAgent
    presentation: Presentation = field(default_factory=Presentation)

    def deviates(self, changes: Changes) -> bool:
        """Tell whether a request is other than plain, so that its control has to be proven."""
        deviation = changes or self.presentation != Presentation()
        return bool(deviation) or self.is_of_another_than(self.client)

    def answered(self, kind: str, message: Message) -> "Flow":
        """Return the flow with the answer to a request; tokens in it are the client's from now."""
        issued = message if isinstance(message, TokenResponse) else self.issued
        return replace(self, answers=(*self.answers, (kind, message)), issued=issued)


def proven(flow: Flow, proof: object) -> Flow:
    """Return a flow whose `proof`, such as its code, is there.

    Asking the flow for it raises NotTestable where it is missing, before this is called.
    """
    return flow
