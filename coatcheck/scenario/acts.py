"""The acts of a client: every kind of request that it can send, by the name that features use."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from coatcheck.base.verdict import Nonconformance, NotTestable
from coatcheck.expect import outcome
from coatcheck.protocol.client_request import parameters_of
from coatcheck.protocol.logout import LogoutRequest
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.scenario import approval, by_hand, plain, polling, pushing
from coatcheck.scenario.flow import Flow
from coatcheck.scenario.said import came_of
from coatcheck.scenario.words import meant

Sends = Callable[[Flow, Changes], Flow]
Plain = Callable[[Flow], Parameters]

REFUSING = ("(end-user)", "refuses")
"""A row by which the end-user presses the button that refuses."""


@dataclass(frozen=True)
class Act:
    """A kind of request: how it is sent with deviations, and what must come before it."""

    send: Sends
    ready: Callable[[Flow], Flow] = lambda flow: flow


def send(kind: str, flow: Flow, changes: Changes = ()) -> Flow:
    """Send a request of a kind, with its positive control proven first where it deviates.

    Raises KeyError for an unknown kind, NotTestable where the control fails.
    """
    if kind not in CONTROLLED_BY_THEMSELVES and flow.deviates(changes):
        control(kind, flow)
    return ACTS[kind].send(flow, changes)


def done(kind: str, flow: Flow, changes: Changes = ()) -> Flow:
    """Send a request of a kind that must succeed. Raises NotTestable where it does not."""
    flow = ACTS[kind].send(flow, changes)
    return _proven(kind, flow)


def control(kind: str, flow: Flow) -> Flow:
    """Return a flow in which the plain request of a kind succeeded for the same client."""

    def make() -> Flow:
        ready = ACTS[kind].ready(flow.specimens.flow(flow.client))
        return ACTS[kind].send(ready, ())

    with flow.party.recorder.proving():
        kept = flow.specimens.keep((kind, flow.client.client_id), make)
    return _proven(kind, kept)


def _proven(kind: str, flow: Flow) -> Flow:
    """Return a flow whose request of a kind succeeded. Raises NotTestable where it did not."""
    outcome.offered(came_of(kind, flow))
    try:
        outcome.received(came_of(kind, flow), kind)
    except Nonconformance as failed:
        what = f"the positive control failed ({kind} request): {failed.received}"
        raise NotTestable(what) from failed
    return flow


def _further(kind: str, flow: Flow, parameters: Parameters) -> Parameters:
    """Return parameters with those that the target file has every such request carry."""
    return parameters.changed(flow.party.target.further(kind))


def _endpoint(kind: str, parameters: Plain) -> Sends:
    return lambda flow, changes: flow.request_endpoint(
        kind, _further(kind, flow, parameters(flow)), changes
    )


def _grant(kind: str, parameters: Plain) -> Sends:
    return lambda flow, changes: flow.request_token(_further(kind, flow, parameters(flow)), changes)


def _poll(kind: str, waiting: str, parameters: Plain) -> Sends:
    ask = _grant(kind, parameters)

    def send(flow: Flow, changes: Changes) -> Flow:
        """Ask for a result, and once more where that was too soon: slow_down is not the result."""
        flow = ask(flow, changes)
        if not polling.is_premature(flow):
            return flow
        polling.wait(flow, waiting)
        return ask(flow, changes)

    return send


def _push(flow: Flow, changes: Changes) -> Flow:
    """Push the authorization request (RFC 9126, 2.1)."""
    request = flow.party.authorization_request(flow.client)
    plain = pushing.parameters(flow.party, request)
    return flow.request_endpoint(pushing.KIND, plain, changes, request)


def _log_out(flow: Flow, changes: Changes) -> Flow:
    """Have the user agent log the end-user out at the provider (RP-Initiated Logout 1.0, 2)."""
    by_hand.spare(flow.user_agent)
    method, refusing = dict(changes).get("(method)", "GET"), REFUSING in changes
    deviations = tuple(change for change in parameters_of(changes) if change != REFUSING)
    parameters = _further("logout", flow, plain.logout(flow)).changed(meant(deviations, flow))
    request = LogoutRequest(flow.client, parameters, method)
    message = flow.party.log_out(request, flow.user_agent, refusing=refusing)
    if refusing and "logout" not in message.pages:
        raise NotTestable("no page with a button to refuse was shown to the end-user")
    return flow.answered("logout", message)


def _ask_userinfo(flow: Flow, changes: Changes) -> Flow:
    """Send a UserInfo request, whose answer stands beside those of the other endpoints."""
    flow = flow.ask_userinfo()
    return flow.answered("UserInfo", came_of("UserInfo", flow))


def _with_tokens(flow: Flow) -> Flow:
    return flow.authorize(controlled=False).redeem(controlled=False)


def _with_refresh_token(flow: Flow) -> Flow:
    """Get a token whose revocation may end the grant, in a session that no specimen has part in."""
    may_refresh = "refresh_token" in flow.client.grant_types
    own = _in_a_session_of_its_own(flow)
    return flow.specimens.offline(own) if may_refresh else _with_tokens(own)


def _signed_in_to_log_out(flow: Flow) -> Flow:
    return _with_tokens(_in_a_session_of_its_own(flow))


def _in_a_session_of_its_own(flow: Flow) -> Flow:
    return replace(flow, user_agent=flow.party.new_user_agent(flow.user_agent.user))


def _approved_at_device(flow: Flow) -> Flow:
    return approval.at_device(done("device authorization", flow), approving=True)


def _approved_by_backchannel(flow: Flow) -> Flow:
    return approval.by_backchannel(done("backchannel authentication", flow), approving=True)


CONTROLLED_BY_THEMSELVES = (
    "authorization",
    "token",
    "refresh",
    "client credentials",
    "extension grant",
)
"""Acts that prove their control as they are sent; that of an extension grant is the scenario's."""

ACTS: dict[str, Act] = {
    "authorization": Act(Flow.authorize),
    "pushed authorization": Act(_push),
    "token": Act(Flow.redeem),
    "refresh": Act(Flow.refresh),
    "client credentials": Act(Flow.ask_for_itself),
    "password": Act(_grant("password", plain.password)),
    "extension grant": Act(_grant("extension grant", plain.extension_grant)),
    "device authorization": Act(_endpoint("device authorization", plain.device_authorization)),
    "device token": Act(
        _poll("device token", "device authorization", plain.device_token), _approved_at_device
    ),
    "backchannel authentication": Act(
        _endpoint("backchannel authentication", plain.backchannel_authentication)
    ),
    "CIBA token": Act(
        _poll("CIBA token", "backchannel authentication", plain.ciba_token),
        _approved_by_backchannel,
    ),
    "revocation": Act(_endpoint("revocation", plain.revocation), _with_refresh_token),
    "introspection": Act(_endpoint("introspection", plain.introspection), _with_tokens),
    "UserInfo": Act(_ask_userinfo, _with_tokens),
    "logout": Act(_log_out, _signed_in_to_log_out),
}
"""Every kind of request that a client sends."""
