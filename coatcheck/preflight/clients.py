"""Checks that the clients of the target file are registered at the provider."""

import dataclasses

from coatcheck.base.errors import CredentialsRefused
from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.expect import outcome
from coatcheck.expect.outcome import described
from coatcheck.kinds import pushing
from coatcheck.preflight import documents
from coatcheck.protocol.messages import (
    TokenErrorResponse,
    TokenMessage,
    TokenRequest,
    TokenResponse,
)
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client
from coatcheck.run.session import Session
from coatcheck.user_agent.basic import challenges

NOT_FOR_CODES = "unauthorized_client"
"""The error for an authenticated client that may not use the grant (RFC 6749, 5.2)."""

UNAUTHORIZED = 401
"""The status of a response to a client that did not authenticate (RFC 9110, 15.5.2)."""

UNAUTHENTICATED = ("invalid_client", NOT_FOR_CODES)
"""The errors that refuse an unknown client or wrong credentials."""


def _attempt(session: Session, client: Client) -> TokenMessage:
    """Redeem a code that does not exist: only an authenticated client gets invalid_grant."""
    parameters = Parameters.of(
        grant_type="authorization_code",
        code="no-code-of-this-provider",
        redirect_uri=client.redirect_uri,
        code_verifier="0123456789-0123456789-0123456789-0123456789",
    )
    return session.party.request_token(TokenRequest(client, parameters))


def authenticates(session: Session, client: Client) -> str:
    """Authenticate a client. Raises CredentialsRefused where it is refused.

    Raises NotTestable where the error concerns neither the unknown code nor the client.
    """
    message = _attempt(session, client)
    if message.exchange.reply is None:
        raise documents.unreachable(session, "token_endpoint", message.exchange)
    error = message.members.get("error")
    authenticated = error == NOT_FOR_CODES and message.reply.status != UNAUTHORIZED
    if error == "invalid_grant" or (authenticated and not client.uses_codes):
        return "accepted"
    if outcome.in_other_words(message):
        return "the refusal has no error code, so it is unknown whether the client authenticated"
    answered = isinstance(message, TokenResponse) or isinstance(error, str)
    if answered and message.reply.status != 401 and error not in UNAUTHENTICATED:
        raise NotTestable(
            "the response to an unknown code is not invalid_grant; the scenarios will test this: "
            f"{described(message)}"
        )
    raise CredentialsRefused(
        f"Client {client.client_id} ({client.token_endpoint_auth_method}) cannot authenticate: "
        f"{session.redactor.text(described(message))}.",
        f"Compare its credentials in {session.target.file} with its registration at the provider.",
    )


def wrong_secret(session: Session) -> str:
    """Send a wrong secret, which the provider should refuse."""
    client = next(client for client in session.target.clients if client.client_secret)
    wrong = dataclasses.replace(client, client_secret="not-the-secret-of-this-client-at-all-0123")
    message = _attempt(session, wrong)
    refused = isinstance(message, TokenErrorResponse)
    if refused and message.members.get("error") != "invalid_grant":
        return f"refused: {message.members.get('error')}"
    return "not refused; the scenarios will test this"


def redirect_uris(session: Session, client: Client) -> str:
    """Check that a client's redirect URIs are registered. Raises CredentialsRefused.

    Each is pushed where the provider accepts only pushed requests, and opened otherwise.
    """
    refused = _pushed_in_vain if pushing.demanded(session.party.known) else _opened_in_vain
    for uri in client.redirect_uris:
        came = refused(session, client, uri)
        if came:
            raise CredentialsRefused(
                f"The redirect URI {uri} of {client.client_id} is refused: {came}.",
                f"Register exactly this URI at the provider, or correct it in "
                f"{session.target.file}.",
            )
    return f"{len(client.redirect_uris)} accepted"


def _opened_in_vain(session: Session, client: Client, uri: str) -> str:
    """Return the response to a redirect URI that is refused, empty where it is not.

    The request has no session and prompt=none. Either an error is redirected to the URI, or the
    provider shows a page that says what is wrong. A page or HTTP authentication that asks the
    end-user to log in means that the URI is registered.
    """
    changes = (("redirect_uri", uri), ("prompt", "none"))
    arrival = session.party.open(session.party.authorization_request(client, changes))
    if arrival.exchanges[0].reply is None:
        raise documents.unreachable(session, "authorization_endpoint", arrival.exchanges[0])
    came = arrival.last.answer
    refused = not arrival.location and came.status >= 400 and not challenges(came)
    return arrival.last.summary if refused else ""


def _pushed_in_vain(session: Session, client: Client, uri: str) -> str:
    """Return the response to a pushed redirect URI that is refused, empty where it is not."""
    request = session.party.authorization_request(client, (("redirect_uri", uri),))
    try:
        pushing.pushed(session.party, request)
    except NotApplicable as refusal:
        return session.redactor.text(str(refusal))
    return ""
