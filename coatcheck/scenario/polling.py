"""Polling: how long a client waits before it asks again (RFC 8628, 3.5; CIBA Core, 7.3 and 11)."""

from coatcheck.scenario.flow import Flow

REFERENCES = {
    "device authorization": "device_code",
    "backchannel authentication": "auth_req_id",
}
"""What a token request presents, by the kind of request whose result it asks for."""

DEFAULT = 5
LONGER_BY = 5


def interval(flow: Flow, kind: str) -> float:
    """Return the seconds between two polls: those told, and more for each time it was too soon."""
    answer, reference = flow.answer(kind).members, REFERENCES[kind]
    told, presented = answer.get("interval"), answer.get(reference)
    polls = [m for m in flow.token_messages if m.request.parameters.get(reference) == presented]
    too_soon = [poll for poll in polls if poll.members.get("error") == "slow_down"]
    seconds = float(told) if isinstance(told, int | float) and told > 0 else DEFAULT
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
