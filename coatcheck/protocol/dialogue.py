"""The answers between an authorization request and its end: pages and redirects."""

from collections.abc import Iterator
from dataclasses import dataclass

from coatcheck.net.wire import Exchange
from coatcheck.protocol.authorization import (
    AuthorizationErrorResponse,
    AuthorizationMessage,
    AuthorizationPage,
    AuthorizationRequest,
    AuthorizationResponse,
    MisdirectedResponse,
)
from coatcheck.protocol.message import Message
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import User

HTML = ("text/html", "application/xhtml+xml")
"""The media types of pages."""


@dataclass(frozen=True)
class DialogueResponse(Message):
    """Any answer between the authorization request and its end: a page or a redirect."""

    request: AuthorizationRequest


class PageResponse(DialogueResponse):
    """An HTML page for the end-user."""


class CredentialsRedirect(DialogueResponse):
    """A redirect in answer to a form with the end-user's password."""


def dialogue(message: AuthorizationMessage) -> Iterator[DialogueResponse]:
    """Yield every response on the way to the outcome of an authorization request."""
    for exchange in message.exchanges:
        kind = _dialogue_kind(exchange, message.user)
        yield kind(message.provider, exchange, message.request)


def is_page(exchange: Exchange) -> bool:
    """Tell whether the answer is a page; what a redirect has in its body is shown to nobody."""
    return exchange.answer.media_type in HTML and not _redirects(exchange)


def _redirects(exchange: Exchange) -> bool:
    return 300 <= exchange.answer.status < 400


def _dialogue_kind(exchange: Exchange, user: User | None) -> type[DialogueResponse]:
    if is_page(exchange):
        return PageResponse
    sent = Parameters.parse(exchange.request.body or "").pairs
    password = user.password if user else ""
    entered = bool(password) and password in [value for _, value in sent]
    return CredentialsRedirect if entered and _redirects(exchange) else DialogueResponse


def authorization_kind(
    request: AuthorizationRequest, location: str, posted: Parameters | None = None
) -> type[AuthorizationMessage]:
    """Return what kind of answer to an authorization request came to an address of the client."""
    asked = request.parameters.get("redirect_uri")
    if not location:
        return AuthorizationPage
    if asked and asked not in request.client.redirect_uris:
        return MisdirectedResponse
    answers = (Parameters.delivered(location), posted or Parameters())
    failed = any(answer.get("error") is not None for answer in answers)
    return AuthorizationErrorResponse if failed else AuthorizationResponse
