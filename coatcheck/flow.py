"""A flow: what one client and one end-user have said to the provider so far in a scenario.

Flows are immutable: every act returns the flow as it is after it. An act with a deviation first
has its positive control proven, the same act without the deviation; where that fails, NotTestable
is raised, so that no refusal counts that would have come anyway.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coatcheck.protocol.messages import (
    AuthorizationMessage,
    AuthorizationResponse,
    Message,
    TokenMessage,
    TokenRequest,
    TokenResponse,
    UserInfoMessage,
    UserInfoResponse,
)
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.protocol.wire import Exchange
from coatcheck.relying_party import RelyingParty
from coatcheck.target import Client
from coatcheck.user_agent.agent import UserAgent
from coatcheck.verdict import NotTestable
from coatcheck.words import meant, other_end_user

if TYPE_CHECKING:
    from coatcheck.specimens import Specimens

TRANSPORT = ("(method)", "(media type)")
"""Rows of a table of deviations that are about HTTP, not about parameters."""

ANOTHER_END_USER = ("(end-user)", "another")
"""A row by which another end-user sends the authorization request."""


@dataclass(frozen=True)
class Presentation:
    """How the client authenticates."""

    how: str = "its own credentials"
    assertion: Changes = ()


@dataclass(frozen=True)
class Flow:
    """The messages of one scenario, by the names that the specifications give them."""

    party: RelyingParty
    specimens: "Specimens"
    client: Client
    user_agent: UserAgent
    presentation: Presentation = field(default_factory=Presentation)
    authorization_response: AuthorizationMessage | None = None
    token_response: TokenMessage | None = None
    userinfo_response: UserInfoMessage | None = None
    document: Message | None = None
    issued: TokenResponse | None = None

    # Acts of the client and the end-user

    def authorize(
        self, changes: Changes = (), *, refusing: bool = False, controlled: bool = True
    ) -> "Flow":
        """Send an authorization request, with deviations."""
        if controlled and (changes or refusing):
            self.specimens.code_flow(self.client)
        agent, deviations = self._sent_by(changes)
        request = self.party.authorization_request(self.client, meant(deviations, self))
        message = self.party.authorize(request, agent, refusing=refusing)
        if refusing and "consent" not in message.pages:
            raise NotTestable("the end-user was shown no page on which to refuse")
        return replace(self, user_agent=agent, authorization_response=message)

    def _sent_by(self, changes: Changes) -> tuple[UserAgent, Changes]:
        """Return the user agent that a request goes through, and the deviations proper."""
        if ANOTHER_END_USER not in changes:
            return self.user_agent, changes
        agent = self.specimens.user_agent(other_end_user(self))
        return agent, tuple(change for change in changes if change != ANOTHER_END_USER)

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
        return self._request_token(plain, changes, authorization)

    def refresh(self, changes: Changes = ()) -> "Flow":
        """Send a refresh request, with deviations."""
        first = self.tokens
        self._control(changes, self.specimens.refreshed)
        plain = Parameters.of(grant_type="refresh_token", refresh_token=first.next_refresh_token)
        return self._request_token(plain, changes, first.request.authorization, first)

    def ask_for_itself(self, changes: Changes = (), *, controlled: bool = True) -> "Flow":
        """Send a client credentials request, with deviations."""
        if controlled and self.client.is_public:
            self.specimens.client_credentials(self.client)
        elif controlled:
            self._control(changes, self.specimens.client_credentials)
        plain = Parameters.of(grant_type="client_credentials", scope=self.client.scope)
        return self._request_token(plain, changes)

    def ask_userinfo(self, how: str = "by GET") -> "Flow":
        """Send a UserInfo request, the access token shown in one way or another."""
        tokens = self.tokens
        if how != "by GET":
            self.specimens.userinfo(self.client)
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

    def send(self, kind: str, changes: Changes) -> "Flow":
        """Send a request by the name of its kind. Raises KeyError for an unknown one."""
        acts: dict[str, Callable[[Changes], Flow]] = {
            "authorization": self.authorize,
            "token": self.redeem,
            "refresh": self.refresh,
            "client credentials": self.ask_for_itself,
        }
        return acts[kind](changes)

    def _control(self, changes: Changes, specimen: Callable[[Client], "Flow"]) -> None:
        if changes or self.presentation != Presentation():
            specimen(self.client)

    def _request_token(
        self,
        plain: Parameters,
        changes: Changes,
        authorization: AuthorizationMessage | None = None,
        first: TokenResponse | None = None,
    ) -> "Flow":
        transport = tuple(change for change in changes if change[0] in TRANSPORT)
        deviations = tuple(change for change in changes if change[0] not in TRANSPORT)
        parameters = plain.changed(meant(deviations, self))
        request = TokenRequest(self.client, parameters, authorization, first)
        shown = self.presentation
        claims = meant(shown.assertion, self)
        message = self.party.request_token(request, shown.how, claims, transport)
        issued = message if isinstance(message, TokenResponse) else self.issued
        return replace(self, token_response=message, issued=issued)

    # What has been said, with NotTestable raised where it should have been but was not

    @property
    def authorized(self) -> AuthorizationMessage:
        """What came of the authorization request."""
        if self.authorization_response is None:
            raise NotTestable("no authorization request has been sent")
        return self.authorization_response

    @property
    def code(self) -> AuthorizationResponse:
        """The authorization response with the code."""
        response = self.authorization_response
        if not isinstance(response, AuthorizationResponse) or not response.code:
            raise NotTestable(f"no code came of the authorization request: {self.last_outcome}")
        return response

    @property
    def tokens(self) -> TokenResponse:
        """The tokens issued last."""
        if self.issued is None or not self.issued.access_token:
            raise NotTestable(f"no tokens came of the token request: {self.last_outcome}")
        return self.issued

    @property
    def claims(self) -> UserInfoResponse:
        """The claims about the end-user."""
        if not isinstance(self.userinfo_response, UserInfoResponse):
            raise NotTestable(f"no claims came of the UserInfo request: {self.last_outcome}")
        return self.userinfo_response

    @property
    def last_outcome(self) -> str:
        """What came of the last request, in a few words."""
        acts = (self.userinfo_response, self.token_response, self.authorization_response)
        sent = (self.document, *acts)
        message = next((m for m in sent if m is not None), None)
        if message is None:
            return "nothing was sent"
        said = {k: v for k, v in message.members.items() if k.startswith("error")}
        return f"{message.exchange.summary} {said or ''}".rstrip()

    @property
    def exchanges(self) -> Iterator[Exchange]:
        """The exchanges behind the messages of this flow."""
        if self.authorization_response is not None:
            yield from self.authorization_response.exchanges
        for message in (self.issued, self.token_response, self.userinfo_response, self.document):
            if message is not None:
                yield message.exchange


def proven(flow: Flow, proof: object) -> Flow:
    """Return a flow whose proof has been had: getting at it raises NotTestable where it fails."""
    return flow
