"""A flow: what one client and one end-user have said to the provider so far in a scenario.

Flows are immutable: every act returns the flow as it is after it. An act with a deviation first
has its positive control proven, the same act without the deviation; where that fails, NotTestable
is raised, so that no refusal counts that would have come anyway.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coatcheck.base.verdict import NotTestable
from coatcheck.protocol.client_request import parameters_of, transport_of
from coatcheck.protocol.endpoints import EndpointRequest
from coatcheck.protocol.messages import (
    AuthorizationMessage,
    AuthorizationRequest,
    Message,
    TokenRequest,
    TokenResponse,
)
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.protocol.parties import Client
from coatcheck.relying_party.party import RelyingParty
from coatcheck.scenario import by_hand, documented, pushing
from coatcheck.scenario.history import History
from coatcheck.scenario.words import meant
from coatcheck.scenario.words.end_users import other_end_user
from coatcheck.user_agent.agent import UserAgent

if TYPE_CHECKING:
    from coatcheck.scenario.specimens import Specimens

ANOTHER_END_USER = ("(end-user)", "another")
"""A row by which another end-user sends the authorization request."""

ANOTHER_USER_AGENT = ("(user agent)", "another")
"""A row by which it goes through the user agent that all scenarios share."""


@dataclass(frozen=True)
class Presentation:
    """How the client authenticates."""

    how: str = "its own credentials"
    assertion: Changes = ()


@dataclass(frozen=True)
class Flow(History):
    """A history, and those who go on with it: the client, the end-user, what they share."""

    party: RelyingParty
    specimens: "Specimens"
    client: Client
    user_agent: UserAgent
    presentation: Presentation = field(default_factory=Presentation)

    def authorize(
        self, changes: Changes = (), *, refusing: bool = False, controlled: bool = True
    ) -> "Flow":
        """Send an authorization request, with deviations."""
        if controlled and (changes or refusing or self.is_of_another_than(self.client)):
            self._prove(self.specimens.pushed if self.pushed else self.specimens.code_flow)
        agent, deviations = self._sent_by(changes)
        request = self._authorization_request(meant(deviations, self))
        message = pushing.authorize(self.party, request, agent, refusing=refusing)
        by_hand.vouch(self.party, agent, message, changes)
        self._documented("authorization", changes, message)
        if refusing and "consent" not in message.pages:
            raise NotTestable("no page with a button to refuse was shown to the end-user")
        return replace(self, user_agent=agent, authorization_response=message)

    def _authorization_request(self, deviations: Changes) -> AuthorizationRequest:
        """Return the plain request, or the reference to a pushed one, with deviations."""
        if self.pushed is None or self.pushed.request.authorization is None:
            return self.party.authorization_request(self.client, deviations)
        plain = Parameters.of(client_id=self.client.client_id, request_uri=self.pushed.request_uri)
        request = self.pushed.request.authorization
        return replace(request, client=self.client, by_reference=plain.changed(deviations))

    def _sent_by(self, changes: Changes) -> tuple[UserAgent, Changes]:
        """Return the user agent that a request goes through, and the deviations proper."""
        senders = (ANOTHER_END_USER, ANOTHER_USER_AGENT)
        deviations = tuple(change for change in changes if change not in senders)
        if deviations == changes:
            return self.user_agent, changes
        own = ANOTHER_END_USER not in changes
        user = self.user_agent.user if own else other_end_user(self)
        return self.specimens.user_agent(user), deviations

    def redeem(self, changes: Changes = (), *, controlled: bool = True) -> "Flow":
        """Send the token request for the code, with deviations."""
        authorization = self.code
        if controlled:
            self._control(changes, self.specimens.code_flow)
        sent = authorization.request
        plain = Parameters.of(
            grant_type="authorization_code",
            code=authorization.code,
            redirect_uri=sent.parameters.get("redirect_uri"),
            code_verifier=sent.code_verifier if sent.parameters.get("code_challenge") else None,
        )
        return self.request_token(plain, changes, authorization)

    def refresh(self, changes: Changes = ()) -> "Flow":
        """Send a refresh request, with deviations."""
        first = self.tokens
        self._control(changes, self.specimens.refreshed)
        plain = Parameters.of(grant_type="refresh_token", refresh_token=first.next_refresh_token)
        return self.request_token(plain, changes, first.request.authorization, first)

    def ask_for_itself(self, changes: Changes = (), *, controlled: bool = True) -> "Flow":
        """Send a client credentials request, with deviations."""
        if controlled and self.client.is_public:
            self._prove(self.specimens.client_credentials)
        elif controlled:
            self._control(changes, self.specimens.client_credentials)
        plain = Parameters.of(grant_type="client_credentials", scope=self.client.scope)
        further = self.party.target.further("client credentials")
        return self.request_token(plain.changed(further), changes)

    def ask_userinfo(self, how: str = "by GET") -> "Flow":
        """Send a UserInfo request, the access token shown in one way or another."""
        tokens = self.tokens
        if how != "by GET":
            self._prove(self.specimens.userinfo)
        message = self.party.request_userinfo(tokens, how, self.user_agent.user)
        return replace(self, userinfo_response=message)

    def fetch(self, document: str) -> "Flow":
        """Fetch a document that the provider publishes. Raises KeyError for an unknown one."""
        fetch: dict[str, Callable[[], Message]] = {
            "OpenID Provider metadata": self.party.fetch_metadata,
            "authorization server metadata": self.party.fetch_server_metadata,
            "JWK Set": self.party.fetch_jwks,
        }
        return replace(self, document=fetch[document]())

    def deviates(self, changes: Changes) -> bool:
        """Tell whether a request is other than plain, so that its control has to be proven."""
        deviation = changes or self.presentation != Presentation()
        return bool(deviation) or self.is_of_another_than(self.client)

    def _control(self, changes: Changes, specimen: Callable[[Client], "Flow"]) -> None:
        if self.deviates(changes):
            self._prove(specimen)

    def _prove(self, specimen: Callable[[Client], "Flow"]) -> None:
        with self.party.recorder.proving():
            specimen(self.client)

    def request_token(
        self,
        plain: Parameters,
        changes: Changes,
        authorization: AuthorizationMessage | None = None,
        first: TokenResponse | None = None,
    ) -> "Flow":
        """Send a token request with deviations."""
        parameters = plain.changed(meant(parameters_of(changes), self))
        request = TokenRequest(self.client, parameters, authorization, first)
        shown, transport = self.presentation, tuple(transport_of(changes).items())
        claims = meant(shown.assertion, self)
        message = self.party.request_token(request, shown.how, claims, transport)
        self._documented("token", changes, message)
        issued = message if isinstance(message, TokenResponse) else self.issued
        return replace(self, token_messages=(*self.token_messages, message), issued=issued)

    def request_endpoint(
        self,
        kind: str,
        plain: Parameters,
        changes: Changes,
        authorization: AuthorizationRequest | None = None,
    ) -> "Flow":
        """Send a request to the endpoint for its kind, with deviations."""
        parameters = plain.changed(meant(parameters_of(changes), self))
        if authorization is not None:
            authorization = replace(authorization, parameters=parameters)
        earlier = (*self.answers.values(), *self.token_messages)
        request = EndpointRequest(self.client, parameters, self.issued, authorization, earlier)
        shown, transport = self.presentation, tuple(transport_of(changes).items())
        claims = meant(shown.assertion, self)
        message = self.party.request_endpoint(kind, request, shown.how, claims, transport)
        self._documented(kind, changes, message)
        return self.answered(kind, message)

    def _documented(self, kind: str, changes: Changes, message: Message) -> None:
        """Hold a plain request to the contract of the target file, if there is one."""
        if not changes and self.presentation == Presentation():
            documented.require(self.party, kind, message)

    def answered(self, kind: str, message: Message) -> "Flow":
        """Return the flow with what came of a request, in place of what came before."""
        others = {name: answer for name, answer in self.answers.items() if name != kind}
        return replace(self, answers={**others, kind: message})


def proven(flow: Flow, proof: object) -> Flow:
    """Return a flow whose proof has been had: getting at it raises NotTestable where it fails."""
    return flow
