"""Plain requests, checked against the contract of the target file."""

from coatcheck.base.verdict import NotApplicable
from coatcheck.expect import outcome
from coatcheck.net.wire import Exchange
from coatcheck.protocol.messages import AuthorizationMessage, Message
from coatcheck.relying_party.party import RelyingParty


def require(party: RelyingParty, kind: str, message: Message) -> None:
    """Raise NotApplicable where a plain request is refused that the contract does not document.

    A breach that a granted request also had is not counted: it is no reason for a refusal.
    """
    contract = party.recorder.contract
    breaches = contract.request_breaches(_first(message)) if contract else []
    if isinstance(message, outcome.GOODS[kind]):
        party.taken.update(breaches)
    untaken = [breach for breach in breaches if breach not in party.taken]
    if untaken and outcome.is_refused(message, kind):
        what = f"the contract {party.target.contract} does not document this request"
        raise NotApplicable(f"{what}: {'; '.join(untaken)}")


def _first(message: Message) -> Exchange:
    if isinstance(message, AuthorizationMessage):
        return message.exchanges[0]
    return message.exchange
