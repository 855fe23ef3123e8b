"""The UserInfo request (OIDC Core, 5.3.1)."""

from collections.abc import Mapping

from coatcheck.kinds.kind import Kind, NamedMessage, declare
from coatcheck.protocol.message import Message
from coatcheck.protocol.parameters import Changes
from coatcheck.protocol.userinfo import (
    UserInfoErrorResponse,
    UserInfoMessage,
    UserInfoResponse,
    userinfo_request,
)
from coatcheck.scenario.flow import Flow

PLAIN = "by GET"
"""How the access token is shown unless a scenario says otherwise."""

SHOWN = "(access token)"
"""The row that says how the access token is shown."""


def shown(how: str) -> Changes:
    """Return the deviation by which the access token is shown in this way."""
    return () if how == PLAIN else ((SHOWN, how),)


class UserInfoRequest(Kind):
    """The claims about the end-user, for an access token."""

    name = "UserInfo"
    extensible = False
    response = UserInfoResponse
    secrets = ("access_token",)

    def send(self, flow: Flow, changes: Changes = ()) -> Flow:
        """Send a request, the access token shown in one way or another.

        Raises NotTestable where the client holds no tokens.
        """
        party, tokens, how = flow.party, flow.tokens, dict(changes).get(SHOWN, PLAIN)
        request = userinfo_request(party.endpoint("userinfo_endpoint"), tokens.access_token, how)
        exchange = party.send("UserInfo request", tokens.request.client, request)
        kind = UserInfoResponse if exchange.answer.status == 200 else UserInfoErrorResponse
        message = kind(party.provider, exchange, tokens, flow.user_agent.user)
        return flow.answered(self.name, party.judged(message))

    def answer(self, flow: Flow) -> Message | None:
        """Return the answer to the latest request, None before there is one."""
        return flow.latest.get(self.name)

    def needs_control(self, flow: Flow, changes: Changes) -> bool:
        """Tell whether the access token is shown in another way; no client takes part in it."""
        return bool(changes)

    def ready(self, flow: Flow) -> Flow:
        """Return a code flow that brought tokens."""
        return flow.specimens.code_flow(flow.client)

    def messages(self) -> Mapping[str, NamedMessage]:
        """Return the answers: claims, a refusal, or either."""
        return {
            "answer to the UserInfo request": NamedMessage(UserInfoMessage, self.answer),
            "UserInfo response": NamedMessage(UserInfoResponse, self.answer),
            "UserInfo error response": NamedMessage(UserInfoErrorResponse, self.answer),
        }


USERINFO = declare(UserInfoRequest())
