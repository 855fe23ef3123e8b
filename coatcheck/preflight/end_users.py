"""Whether the end-users of the target file can log in, consent, approve and log out."""

from coatcheck import capabilities
from coatcheck.base.errors import CredentialsRefused
from coatcheck.expect.outcome import described
from coatcheck.protocol.html import parsed
from coatcheck.protocol.logout import LogoutMessage
from coatcheck.protocol.messages import (
    AuthorizationMessage,
    AuthorizationPage,
    AuthorizationResponse,
)
from coatcheck.protocol.parties import Client, User
from coatcheck.run.session import Session
from coatcheck.scenario import acts
from coatcheck.scenario.flow import Flow
from coatcheck.user_agent.basic import challenges

DECISIONS = {"device": "device token", "ciba": "CIBA token"}
"""The requests that wait for a decision, by the capability that they need."""


def login(session: Session, user: User) -> str:
    """Log an end-user in, by the pages of the target file. Raises CredentialsRefused."""
    client = session.target.clients[0]
    agent = session.specimens.user_agent(user)
    flow = Flow(session.party, session.specimens, client, agent)
    return _came(session, flow.authorize(controlled=False).authorized, client, user)


def second_client(session: Session) -> str:
    """Have the second client get a code. Raises CredentialsRefused."""
    client, user = session.target.clients[1], session.target.users[0]
    flow = session.specimens.flow(client).authorize(controlled=False)
    return _came(session, flow.authorized, client, user)


def _came(session: Session, message: AuthorizationMessage, client: Client, user: User) -> str:
    if isinstance(message, AuthorizationResponse) and message.code:
        return f"a code came, by way of: {', '.join(message.pages) or 'no page'}"
    where = session.redactor.text(described(message))
    if "login" in message.pages and _asks_again(session, message):
        raise CredentialsRefused(
            f"The login page comes back when {user.username} has entered the password: {where}.",
            f"Correct the password{' or the totp' if user.totp else ''} of {user.username} under "
            f"users in {session.target.file}, or the fields that login fills.",
        )
    if isinstance(message, AuthorizationPage):
        raise _stuck(session, message, user, where)
    came = "brings no code" if isinstance(message, AuthorizationResponse) else "is refused"
    raise CredentialsRefused(
        f"The authorization request of {client.client_id} {came}: {where}.",
        f"Correct this client in {session.target.file}, or its registration at the provider.",
    )


def _asks_again(session: Session, message: AuthorizationMessage) -> bool:
    """Tell whether the way ends where what was entered is asked for."""
    shown = parsed(message.reply.text)
    asking = (page for page in session.target.login if page.asks_secret)
    return challenges(message.reply) or any(shown.select_one(page.when) for page in asking)


def _stuck(
    session: Session, message: AuthorizationPage, user: User, where: str
) -> CredentialsRefused:
    known = ", ".join(page.when for page in session.target.login)
    return CredentialsRefused(
        f"The login of {user.username} ends before a code comes: {where}; "
        f"pages dealt with: {', '.join(message.pages) or 'none'}.",
        f"Correct login or users in {session.target.file}: none of its pages is shown there "
        f"({known}), the password is wrong, or the redirect URI is not registered.",
    )


def consent(session: Session) -> str:
    """Have the end-user asked for consent. Raises CredentialsRefused where that goes wrong."""
    client = session.target.clients[0]
    flow = session.specimens.flow(client)
    message = flow.authorize((("prompt", "consent"),), controlled=False).authorized
    if "consent" in message.pages or not isinstance(message, AuthorizationResponse):
        return _came(session, message, client, session.target.users[0])
    return "no page of consent is shown to this end-user, who may have consented before"


def claimed(session: Session, capability: str) -> bool:
    """Tell whether the target claims a capability."""
    return capabilities.decide(capability, session.party).claimed


def decides(session: Session, kind: str) -> str:
    """Have an end-user approve on another device. Raises NotTestable where no tokens come."""
    flow = acts.control(kind, session.specimens.flow(session.target.clients[0]))
    return f"tokens came for {flow.user_agent.user.username}"


def logout(session: Session) -> str:
    """Log an end-user out. Raises CredentialsRefused where a page is not known."""
    flow: Flow = acts.control("logout", session.specimens.flow(session.target.clients[0]))
    message = flow.answer("logout")
    assert isinstance(message, LogoutMessage)
    if message.location:
        return f"sent back to the client, by way of: {', '.join(message.pages) or 'no page'}"
    raise CredentialsRefused(
        f"The logout ends at a page: {session.redactor.text(described(message))}; pages dealt "
        f"with: {', '.join(message.pages) or 'none'}.",
        f"Describe the page under login in {session.target.file} (page: logout), or correct "
        "post_logout_redirect_uris.",
    )
