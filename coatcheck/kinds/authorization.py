"""The authorization request (RFC 6749, 4.1.1; OIDC Core, 3.1.2.1)."""

from collections.abc import Mapping
from dataclasses import replace

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.kinds import pushing
from coatcheck.kinds.kind import Kind, NamedMessage, declare
from coatcheck.kinds.sending import hold_to_contract
from coatcheck.protocol.authorization import (
    AuthorizationErrorResponse,
    AuthorizationMessage,
    AuthorizationPage,
    AuthorizationRequest,
    AuthorizationResponse,
)
from coatcheck.protocol.dialogue import (
    CredentialsRedirect,
    DialogueResponse,
    PageResponse,
    dialogue,
)
from coatcheck.protocol.message import Message
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.scenario import by_hand
from coatcheck.scenario.flow import Flow
from coatcheck.scenario.words import filled_in
from coatcheck.scenario.words.end_users import other_end_user
from coatcheck.user_agent.agent import UserAgent

ANOTHER_END_USER = ("(end-user)", "another")
"""A row by which another end-user sends the authorization request."""

ANOTHER_USER_AGENT = ("(user agent)", "another")
"""A row by which it goes through the user agent that all scenarios share."""

REFUSING = ("(end-user)", "refuses")
"""A row by which the end-user presses the button that refuses."""

_ROWS = (ANOTHER_END_USER, ANOTHER_USER_AGENT, REFUSING)


class AuthorizationKind(Kind):
    """A code, with the end-user's consent."""

    name = "authorization"
    response = AuthorizationResponse
    secrets = ("code", "id_token_hint")

    def send(self, flow: Flow, changes: Changes = ()) -> Flow:
        """Send a request with deviations, after pushing it where that is demanded.

        Raises NotTestable where the end-user is to refuse, and is shown no page on which to.
        """
        agent, refusing = _sent_by(flow, changes), REFUSING in changes
        deviations = tuple(change for change in changes if change not in _ROWS)
        request = _request(flow, filled_in(deviations, flow))
        message = pushing.authorize(flow.party, request, agent, refusing=refusing)
        by_hand.require_kept_session(flow.party, agent, message, changes)
        hold_to_contract(flow, changes, message, AuthorizationResponse)
        if refusing and "consent" not in message.pages:
            raise NotTestable("no page with a button to refuse was shown to the end-user")
        return replace(flow, user_agent=agent).answered(self.name, message)

    def answer(self, flow: Flow) -> AuthorizationMessage:
        """Return the answer to the latest request. Raises NotTestable where none was sent."""
        return flow.authorized

    def control(self, flow: Flow) -> Flow:
        """Return a code that brings tokens, from a pushed request if one was pushed."""
        specimens = flow.specimens
        return specimens.pushed(flow.client) if flow.pushed else specimens.code_flow(flow.client)

    def messages(self) -> Mapping[str, NamedMessage]:
        """Return the answers, and the pages and redirects before them."""
        return {
            "authorization dialogue": NamedMessage(DialogueResponse, _dialogue),
            "end-user's page": NamedMessage(PageResponse, _dialogue),
            "redirect after the login": NamedMessage(CredentialsRedirect, _login_redirects),
            **{name: NamedMessage(kind, self.answer) for name, kind in _ANSWERS.items()},
        }


_ANSWERS = {
    "answer to the authorization request": AuthorizationMessage,
    "authorization server's page": AuthorizationPage,
    "authorization response": AuthorizationResponse,
    "authorization error response": AuthorizationErrorResponse,
}


def _sent_by(flow: Flow, changes: Changes) -> UserAgent:
    """Return the user agent that a request goes through."""
    if ANOTHER_END_USER in changes:
        return flow.specimens.user_agent(other_end_user(flow))
    if ANOTHER_USER_AGENT in changes:
        return flow.specimens.user_agent(flow.user_agent.user)
    return flow.user_agent


def _request(flow: Flow, deviations: Changes) -> AuthorizationRequest:
    """Return the plain request, or the reference to a pushed one, with deviations."""
    if flow.pushed is None or flow.pushed.request.authorization is None:
        return flow.party.authorization_request(flow.client, deviations)
    plain = Parameters.of(client_id=flow.client.client_id, request_uri=flow.pushed.request_uri)
    request = flow.pushed.request.authorization
    return replace(request, client=flow.client, by_reference=plain.changed(deviations))


def _dialogue(flow: Flow) -> list[Message]:
    return list(dialogue(flow.authorized))


def _login_redirects(flow: Flow) -> list[Message]:
    """Return the redirects after a password; a code, a challenge or a page may come instead."""
    found: list[Message] = [m for m in _dialogue(flow) if isinstance(m, CredentialsRedirect)]
    if not found and isinstance(flow.authorized, AuthorizationResponse):
        raise NotApplicable("no form with the end-user's password was answered by a redirect")
    return found


AUTHORIZATION = declare(AuthorizationKind())
