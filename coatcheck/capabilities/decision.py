"""Decisions whether a target claims a capability, each with the reason."""

from collections.abc import Callable
from dataclasses import dataclass

from coatcheck.capabilities.claims import Claims


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a capability is claimed, and the reason."""

    claimed: bool
    reason: str


Decide = Callable[[Claims], Decision]
"""Decides whether a capability is claimed."""


def all_of(*decides: Decide) -> Decide:
    """Claimed where all of these are; otherwise decided by the first that is not."""

    def decide(claims: Claims) -> Decision:
        decisions = [decide(claims) for decide in decides]
        return next((d for d in decisions if not d.claimed), decisions[-1])

    return decide


def negated(decide: Decide) -> Decide:
    """Claimed where another capability is not."""

    def opposite(claims: Claims) -> Decision:
        decision = decide(claims)
        return Decision(not decision.claimed, decision.reason)

    return opposite
