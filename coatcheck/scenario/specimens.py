"""Specimens: completed flows that the scenarios of a worker share, and positive controls."""

from collections.abc import Callable
from dataclasses import replace

from coatcheck.base.verdict import NotTestable
from coatcheck.protocol.messages import AuthorizationResponse
from coatcheck.protocol.parameters import Changes
from coatcheck.protocol.parties import Client, User
from coatcheck.relying_party.party import RelyingParty
from coatcheck.scenario import by_hand, pushing
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

    def code_flow(self, client: Client, changes: Changes = ()) -> Flow:
        """Return a code flow that brought tokens. Raises NotTestable where it does not."""
        flow = self.completed(client, changes)
        return proven(flow, flow.tokens)

    def of_other_user(self, client: Client) -> Flow:
        """Return a code flow of the second end-user. Raises NotTestable where it fails."""
        if len(self._party.target.users) < 2:
            raise NotTestable("users in the target file has no second end-user")
        agent = self.user_agent(self._party.target.users[1])
        flow = self.keep(
            ("other user", client.client_id),
            lambda: self._redeemed(Flow(self._party, self, client, agent)),
        )
        return proven(flow, flow.tokens)

    def userinfo(self, client: Client) -> Flow:
        """Return a code flow that brought claims. Raises NotTestable where it does not."""
        key = ("userinfo", client.client_id)
        flow = self.keep(key, lambda: self.code_flow(client).ask_userinfo())
        return proven(flow, flow.claims)

    def refreshed(self, client: Client) -> Flow:
        """Return a flow whose tokens were refreshed. Raises NotTestable where they were not."""
        key = ("refreshed", client.client_id)
        flow = self.keep(key, lambda: self.offline(self.flow(client)).refresh())
        if flow.tokens is not flow.token_response:
            raise NotTestable(f"the positive control failed (refresh request): {flow.last_outcome}")
        return flow

    def client_credentials(self, client: Client) -> Flow:
        """Return a flow with a client credentials token. Raises NotTestable without one.

        A public client must not get one; the first client's flow is returned for it.
        """
        client = self._party.target.clients[0] if client.is_public else client
        key = ("client_credentials", client.client_id)
        flow = self.keep(key, lambda: self.flow(client).ask_for_itself(controlled=False))
        return proven(flow, flow.tokens)

    def pushed(self, client: Client) -> Flow:
        """Return a flow whose pushed request brought a code. Raises NotTestable without one."""
        key = ("pushed", client.client_id)
        flow = self.keep(key, lambda: self._pushed(self.flow(client)))
        return proven(flow, flow.code)

    def _pushed(self, flow: Flow) -> Flow:
        request = flow.party.authorization_request(flow.client)
        plain = pushing.parameters(flow.party, request)
        return flow.request_endpoint(pushing.KIND, plain, (), request).authorize()

    def offline(self, flow: Flow, changes: Changes = ()) -> Flow:
        """Return a flow that has just got a refresh token. Raises NotTestable without one."""
        flow = flow.authorize((*OFFLINE, *changes), controlled=False).redeem(controlled=False)
        if not flow.tokens.refresh_token:
            raise NotTestable(f"the token request brought no refresh token: {flow.last_outcome}")
        return flow

    def _run(self, client: Client, changes: Changes) -> Flow:
        flow = self.flow(client)
        if pushing.demanded(self._party.known):
            self.keep(("unpushed", client.client_id), lambda: self._unpushed(flow))
        return self._redeemed(flow, changes)

    def _unpushed(self, flow: Flow) -> Flow:
        """Return a flow with the response to a request that should have been pushed."""
        request = flow.party.authorization_request(flow.client)
        message = flow.party.authorize(request, flow.user_agent)
        return replace(flow, authorization_response=message)

    def _redeemed(self, flow: Flow, changes: Changes = ()) -> Flow:
        flow = flow.authorize(changes, controlled=False)
        response = flow.authorization_response
        if not isinstance(response, AuthorizationResponse) or not response.code:
            return flow
        return flow.redeem(controlled=False)

    def keep(self, key: tuple[object, ...], make: Callable[[], Flow]) -> Flow:
        """Return the flow that is kept under a key, made when it is first asked for."""
        if key not in self._kept:
            self._kept[key] = make()
        flow = self._kept[key]
        self._party.recorder.cite(flow.exchanges)
        return flow
