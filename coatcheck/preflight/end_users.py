"""Checks that the end-users of the target file can log in, consent, approve and log out."""

from coatcheck import capabilities
from coatcheck.base.errors import CredentialsRefused
from coatcheck.expect.outcome import described
from coatcheck.kinds import KINDS, acts
from coatcheck.kinds.authorization import AUTHORIZATION
from coatcheck.protocol.authorization import (
    AuthorizationMessage,
    AuthorizationPage,
    AuthorizationResponse,
)
from coatcheck.protocol.html import parsed
from coatcheck.protocol.logout import LogoutMessage
from coatcheck.protocol.parties import Client, User
from coatcheck.run.session import Session
from coatcheck.scenario.flow import Flow
from coatcheck.user_agent.basic import challenges

DECISIONS = {kind.capability: kind.name for kind in KINDS.values() if kind.capability}
"""The requests that wait for a decision, by the capability that they need."""


def login(session: Session, user: User) -> str:
    """Log an end-user in, with the pages of the target file. Raises CredentialsRefused."""
    client = session.target.clients[0]
    agent = session.specimens.user_agent(user)
    flow = Flow(session.party, session.specimens, client, agent)
    return _came(session, AUTHORIZATION.send(flow).authorized, client, user)


def second(session: Session) -> Client | None:
    """Return the second client that redeems codes, if there is one."""
    other = session.target.other_than(session.target.clients[0])
    return other if other is not None and other.uses_codes else None


def second_client(session: Session, client: Client) -> str:
    """Get a code for the second client. Raises CredentialsRefused."""
    user = session.target.users[0]
    flow = AUTHORIZATION.send(session.specimens.flow(client))
    return _came(session, flow.authorized, client, user)


def _came(session: Session, message: AuthorizationMessage, client: Client, user: User) -> str:
    if isinstance(message, AuthorizationResponse) and message.code:
        return f"got a code; pages shown: {', '.join(message.pages) or 'none'}"
    where = session.redactor.text(described(message))
    if "login" in message.pages and _asks_again(session, message):
        raise CredentialsRefused(
            f"The login page is shown again after {user.username} enters the password: {where}.",
            f"Correct the password{' or the totp' if user.totp else ''} of {user.username} under "
            f"users in {session.target.file}, or the fields under login.",
        )
    if isinstance(message, AuthorizationPage):
        raise _stuck(session, message, user, where)
    came = "brought no code" if isinstance(message, AuthorizationResponse) else "was refused"
    raise CredentialsRefused(
        f"The authorization request of {client.client_id} {came}: {where}.",
        f"Correct this client in {session.target.file}, or its registration at the provider.",
    )


def _asks_again(session: Session, message: AuthorizationMessage) -> bool:
    """Tell whether the last page asks again for what was entered."""
    shown = parsed(message.reply.text)
    asking = (page for page in session.target.login if page.asks_secret)
    return challenges(message.reply) or any(shown.select_one(page.when) for page in asking)


def _stuck(
    session: Session, message: AuthorizationPage, user: User, where: str
) -> CredentialsRefused:
    known = ", ".join(page.when for page in session.target.login)
    return CredentialsRefused(
        f"The login of {user.username} stopped before a code came: {where}; "
        f"pages recognized: {', '.join(message.pages) or 'none'}.",
        f"Correct login or users in {session.target.file}: either no entry of login matches this "
        f"page ({known}), or the password is wrong, or the redirect URI is not registered.",
    )


def consent(session: Session) -> str:
    """Request consent from the end-user. Raises CredentialsRefused where this fails."""
    client = session.target.clients[0]
    flow = session.specimens.flow(client)
    message = AUTHORIZATION.send(flow, (("prompt", "consent"),)).authorized
    if "consent" in message.pages or not isinstance(message, AuthorizationResponse):
        return _came(session, message, client, session.target.users[0])
    return "no consent page is shown; the end-user may have consented before"


def claimed(session: Session, capability: str) -> bool:
    """Tell whether the target claims a capability."""
    return capabilities.decide(capability, session.party).claimed


def decides(session: Session, kind: str) -> str:
    """Have an end-user approve on another device. Raises NotTestable without tokens."""
    flow = acts.control(kind, session.specimens.flow(session.target.clients[0]))
    return f"got tokens for {flow.user_agent.user.username}"


def logout(session: Session) -> str:
    """Log an end-user out. Raises CredentialsRefused where a page is not recognized."""
    flow: Flow = acts.control("logout", session.specimens.flow(session.target.clients[0]))
    message = flow.answer("logout")
    assert isinstance(message, LogoutMessage)
    if message.location:
        return f"returned to the client; pages shown: {', '.join(message.pages) or 'none'}"
    raise CredentialsRefused(
        f"The logout stopped at a page: {session.redactor.text(described(message))}; pages "
        f"recognized: {', '.join(message.pages) or 'none'}.",
        f"Describe this page under login in {session.target.file} (page: logout), or correct "
        "post_logout_redirect_uris.",
    )
