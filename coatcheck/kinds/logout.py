"""The logout request (OpenID Connect RP-Initiated Logout 1.0, 2)."""

import secrets
from collections.abc import Mapping
from dataclasses import replace

from coatcheck.base.verdict import NotTestable
from coatcheck.kinds.authorization import AUTHORIZATION, REFUSING
from coatcheck.kinds.code import CODE
from coatcheck.kinds.kind import Kind, NamedMessage, declare
from coatcheck.kinds.sending import further
from coatcheck.net.wire import Request, with_query
from coatcheck.protocol.client_request import FORM, parameters_of
from coatcheck.protocol.logout import LogoutMessage, LogoutPage, LogoutRequest, LogoutResponse
from coatcheck.protocol.message import Message
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.scenario import by_hand
from coatcheck.scenario.flow import Flow
from coatcheck.scenario.words import filled_in
from coatcheck.user_agent.agent import Navigation


class Logout(Kind):
    """The end of the end-user's session, asked for by the client."""

    name = "logout"
    response = LogoutMessage
    secrets = ("id_token_hint", "logout_token")

    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters, with the ID Token as a hint where the client holds one."""
        uris = flow.client.post_logout_redirect_uris
        id_token = flow.issued.id_token if flow.issued else None
        return Parameters.of(
            id_token_hint=id_token.jwt.raw if id_token else None,
            client_id=flow.client.client_id,
            post_logout_redirect_uri=uris[0] if uris else None,
            state=secrets.token_urlsafe(16),
        )

    def send(self, flow: Flow, changes: Changes = ()) -> Flow:
        """Send the user agent to the provider with deviations.

        Raises NotTestable where the end-user is to refuse, and is shown no page on which to.
        """
        by_hand.require_disposable_session(flow.user_agent)
        method, refusing = dict(changes).get("(method)", "GET"), REFUSING in changes
        deviations = tuple(change for change in parameters_of(changes) if change != REFUSING)
        parameters = further(self.name, flow, self.plain(flow))
        parameters = parameters.changed(filled_in(deviations, flow))
        message = _sent(flow, LogoutRequest(flow.client, parameters, method), refusing=refusing)
        if refusing and "logout" not in message.pages:
            raise NotTestable("no page with a button to refuse was shown to the end-user")
        return flow.answered(self.name, message)

    def answer(self, flow: Flow) -> Message:
        """Return the answer to the latest request. Raises NotTestable where none was sent."""
        return flow.answer(self.name)

    def ready(self, flow: Flow) -> Flow:
        """Sign in, and get an ID Token, in a session that no specimen has part in."""
        own = replace(flow, user_agent=flow.party.new_user_agent(flow.user_agent.user))
        return CODE.send(AUTHORIZATION.send(own))

    def messages(self) -> Mapping[str, NamedMessage]:
        """Return where the logout ended: at the client, or anywhere."""
        return {
            "answer to the logout request": NamedMessage(LogoutMessage, self.answer),
            "logout response": NamedMessage(LogoutResponse, self.answer),
        }


def _sent(flow: Flow, request: LogoutRequest, *, refusing: bool) -> LogoutMessage:
    party, encoded = flow.party, request.parameters.encode()
    address = party.endpoint("end_session_endpoint")
    by_post = Request("POST", address, (FORM,), encoded)
    by_get = Request("GET", with_query(address, encoded))
    asked = request.parameters.all("post_logout_redirect_uri")
    navigation = Navigation("logout request", party.stops(address, *asked), refusing=refusing)
    came = flow.user_agent.visit(by_post if request.method == "POST" else by_get, navigation)
    kind = LogoutResponse if came.location else LogoutPage
    return party.judged(
        kind(party.provider, came.last, request, came.location, came.pages, came.exchanges)
    )


LOGOUT = declare(Logout())
