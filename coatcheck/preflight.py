"""The pre-flight: is the target configured well enough that a verdict means anything?"""

import dataclasses
import datetime
import email.utils
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coatcheck.errors import CoatcheckError, CredentialsRefused, TargetUnreachable
from coatcheck.expect.outcome import described
from coatcheck.protocol.messages import (
    AuthorizationPage,
    AuthorizationResponse,
    TokenErrorResponse,
    TokenMessage,
    TokenRequest,
)
from coatcheck.protocol.parameters import Parameters
from coatcheck.session import Session
from coatcheck.target import Client

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
MAX_SKEW = 30.0
"""How far the provider's clock may be from ours before expiry checks mislead, in seconds."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist: what was tried, and what came."""

    tried: str
    came: str
    failure: CoatcheckError | None = None


def checklist(session: Session) -> Iterator[Check]:
    """Yield the checks one by one; after a failure the rest would mislead, and is left out."""
    for tried, act in _acts(session):
        try:
            came = act()
        except CoatcheckError as failure:
            yield Check(tried, failure.what, failure)
            return
        yield Check(tried, came)


def require(session: Session) -> None:
    """Run the checklist. Raises the CoatcheckError of the first check that fails."""
    for check in checklist(session):
        if check.failure is not None:
            raise check.failure


def _acts(session: Session) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "fetch the metadata", lambda: _metadata(session)
    yield "fetch the keys", lambda: _keys(session)
    yield "compare the clocks", lambda: _clock(session)
    for client in session.target.clients:
        yield f"authenticate {client.client_id}", functools.partial(_client, session, client)
    if any(client.client_secret for client in session.target.clients):
        yield "show a wrong secret", lambda: _wrong_secret(session)
    yield f"log in {session.target.users[0].username}", lambda: _login(session)


def _metadata(session: Session) -> str:
    party = session.party
    exchange = party.metadata_exchange
    if exchange.reply is None or exchange.answer.status != 200:
        raise TargetUnreachable(
            f"No metadata at {exchange.request.url}: {exchange.summary}.",
            "Correct issuer or metadata_url in the target file, start the provider, or, if TLS "
            "is at fault, have its certificate trusted (SSL_CERT_FILE).",
        )
    missing = [name for name in ENDPOINTS if not party.known.endpoint(name)]
    if missing:
        raise TargetUnreachable(
            f"The metadata at {exchange.request.url} has no {', '.join(missing)}.",
            "A run cannot do without; correct metadata_url, or the provider.",
        )
    return exchange.request.url


def _keys(session: Session) -> str:
    keys = session.party.known.keys.get("keys")
    if not isinstance(keys, list) or not keys:
        raise TargetUnreachable(
            f"There is no JWK Set at {session.party.known.endpoint('jwks_uri')}.",
            "Without keys no token can be verified; correct the provider's jwks_uri.",
        )
    return f"{len(keys)} key(s)"


def _clock(session: Session) -> str:
    exchange = session.party.metadata_exchange
    date = exchange.answer.header("date")
    try:
        theirs = email.utils.parsedate_to_datetime(date or "")
    except ValueError:
        return "the provider sends no Date"
    if theirs.tzinfo is None:
        theirs = theirs.replace(tzinfo=datetime.UTC)
    age = exchange.answer.header("age") or "0"
    cached = float(age) if age.isdigit() else 0.0
    skew = max(abs((theirs - exchange.started).total_seconds()) - cached, 0.0)
    if skew > MAX_SKEW:
        raise TargetUnreachable(
            f"The provider's clock is {skew:.0f} s from this machine's.",
            "Set both by NTP; judgements of iat and exp would be wrong.",
        )
    return f"{skew:.0f} s apart"


def _attempt(session: Session, client: Client) -> TokenMessage:
    """Redeem a code that does not exist: only an authenticated client hears invalid_grant."""
    parameters = Parameters.of(
        grant_type="authorization_code",
        code="no-code-of-this-provider",
        redirect_uri=client.redirect_uri,
        code_verifier="0123456789-0123456789-0123456789-0123456789",
    )
    return session.party.request_token(TokenRequest(client, parameters))


def _client(session: Session, client: Client) -> str:
    message = _attempt(session, client)
    error = message.members.get("error")
    if error == "invalid_grant":
        return "accepted"
    raise CredentialsRefused(
        f"Client {client.client_id} ({client.token_endpoint_auth_method}) cannot authenticate: "
        f"{session.redactor.text(described(message))}.",
        f"Compare its credentials in {session.target.file} with its registration at the provider.",
    )


def _wrong_secret(session: Session) -> str:
    client = next(client for client in session.target.clients if client.client_secret)
    wrong = dataclasses.replace(client, client_secret="not-the-secret-of-this-client-at-all-0123")
    message = _attempt(session, wrong)
    refused = isinstance(message, TokenErrorResponse)
    if refused and message.members.get("error") != "invalid_grant":
        return f"refused: {message.members.get('error')}"
    return "not refused, which the scenarios will judge"


def _login(session: Session) -> str:
    flow = session.specimens.flow(session.target.clients[0]).authorize(controlled=False)
    message = flow.authorized
    if isinstance(message, AuthorizationResponse):
        return f"a code came, by way of: {', '.join(message.pages) or 'no page'}"
    where = session.redactor.text(described(message))
    if isinstance(message, AuthorizationPage):
        known = ", ".join(page.when for page in session.target.login)
        raise CredentialsRefused(
            f"The login of {flow.user_agent.user.username} ends before a code comes: {where}; "
            f"pages dealt with: {', '.join(message.pages) or 'none'}.",
            f"Correct login or users in {session.target.file}: none of its pages is shown there "
            f"({known}), the password is wrong, or the redirect URI is not registered.",
        )
    raise CredentialsRefused(
        f"The authorization request of {flow.client.client_id} is refused: {where}.",
        f"Correct clients[0] in {session.target.file}, or its registration at the provider.",
    )
