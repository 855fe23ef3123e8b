"""Whether the clients of the target file are those that are registered with the provider."""

import dataclasses

from coatcheck.errors import CredentialsRefused
from coatcheck.expect import outcome
from coatcheck.expect.outcome import described
from coatcheck.protocol.messages import TokenErrorResponse, TokenMessage, TokenRequest
from coatcheck.protocol.parameters import Parameters
from coatcheck.session import Session
from coatcheck.target import Client


def _attempt(session: Session, client: Client) -> TokenMessage:
    """Redeem a code that does not exist: only an authenticated client hears invalid_grant."""
    parameters = Parameters.of(
        grant_type="authorization_code",
        code="no-code-of-this-provider",
        redirect_uri=client.redirect_uri,
        code_verifier="0123456789-0123456789-0123456789-0123456789",
    )
    return session.party.request_token(TokenRequest(client, parameters))


def authenticates(session: Session, client: Client) -> str:
    """Authenticate a client. Raises CredentialsRefused where it is not accepted."""
    message = _attempt(session, client)
    error = message.members.get("error")
    if error == "invalid_grant":
        return "accepted"
    if outcome.in_other_words(message):
        return "refused without an error code, so that it is not told whether it authenticated"
    raise CredentialsRefused(
        f"Client {client.client_id} ({client.token_endpoint_auth_method}) cannot authenticate: "
        f"{session.redactor.text(described(message))}.",
        f"Compare its credentials in {session.target.file} with its registration at the provider.",
    )


def wrong_secret(session: Session) -> str:
    """Show a secret that is not the client's, which the provider is to refuse."""
    client = next(client for client in session.target.clients if client.client_secret)
    wrong = dataclasses.replace(client, client_secret="not-the-secret-of-this-client-at-all-0123")
    message = _attempt(session, wrong)
    refused = isinstance(message, TokenErrorResponse)
    if refused and message.members.get("error") != "invalid_grant":
        return f"refused: {message.members.get('error')}"
    return "not refused, which the scenarios will judge"


def redirect_uris(session: Session, client: Client) -> str:
    """Look whether a client's redirect URIs are registered. Raises CredentialsRefused.

    Each is sent without a session and with prompt=none, so that either an error comes back to it,
    or the provider stays at a page that says what is wrong; a login page takes it for registered.
    """
    for uri in client.redirect_uris:
        changes = (("redirect_uri", uri), ("prompt", "none"))
        request = session.party.authorization_request(client, changes)
        arrival = session.party.open(request)
        if not arrival.location and arrival.last.answer.status >= 400:
            raise CredentialsRefused(
                f"The redirect URI {uri} of {client.client_id} is refused: {arrival.last.summary}.",
                f"Register exactly this one at the provider, or correct it in "
                f"{session.target.file}.",
            )
    return f"{len(client.redirect_uris)} accepted"
