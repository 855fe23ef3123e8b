"""Acts: requests sent with their positive controls, and the answers to them.

A request with a deviation first has its positive control proven: the same kind of request without
the deviation. Where that fails, NotTestable is raised, so that no refusal counts that would have
come anyway.
"""

from collections.abc import Sequence

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.expect import outcome
from coatcheck.kinds.kind import KINDS, MESSAGES
from coatcheck.protocol.message import Message
from coatcheck.protocol.parameters import Changes
from coatcheck.scenario.flow import Flow


def send(name: str, flow: Flow, changes: Changes = ()) -> Flow:
    """Send a request of a kind, with its positive control proven first where it deviates.

    Raises KeyError for an unknown kind, NotTestable where the control fails.
    """
    kind = KINDS[name]
    if kind.needs_control(flow, changes):
        control(name, flow)
    return kind.send(flow, changes)


def done(name: str, flow: Flow, changes: Changes = ()) -> Flow:
    """Send a request of a kind that must succeed. Raises NotTestable where it does not."""
    kind = KINDS[name]
    return kind.proven(kind.send(flow, changes))


def control(name: str, flow: Flow) -> Flow:
    """Return a flow in which the plain request of a kind succeeded. Raises NotTestable without."""
    with flow.party.recorder.proving():
        return KINDS[name].control(flow)


def answer_to(name: str, flow: Flow) -> Message:
    """Return the answer to the last request of a kind. Raises NotTestable where none was sent."""
    message = KINDS[name].answer(flow)
    if message is None:
        raise NotTestable(f"no {name} request could be sent: {flow.last_outcome}")
    return message


def received(name: str, flow: Flow) -> None:
    """Expect that the last request of a kind brought what it asks for."""
    outcome.received(answer_to(name, flow), KINDS[name].response, name)


def either(name: str, flow: Flow) -> str:
    """Expect that the last request of a kind was granted or refused, and return which."""
    return outcome.either(answer_to(name, flow), KINDS[name].response, name)


def messages_named(name: str, flow: Flow) -> list[Message]:
    """Return the messages of this name. Raises NotTestable where there are none.

    Raises NotApplicable where the request was granted, and another scenario tests that it is
    refused: the form of a refusal cannot be tested then.
    """
    named = MESSAGES[name]
    found = named.find(flow)
    messages = list(found) if isinstance(found, Sequence) else [found]
    fitting = [message for message in messages if isinstance(message, named.kind)]
    came = [message for message in fitting if message.readable or message.exchange.reply]
    if not came and named.granted is not None and isinstance(found, named.granted):
        raise NotApplicable(f"the request was not refused: {flow.last_outcome}")
    if not came:
        raise NotTestable(f"there is no {name}: {flow.last_outcome}")
    return came
