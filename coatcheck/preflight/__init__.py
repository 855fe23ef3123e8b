"""The pre-flight: checks of the target file against the provider, before the first scenario."""

import functools
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coatcheck.base.errors import CoatcheckError
from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.preflight import clients, documents, end_users
from coatcheck.run.session import Session


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist: the check, and its result."""

    tried: str
    came: str
    failure: CoatcheckError | None = None
    doubtful: bool = False
    """Whether something did not work that the scenarios will test."""


Act = Callable[[Session], str]


def checklist(session: Session, chosen: str | None = None) -> Iterator[Check]:
    """Yield the checks one by one, and stop after a failure to get the metadata or the keys.

    `chosen` is the text of the scenarios that will run, where they are not all: a decision on
    another device, or a logout, is tried only where the text speaks of it.

    A check fails where the configuration is at fault. What the provider itself gets wrong is
    marked as doubtful, and left to the scenarios.
    """
    for tried, act in _documents():
        check = _checked(session, tried, act)
        yield check
        if check.failure:
            return
    for tried, act in _clients(session):
        yield _checked(session, tried, act)
    for tried, act in (*_logins(session), *_flows(session, chosen)):
        yield _checked(session, tried, act)


def require(session: Session, chosen: str | None = None) -> None:
    """Run the checklist. Raises the CoatcheckError of the first check that fails."""
    for check in checklist(session, chosen):
        if check.failure is not None:
            raise check.failure


def _checked(session: Session, tried: str, act: Act) -> Check:
    hide = session.redactor.text
    try:
        return Check(tried, hide(act(session)))
    except CoatcheckError as failure:
        what = hide(failure.what)
        return Check(tried, what, type(failure)(what, hide(failure.hint)))
    except (NotTestable, NotApplicable) as doubt:
        return Check(tried, hide(str(doubt)), doubtful=True)


def _documents() -> Iterator[tuple[str, Act]]:
    yield "fetch the metadata", documents.metadata
    yield "compare the issuer", documents.issuer
    yield "fetch the keys", documents.keys
    yield "compare the clocks", documents.clock


def _clients(session: Session) -> Iterator[tuple[str, Act]]:
    for client in session.target.clients:
        tried = f"authenticate {client.client_id}"
        yield tried, functools.partial(clients.authenticates, client=client)
    if any(client.client_secret for client in session.target.clients):
        yield "send a wrong secret", clients.wrong_secret
    for client in filter(operator.attrgetter("uses_codes"), session.target.clients):
        tried = f"try the redirect URIs of {client.client_id}"
        yield tried, functools.partial(clients.redirect_uris, client=client)


def _logins(session: Session) -> Iterator[tuple[str, Act]]:
    for user in session.target.users:
        yield f"log in as {user.username}", functools.partial(end_users.login, user=user)
    second = end_users.second(session)
    if second is not None:
        tried = functools.partial(end_users.second_client, client=second)
        yield f"log in with {second.client_id}", tried
    if any(page.page == "consent" for page in session.target.login):
        yield "ask for consent", end_users.consent


def _flows(session: Session, chosen: str | None) -> Iterator[tuple[str, Act]]:
    def concerned(capability: str) -> bool:
        spoken_of = chosen is None or capability in chosen.lower()
        return spoken_of and end_users.claimed(session, capability)

    for capability, kind in end_users.DECISIONS.items():
        if concerned(capability):
            yield f"approve a {kind} request", functools.partial(end_users.decides, kind=kind)
    if concerned("logout"):
        yield "log out", end_users.logout
