"""Faults of whether anything may be sent to a redirection URI."""

from typing import Any
from urllib.parse import urldefrag, urlsplit

from ..checks import redirection as address
from ..errors import InvalidRequest, PageError
from ..messages import AuthorizationRequest
from .fault import Fault, forgiving, misreported


def _origin(uri: str | None) -> tuple[str, str]:
    return urlsplit(uri or "")[:2]


def _foreign_followed(request: AuthorizationRequest) -> None:
    origins = [_origin(registered) for registered in request.client.redirect_uris]
    redirect_uri = request.parameters.get("redirect_uri")
    if _origin(redirect_uri) not in origins:
        raise InvalidRequest("redirect_uri is not registered for the client")
    address.redirect_uri_registered(request)


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
        "A request of an unknown client is answered by a redirect.",
    ),
    _page(
        "missing_client_redirected", "RFC6749-4.1.2.1/missing-client-id-not-redirected",
        "client_known",
        lambda request: misreported(
            address.client_known,
            PageError if request.parameters.get("client_id") else InvalidRequest,
        )(request),
        "A request without client_id is answered by a redirect.",
    ),
    _page(
        "foreign_uri_followed", "RFC6749-3.1.2.4/invalid-redirect-uri-not-followed",
        "redirect_uri_registered", _foreign_followed,
        "The error is redirected to a URI of an origin that is not registered.",
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
        "An unsupported response_mode is answered by a redirect.",
    ),
)  # fmt: skip
