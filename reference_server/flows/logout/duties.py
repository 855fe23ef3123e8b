"""What a logout request must keep, whose it is, and when the end-user is asked first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ...core.clients import Client
from ...core.errors import PageError
from ...core.parameters import Parameters
from ...core.provider import Provider
from ...core.seams import Behaviours, Table
from ...core.sessions import Session
from ...core.store import Kind
from ..tokens.records import ID_TOKENS, Grant

PARAMETERS = (
    "id_token_hint", "logout_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales",
)  # fmt: skip

logout_request = Behaviours("logout_request")


@dataclass(frozen=True, slots=True)
class PendingLogout:
    """A logout request that waits for the end-user."""

    logout_id: str
    parameters: Parameters
    secret: str
    """What the form of its page is bound to the session with."""


LOGOUTS = Kind[PendingLogout]()


@dataclass(frozen=True)
class LogoutRequest:
    """A logout request, and the session in the user agent that it came by."""

    provider: Provider
    parameters: Parameters
    session: Session | None

    @cached_property
    def hint(self) -> Grant | None:
        """What was granted with the ID Token that is passed as `id_token_hint`."""
        return self.provider.use(hint)(self)

    @cached_property
    def client(self) -> Client | None:
        """The client that asks, as far as the request tells."""
        return self.provider.use(client)(self)


@logout_request
def hint(request: LogoutRequest) -> Grant | None:
    """RP-Initiated Logout 2: the hint is an ID Token of this provider, expired or not."""
    return request.provider.store[ID_TOKENS].get(request.parameters.get("id_token_hint") or "")


@logout_request
def client(request: LogoutRequest) -> Client | None:
    """RP-Initiated Logout 2: the client is the one that the hint was issued to."""
    if request.hint is not None:
        return request.hint.client
    return request.provider.clients.get(request.parameters.get("client_id") or "")


logout = Table[Callable[[LogoutRequest], None]]("logout")


@logout.fixed
def parameters_once(request: LogoutRequest) -> None:
    """RFC 6749 3.1: a parameter occurs once at most."""
    if request.parameters.repeated(PARAMETERS):
        raise PageError("a parameter occurs more than once")


@logout
def languages_at_will(request: LogoutRequest) -> None:
    """RP-Initiated Logout 2: ui_locales is a wish; none of its values is refused."""


@logout
def session_not_needed(request: LogoutRequest) -> None:
    """RP-Initiated Logout 4: it is no error that nobody is logged in."""


@logout
def hint_issued(request: LogoutRequest) -> None:
    """RP-Initiated Logout 2: the provider was the issuer of the hint."""
    if request.parameters.get("id_token_hint") is not None and request.hint is None:
        raise PageError("id_token_hint is no ID Token of this provider")


@logout.fixed
def client_known(request: LogoutRequest) -> None:
    """RP-Initiated Logout 2: client_id is valid at this provider."""
    if request.parameters.get("client_id") is not None and request.client is None:
        raise PageError("the client is unknown")


@logout
def client_of_hint(request: LogoutRequest) -> None:
    """RP-Initiated Logout 2: client_id is the one that the hint was issued to."""
    client_id = request.parameters.get("client_id")
    if client_id is not None and request.client and client_id != request.client.client_id:
        raise PageError("client_id is not that of the id_token_hint")


@logout
def redirection_vouched_for(request: LogoutRequest) -> None:
    """RP-Initiated Logout 3: whose redirection URI it is can be told."""
    if request.parameters.get("post_logout_redirect_uri") and request.client is None:
        raise PageError("post_logout_redirect_uri comes without id_token_hint and client_id")


@logout
def post_logout_redirect_uri_registered(request: LogoutRequest) -> None:
    """RP-Initiated Logout 3: the redirection URI equals a registered one as a string."""
    uri = request.parameters.get("post_logout_redirect_uri")
    if uri is None or request.client is None:
        return
    if uri not in request.client.post_logout_redirect_uris:
        raise PageError("post_logout_redirect_uri is not registered for the client")


logout_question = Table[Callable[[LogoutRequest], bool]]("logout_question")


@logout_question
def hint_absent(request: LogoutRequest) -> bool:
    """RP-Initiated Logout 2: without a hint the end-user must be asked."""
    return request.hint is None


@logout_question
def hint_of_another(request: LogoutRequest) -> bool:
    """RP-Initiated Logout 2: with the hint of another end-user this one must be asked."""
    return request.hint is not None and not _is_of_session(request)


@logout_question
def hint_of_end_user(request: LogoutRequest) -> bool:
    """RP-Initiated Logout 2: with a hint of their own the end-user should be asked as well."""
    return request.hint is not None and _is_of_session(request)


def _is_of_session(request: LogoutRequest) -> bool:
    return bool(request.hint and request.session and request.hint.user == request.session.user)


def asks(request: LogoutRequest) -> bool:
    """Whether the end-user is asked; who is not logged in has nothing to decide."""
    reasons = request.provider.table(logout_question).values()
    return request.session is not None and any(reason(request) for reason in reasons)
