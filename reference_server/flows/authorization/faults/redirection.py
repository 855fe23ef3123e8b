"""Faults of whether anything may be sent to a redirection URI."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urldefrag, urlsplit

from ....core.errors import InvalidRequest, PageError
from ....core.faults.fault import Fault, forgiving, misreported
from .. import redirection as address
from ..request import AuthorizationRequest


def _host(uri: str) -> str:
    return urlsplit(uri).hostname or ""


def _foreign_followed(request: AuthorizationRequest) -> None:
    hosts = tuple(_host(registered) for registered in request.client.redirect_uris)
    if not _host(request.parameters.get("redirect_uri") or "").endswith(hosts):
        raise InvalidRequest("redirect_uri is not registered for the client")
    address.redirect_uri_registered(request)


def _of_any_client(request: AuthorizationRequest) -> bool:
    registered = (client.redirect_uris for client in request.provider.clients.values())
    return any(request.parameters.get("redirect_uri") in uris for uris in registered)


def _reduced(reduce: Callable[[str], str]) -> Any:
    """A check that finds a redirection URI registered where one is that is reduced to the same."""

    def registered(request: AuthorizationRequest) -> bool:
        redirect_uri = reduce(request.parameters.get("redirect_uri") or "")
        return redirect_uri in map(reduce, request.client.redirect_uris)

    return forgiving(address.redirect_uri_registered, registered)


def _without_port(uri: str) -> str:
    parts = urlsplit(uri)
    return parts._replace(netloc=parts.hostname or "").geturl()


def _without_subdomain(uri: str) -> str:
    parts = urlsplit(uri)
    return parts._replace(netloc=".".join(parts.netloc.split(".")[-2:])).geturl()


def _prefix_matched(request: AuthorizationRequest) -> bool:
    redirect_uri = request.parameters.get("redirect_uri") or ""
    return "#" not in redirect_uri and redirect_uri.startswith(request.client.redirect_uris)


def _fragment_ignored(request: AuthorizationRequest) -> bool:
    redirect_uri = request.parameters.get("redirect_uri") or ""
    return urldefrag(redirect_uri).url in request.client.redirect_uris


def _page(name: str, requirement: str, check: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"redirection_{name}", requirement, f"redirection.{check}", replacement, sentence)


FAULTS = (
    _page(
        "unknown_client_redirected", "RFC6749-4.1.2.1/unknown-client-not-redirected",
        "client_known",
        lambda request: misreported(
            address.client_known,
            InvalidRequest if request.parameters.get("client_id") else PageError,
        )(request),
        "A request of an unknown client is answered with a redirect.",
    ),
    _page(
        "missing_client_redirected", "RFC6749-4.1.2.1/missing-client-id-not-redirected",
        "client_known",
        lambda request: misreported(
            address.client_known,
            PageError if request.parameters.get("client_id") else InvalidRequest,
        )(request),
        "A request without client_id is answered with a redirect.",
    ),
    _page(
        "foreign_uri_followed", "RFC6749-3.1.2.4/invalid-redirect-uri-not-followed",
        "redirect_uri_registered", _foreign_followed,
        "The error is redirected to a URI of a host that is not registered.",
    ),
    _page(
        "uri_of_any_client", "RFC6749-3.1.2.4/invalid-redirect-uri-not-followed",
        "redirect_uri_registered", forgiving(address.redirect_uri_registered, _of_any_client),
        "A redirection URI of another client is accepted.",
    ),
    _page(
        "case_ignored", "RFC6749-3.1.2.3/redirect-uri-simple-string-comparison",
        "redirect_uri_registered", _reduced(str.lower),
        "A redirection URI is accepted in upper case and in lower case.",
    ),
    _page(
        "slash_ignored", "RFC6749-3.1.2.3/redirect-uri-simple-string-comparison",
        "redirect_uri_registered", _reduced(lambda uri: uri.rstrip("/")),
        "A redirection URI is accepted with a trailing slash.",
    ),
    _page(
        "subdomain_matched", "RFC6749-3.1.2.3/redirect-uri-simple-string-comparison",
        "redirect_uri_registered", _reduced(_without_subdomain),
        "A redirection URI on a subdomain of the registered host is accepted.",
    ),
    _page(
        "port_ignored", "RFC6749-3.1.2.3/redirect-uri-simple-string-comparison",
        "redirect_uri_registered", _reduced(_without_port),
        "A redirection URI is accepted at any port.",
    ),
    _page(
        "prefix_matched", "RFC6749-3.1.2.3/redirect-uri-simple-string-comparison",
        "redirect_uri_registered", forgiving(address.redirect_uri_registered, _prefix_matched),
        "A redirection URI that begins like a registered one is accepted.",
    ),
    _page(
        "fragment_ignored", "RFC6749-3.1.2/redirect-uri-without-fragment",
        "redirect_uri_registered", forgiving(address.redirect_uri_registered, _fragment_ignored),
        "A redirection URI with a fragment is accepted.",
    ),
    _page(
        "response_mode_redirected", "OIDCC-3.1.2.6/response-mode-unsupported",
        "response_mode_supported", misreported(address.response_mode_supported, InvalidRequest),
        "An unsupported response_mode is answered with a redirect.",
    ),
)  # fmt: skip
