"""Decisions by what the provider publishes in its metadata."""

from coatcheck.capabilities.claims import Claims
from coatcheck.capabilities.decision import Decide, Decision


def listed(member: str, value: str, *, default: tuple[str, ...] = ()) -> Decide:
    """Claimed where a metadata member lists a value; `default` is what its absence means."""

    def decide(claims: Claims) -> Decision:
        values = claims.known.metadata.get(member)
        if values is None:
            means = f"; the default is {', '.join(default)}" if default else ""
            return Decision(value in default, f"{member} is not in the metadata{means}")
        claimed = isinstance(values, list) and value in values
        verb = "lists" if claimed else "does not list"
        return Decision(claimed, f"{member} in the metadata {verb} {value}")

    return decide


def is_true(member: str) -> Decide:
    """Claimed where a metadata member is true."""

    def decide(claims: Claims) -> Decision:
        claimed = claims.known.metadata.get(member) is True
        return Decision(claimed, f"{member} is {'' if claimed else 'not '}true in the metadata")

    return decide


def is_false(member: str) -> Decide:
    """Claimed where a metadata member is false."""

    def decide(claims: Claims) -> Decision:
        claimed = claims.known.metadata.get(member) is False
        return Decision(claimed, f"{member} is {'' if claimed else 'not '}false in the metadata")

    return decide


def present(member: str) -> Decide:
    """Claimed where the metadata has a member."""

    def decide(claims: Claims) -> Decision:
        claimed = member in claims.known.metadata
        return Decision(claimed, f"{member} is {'' if claimed else 'not '}in the metadata")

    return decide


def unlisted(member: str, value: str) -> Decide:
    """Claimed where a metadata member does not list a value."""
    announced = listed(member, value)

    def decide(claims: Claims) -> Decision:
        decision = announced(claims)
        return Decision(not decision.claimed, decision.reason)

    return decide


def server_metadata(claims: Claims) -> Decision:
    """Claimed where there is a document at the address of RFC 8414, 3.1."""
    exchange = claims.server_metadata
    claimed = exchange.answer.status != 404
    return Decision(claimed, f"the response from {exchange.request.url} is {exchange.summary}")
