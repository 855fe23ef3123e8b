"""Plain requests, checked against the contract of the target file."""

from coatcheck.base.verdict import NotApplicable
from coatcheck.expect import outcome
from coatcheck.net.wire import Exchange
from coatcheck.protocol.authorization import AuthorizationMessage
from coatcheck.protocol.message import Message
from coatcheck.relying_party.party import RelyingParty


def require(party: RelyingParty, message: Message, goods: type[Message]) -> None:
    """Raise NotApplicable where a plain request for `goods` is refused that no contract documents.

    A breach that a granted request also had is not counted: it is no reason for a refusal.
    """
    contract = party.recorder.contract
    breaches = contract.request_breaches(_first(message)) if contract else []
    if isinstance(message, goods):
        party.taken.update(breaches)
    untaken = [breach for breach in breaches if breach not in party.taken]
    if untaken and outcome.is_refused(message, goods):
        what = f"the contract {party.target.contract} does not document this request"
        raise NotApplicable(f"{what}: {'; '.join(untaken)}")


def _first(message: Message) -> Exchange:
    if isinstance(message, AuthorizationMessage):
        return message.exchanges[0]
    return message.exchange
