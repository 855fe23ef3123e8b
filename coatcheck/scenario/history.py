"""The history of a scenario: which requests have been sent so far, and their answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from coatcheck.base.verdict import NotTestable
from coatcheck.net.wire import Exchange
from coatcheck.protocol.authorization import AuthorizationMessage, AuthorizationResponse
from coatcheck.protocol.endpoints import EndpointMessage
from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import TokenMessage, TokenResponse
from coatcheck.protocol.parties import Client
from coatcheck.protocol.pushed_authorization import PushedAuthorizationResponse
from coatcheck.protocol.userinfo import UserInfoResponse

_GIVEN = EndpointMessage | AuthorizationMessage
"""The messages before the tokens by which a client is given what others may come to hold."""

DOCUMENT = "document"
"""The name under which a published document stands among the answers."""


@dataclass(frozen=True, kw_only=True)
class History:
    """The responses in one scenario, each under the kind of its request, in order.

    What a scenario needs and did not get raises NotTestable, unless it may be None.
    """

    answers: tuple[tuple[str, Message], ...] = ()
    issued: TokenResponse | None = None
    """The tokens that the client holds."""
    decided: bool = False
    """Whether the end-user has decided on another device."""

    @property
    def latest(self) -> dict[str, Message]:
        """The latest answer to each kind of request, the latest one of all at the end."""
        found: dict[str, Message] = {}
        for kind, message in self.answers:
            found.pop(kind, None)
            found[kind] = message
        return found

    def answer(self, kind: str) -> Message:
        """Return the answer to the latest request of a kind. Raises NotTestable without one."""
        message = self.latest.get(kind)
        if message is None:
            raise NotTestable(f"no {kind} request was sent")
        return message

    @property
    def document(self) -> Message | None:
        """The document that was fetched last, if one was."""
        return self.latest.get(DOCUMENT)

    @property
    def authorized(self) -> AuthorizationMessage:
        """The answer to the authorization request."""
        message = self.answer("authorization")
        assert isinstance(message, AuthorizationMessage)
        return message

    @property
    def code(self) -> AuthorizationResponse:
        """The authorization response with the code."""
        response = self.latest.get("authorization")
        if not isinstance(response, AuthorizationResponse) or not response.code:
            raise NotTestable(f"the authorization request brought no code: {self.last_outcome}")
        return response

    @property
    def token_messages(self) -> tuple[TokenMessage, ...]:
        """The answers to token requests, the latest one at the end."""
        return tuple(message for _, message in self.answers if isinstance(message, TokenMessage))

    @property
    def token_response(self) -> TokenMessage | None:
        """The response to the last token request, if one was sent."""
        return next(iter(self.token_messages[-1:]), None)

    @property
    def tokens(self) -> TokenResponse:
        """The tokens that the client holds."""
        if self.issued is None or not self.issued.access_token:
            raise NotTestable(f"the token request brought no tokens: {self.last_outcome}")
        return self.issued

    @property
    def claims(self) -> UserInfoResponse:
        """The claims about the end-user."""
        message = self.latest.get("UserInfo")
        if not isinstance(message, UserInfoResponse):
            raise NotTestable(f"the UserInfo request brought no claims: {self.last_outcome}")
        return message

    @property
    def last_outcome(self) -> str:
        """The response to the last request, in a few words."""
        if not self.answers:
            return "no request was sent"
        message = self.answers[-1][1]
        errors = {k: v for k, v in message.members.items() if k.startswith("error")}
        return f"{message.exchange.summary} {errors or ''}".rstrip()

    @property
    def exchanges(self) -> Iterator[Exchange]:
        """The exchanges behind the answers, and behind the tokens that the client holds."""
        for message in (*self.latest.values(), self.issued):
            if isinstance(message, AuthorizationMessage):
                yield from message.exchanges
            elif message is not None:
                yield message.exchange

    @property
    def pushed(self) -> PushedAuthorizationResponse | None:
        """The answer to the authorization request that was pushed, if one was."""
        answer = self.latest.get("pushed authorization")
        return answer if isinstance(answer, PushedAuthorizationResponse) else None

    def is_of_another_than(self, client: Client) -> bool:
        """Tell whether the tokens, or what precedes them, were issued to another client."""
        if self.issued is not None:
            return self.issued.request.client != client
        given = (answer for answer in self.latest.values() if isinstance(answer, _GIVEN))
        return any(answer.request.client != client for answer in given)
