"""Polling: token requests that ask for a result again (RFC 8628, 3.5; CIBA Core, 7.3 and 11)."""

from typing import ClassVar

from coatcheck.base.verdict import NotTestable
from coatcheck.kinds.kind import KINDS
from coatcheck.kinds.sending import EndpointKind, TokenKind
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.scenario.flow import Flow

DEFAULT = 5
"""How many seconds lie between two polls where the provider does not say (RFC 8628, 3.2)."""

LONGER_BY = 5
"""By how many seconds each slow_down makes the interval longer (RFC 8628, 3.5)."""


class PollingKind(TokenKind):
    """A token request for the result of an earlier request, which the end-user decides on."""

    grant_type: ClassVar[str]
    awaited: ClassVar[EndpointKind]
    """The kind of request whose result is asked for."""

    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters. Raises NotTestable where there is nothing to ask for."""
        reference = reference_of(self.awaited.name)
        value = flow.answer(self.awaited.name).members.get(reference)
        if not isinstance(value, str) or not value:
            raise NotTestable(f"the response has no {reference}: {flow.last_outcome}")
        return Parameters((("grant_type", self.grant_type), (reference, value)))

    def send(self, flow: Flow, changes: Changes = ()) -> Flow:
        """Ask for a result, and once more where that was too soon: slow_down is not the result."""
        flow = super().send(flow, changes)
        if not is_premature(flow):
            return flow
        wait(flow, self.awaited.name)
        return super().send(flow, changes)

    def ready(self, flow: Flow) -> Flow:
        """Return a flow in which the end-user has approved."""
        asked = self.awaited.proven(self.awaited.send(flow))
        return self.awaited.decide(asked, approving=True)


def reference_of(kind: str) -> str:
    """Return the member by which a client asks for the result of a request of this kind."""
    return KINDS[kind].response.brings[0]


def interval(flow: Flow, kind: str) -> float:
    """Return the seconds between two polls: those told, and more for each time it was too soon."""
    answer, reference = flow.answer(kind).members, reference_of(kind)
    stated, presented = answer.get("interval"), answer.get(reference)
    polls = [m for m in flow.token_messages if m.request.parameters.get(reference) == presented]
    too_soon = [poll for poll in polls if poll.members.get("error") == "slow_down"]
    seconds = float(stated) if isinstance(stated, int | float) and stated > 0 else DEFAULT
    return seconds + LONGER_BY * len(too_soon)


def is_premature(flow: Flow) -> bool:
    """Tell whether a result that is there has been asked for too soon."""
    answer = flow.token_response
    slowed = answer is not None and answer.members.get("error") == "slow_down"
    return flow.decided and slowed


def wait(flow: Flow, kind: str) -> None:
    """Let the interval pass. Raises NotApplicable where the target file does not allow that."""
    seconds = interval(flow, kind)
    flow.party.clock.require(seconds)
    flow.party.clock.sit_out(seconds)
