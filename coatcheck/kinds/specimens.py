"""Specimens: completed flows that the scenarios of a worker share, and positive controls."""

from collections.abc import Callable

from coatcheck.base.verdict import NotTestable
from coatcheck.kinds import pushing
from coatcheck.kinds.authorization import AUTHORIZATION
from coatcheck.kinds.code import CODE
from coatcheck.kinds.kind import KINDS
from coatcheck.kinds.pushed_authorization import PUSHED_AUTHORIZATION
from coatcheck.protocol.authorization import AuthorizationResponse
from coatcheck.protocol.parameters import Changes
from coatcheck.protocol.parties import Client, User
from coatcheck.relying_party.party import RelyingParty
from coatcheck.scenario import by_hand
from coatcheck.scenario.flow import Flow, proven
from coatcheck.user_agent.agent import UserAgent

OFFLINE: Changes = (("scope", "openid offline_access"), ("prompt", "consent"))
"""How a client asks for a refresh token (OIDC Core, 11)."""


class Specimens:
    """Flows that are made when first needed, with end-users who log in once."""

    def __init__(self, party: RelyingParty) -> None:
        self._party = party
        self._kept: dict[tuple[object, ...], Flow] = {}
        self._agents: dict[str, UserAgent] = {}

    def flow(self, client: Client) -> Flow:
        """Return a flow without any messages, with the first end-user signed in."""
        return Flow(self._party, self, client, self.user_agent(self._party.target.users[0]))

    def user_agent(self, user: User) -> UserAgent:
        """Return the user agent in which an end-user is signed in for all specimens.

        Raises CredentialsRefused where a person has begun the session, and it cannot be used.
        """
        if user.username not in self._agents:
            kept = by_hand.kept_session(self._party.target, user)
            self._agents[user.username] = self._party.new_user_agent(user, kept)
        return self._agents[user.username]

    def completed(self, client: Client, changes: Changes = ()) -> Flow:
        """Return a code flow that went as far as the provider let it."""
        return self.keep(("code", client.client_id, changes), lambda: self._run(client, changes))

    def code_flow(self, client: Client) -> Flow:
        """Return a code flow that brought tokens. Raises NotTestable where it does not."""
        flow = self.completed(client)
        return proven(flow, flow.tokens)

    def of_other_user(self, client: Client) -> Flow:
        """Return a code flow of the second end-user. Raises NotTestable where it fails."""
        if len(self._party.target.users) < 2:
            raise NotTestable("users in the target file has no second end-user")
        agent = self.user_agent(self._party.target.users[1])
        flow = self.keep(
            ("other user", client.client_id),
            lambda: _redeemed(Flow(self._party, self, client, agent)),
        )
        return proven(flow, flow.tokens)

    def pushed(self, client: Client) -> Flow:
        """Return a flow whose pushed request brought a code. Raises NotTestable without one."""
        key = ("pushed", client.client_id)
        flow = self.keep(key, lambda: _pushed(self.flow(client)))
        return proven(flow, flow.code)

    def offline(self, flow: Flow, changes: Changes = ()) -> Flow:
        """Return a flow that has just got a refresh token. Raises NotTestable without one."""
        flow = CODE.send(AUTHORIZATION.send(flow, (*OFFLINE, *changes)))
        if not flow.tokens.refresh_token:
            raise NotTestable(f"the token request brought no refresh token: {flow.last_outcome}")
        return flow

    def control(self, kind: str, client: Client) -> Flow:
        """Return a flow in which the plain request of a kind was answered, for this client."""
        sent = KINDS[kind]
        return self.keep(
            ("control", kind, client.client_id),
            lambda: sent.send(sent.ready(self.flow(client))),
        )

    def _run(self, client: Client, changes: Changes) -> Flow:
        flow = self.flow(client)
        if pushing.demanded(self._party.known):
            self.keep(("unpushed", client.client_id), lambda: self._unpushed(flow))
        return _redeemed(flow, changes)

    def _unpushed(self, flow: Flow) -> Flow:
        """Return a flow with the response to a request that should have been pushed."""
        request = flow.party.authorization_request(flow.client)
        message = flow.party.authorize(request, flow.user_agent)
        return flow.answered("authorization", message)

    def keep(self, key: tuple[object, ...], make: Callable[[], Flow]) -> Flow:
        """Return the flow that is kept under a key, made when it is first asked for."""
        if key not in self._kept:
            self._kept[key] = make()
        flow = self._kept[key]
        self._party.recorder.cite(flow.exchanges)
        return flow


def _redeemed(flow: Flow, changes: Changes = ()) -> Flow:
    """Return the flow after the token request, or before it where no code came."""
    flow = AUTHORIZATION.send(flow, changes)
    response = flow.authorized
    if not isinstance(response, AuthorizationResponse) or not response.code:
        return flow
    return CODE.send(flow)


def _pushed(flow: Flow) -> Flow:
    """Return a flow whose authorization request was pushed before, and proven to be."""
    return AUTHORIZATION.send(PUSHED_AUTHORIZATION.send(flow))
