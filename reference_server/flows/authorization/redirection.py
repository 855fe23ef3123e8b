"""Whether anything at all may be sent to the redirection URI; refusals here end on a page."""

from collections.abc import Callable

from ...core.errors import PageError
from ...core.seams import Table
from .delivery import OFFERED
from .request import AuthorizationRequest

redirection = Table[Callable[[AuthorizationRequest], None]]("redirection")


@redirection.fixed
def client_id_and_redirect_uri_once(request: AuthorizationRequest) -> None:
    """RFC 6749 3.1: a parameter occurs once at most."""
    if request.parameters.repeated(("client_id", "redirect_uri")):
        raise PageError("client_id or redirect_uri occurs more than once")


@redirection
def client_known(request: AuthorizationRequest) -> None:
    """RFC 6749 4.1.2.1: an unknown client leads to no redirect."""
    if request.parameters.get("client_id") not in request.provider.clients:
        raise PageError("the client is unknown")


@redirection.fixed
def redirect_uri_present(request: AuthorizationRequest) -> None:
    """OpenID Connect Core 3.1.2.1: redirect_uri is required."""
    if request.parameters.get("redirect_uri") is None:
        raise PageError("redirect_uri is missing")


@redirection
def redirect_uri_registered(request: AuthorizationRequest) -> None:
    """RFC 9700 4.1.3: redirect_uri equals a registered one as a string."""
    if request.parameters.get("redirect_uri") not in request.client.redirect_uris:
        raise PageError("redirect_uri is not registered for the client")


@redirection
def response_mode_supported(request: AuthorizationRequest) -> None:
    """OpenID Connect Core 3.1.2.6: with an unknown response mode there is no way to answer."""
    if request.parameters.get("response_mode") not in (None, *OFFERED):
        raise PageError("the response mode is not supported")
