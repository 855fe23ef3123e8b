"""The history of a scenario: what has been said so far, and what came of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coatcheck.base.verdict import NotTestable
from coatcheck.net.wire import Exchange
from coatcheck.protocol.endpoints import EndpointMessage, PushedAuthorizationResponse
from coatcheck.protocol.messages import (
    AuthorizationMessage,
    AuthorizationResponse,
    Message,
    TokenMessage,
    TokenResponse,
    UserInfoMessage,
    UserInfoResponse,
)
from coatcheck.protocol.parties import Client

_GIVEN = TokenMessage | EndpointMessage | AuthorizationMessage
"""The messages by which a client is given something that others may come to hold."""


@dataclass(frozen=True, kw_only=True)
class History:
    """The messages of one scenario, by the names that the specifications give them.

    What should have been said but was not raises NotTestable, unless it may be None.
    """

    authorization_response: AuthorizationMessage | None = None
    token_messages: tuple[TokenMessage, ...] = ()
    """The response to each token request, the latest at the end."""
    userinfo_response: UserInfoMessage | None = None
    document: Message | None = None
    answers: Mapping[str, Message] = field(default_factory=dict)
    """The responses of other endpoints by kind of request, the latest at the end."""
    issued: TokenResponse | None = None
    decided: bool = False
    """Whether the end-user has decided on another device."""

    def answer(self, kind: str) -> Message:
        """Return the response to the latest request of a kind. Raises NotTestable without one."""
        if kind not in self.answers:
            raise NotTestable(f"no {kind} request was sent")
        return self.answers[kind]

    @property
    def authorized(self) -> AuthorizationMessage:
        """The response to the authorization request."""
        if self.authorization_response is None:
            raise NotTestable("no authorization request was sent")
        return self.authorization_response

    @property
    def code(self) -> AuthorizationResponse:
        """The authorization response with the code."""
        response = self.authorization_response
        if not isinstance(response, AuthorizationResponse) or not response.code:
            raise NotTestable(f"the authorization request brought no code: {self.last_outcome}")
        return response

    @property
    def token_response(self) -> TokenMessage | None:
        """The response to the last token request, if one was sent."""
        return self.token_messages[-1] if self.token_messages else None

    @property
    def tokens(self) -> TokenResponse:
        """The tokens issued last."""
        if self.issued is None or not self.issued.access_token:
            raise NotTestable(f"the token request brought no tokens: {self.last_outcome}")
        return self.issued

    @property
    def claims(self) -> UserInfoResponse:
        """The claims about the end-user."""
        if not isinstance(self.userinfo_response, UserInfoResponse):
            raise NotTestable(f"the UserInfo request brought no claims: {self.last_outcome}")
        return self.userinfo_response

    @property
    def last_outcome(self) -> str:
        """The response to the last request, in a few words."""
        acts = (self.userinfo_response, self.token_response, self.authorization_response)
        sent = (self.document, *reversed([*self.answers.values()]), *acts)
        message = next((m for m in sent if m is not None), None)
        if message is None:
            return "no request was sent"
        said = {k: v for k, v in message.members.items() if k.startswith("error")}
        return f"{message.exchange.summary} {said or ''}".rstrip()

    @property
    def exchanges(self) -> Iterator[Exchange]:
        """The exchanges behind the messages of this flow."""
        if self.authorization_response is not None:
            yield from self.authorization_response.exchanges
        acts = (self.issued, self.token_response, self.userinfo_response, self.document)
        for message in (*self.answers.values(), *acts):
            if message is not None:
                yield message.exchange

    @property
    def pushed(self) -> PushedAuthorizationResponse | None:
        """The answer to the authorization request that was pushed, if one was."""
        answer = self.answers.get("pushed authorization")
        return answer if isinstance(answer, PushedAuthorizationResponse) else None

    def is_of_another_than(self, client: Client) -> bool:
        """Tell whether the tokens, or what precedes them, were issued to another client."""
        before = (*self.answers.values(), self.authorization_response)
        given = (self.issued,) if self.issued else before
        owners = [answer.request.client for answer in given if isinstance(answer, _GIVEN)]
        return any(owner != client for owner in owners)
