"""Faults of the authorization response."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from ....core.faults.fault import Fault, absent, altered, constant
from .. import answer
from ..delivery import location

Members = Mapping[str, Any]


def _in_fragment(redirect_uri: str, members: Members, when: str) -> str:
    if when in members:
        return f"{redirect_uri}#{urlencode(members)}"
    return location(redirect_uri, members)


def _at_first_uri(redirect_uri: str, members: Members) -> str:
    return location(redirect_uri.replace("/other", "/callback"), members)


def _with_token(redirect_uri: str, members: Members) -> str:
    extra = {"access_token": "eyJhbGciOiJub25lIn0.e30."} if "code" in members else {}
    return location(redirect_uri, {**members, **extra})


def _with_other_parameter(redirect_uri: str, members: Members) -> str:
    extra = {"reason": "unknown"} if "error" in members else {}
    return location(redirect_uri, {**members, **extra})


def _repeating(redirect_uri: str, members: Members) -> str:
    return f"{location(redirect_uri, members)}&{urlencode(list(members.items())[:1])}"


def _redirect(name: str, requirement: str, change: Any, sentence: str) -> Fault:
    return Fault(f"redirect_{name}", requirement, "redirect.location", change, sentence)


FAULTS = (
    _redirect(
        "query_lost", "RFC6749-3.1.2/redirect-uri-query-retained",
        lambda uri, members: location(uri.partition("?")[0], members),
        "The query of the redirection URI is lost.",
    ),
    _redirect(
        "parameter_repeated", "RFC6749-3.1/response-parameter-once", _repeating,
        "The first response parameter occurs twice.",
    ),
    _redirect(
        "code_in_fragment", "RFC6749-4.1.2/code-in-query",
        lambda uri, members: _in_fragment(uri, members, "code"),
        "The code is in the fragment.",
    ),
    _redirect(
        "error_in_fragment", "RFC6749-4.1.2.1/error-in-query",
        lambda uri, members: _in_fragment(uri, members, "error"),
        "The error is in the fragment.",
    ),
    _redirect(
        "error_with_other_parameter", "OIDCC-3.1.2.6/no-other-parameters",
        _with_other_parameter, "The error response has an undefined parameter.",
    ),
    _redirect(
        "access_token_in_url", "RFC6750-5.3/not-in-page-urls", _with_token,
        "An access token is in the redirection URI.",
    ),
    Fault(
        "redirect_307", "OIDCC-16.22/no-307-to-redirect-uri", "redirect.status",
        lambda request: 303 if request.is_authenticated_afresh else 307,
        "The redirect to the client has the status 307, unless it follows a login.",
    ),
    Fault(
        "redirect_307_after_credentials", "RFC9700-4.12/no-307-after-credentials",
        "redirect_to_page.status", lambda provider, method: 307 if method == "POST" else 303,
        "A form with credentials is answered with a redirect of the status 307.",
    ),
    Fault(
        "redirect_302_after_credentials", "RFC9700-4.12/303-after-credentials",
        "redirect_to_page.status", lambda provider, method: 302 if method == "POST" else 303,
        "A form with credentials is answered with a redirect of the status 302.",
    ),
    Fault(
        "redirect_to_first_redirect_uri", "RFC6749-4.1.2/code-in-query", "redirect.location",
        _at_first_uri, "The response always goes to the client's first redirection URI.",
    ),
    Fault(
        "redirect_with_cors", "RFC9700-2.6/authorization-endpoint-no-cors",
        "redirect_header.access_control_allow_origin", constant("*"),
        "A script of another origin can read the answers of the authorization endpoint.",
    ),
    Fault(
        "state_not_returned_with_error", "RFC6749-4.1.2.1/state-returned",
        "authorization_error.state", absent, "The authorization error response lacks state.",
    ),
    Fault(
        "iss_parameter_absent_with_error", "RFC9207-2/iss-in-error-response",
        "authorization_error.iss", absent, "The authorization error response lacks iss.",
    ),
    Fault(
        "authorization_error_description_characters",
        "RFC6749-4.1.2.1/error-description-characters", "authorization_error.error_description",
        altered(answer.error_description, lambda text: f'"{text}"'),
        "The error_description has quotation marks.",
    ),
    Fault(
        "authorization_error_uri_characters", "RFC6749-4.1.2.1/error-uri-characters",
        "authorization_error.error_uri", constant("see the manual"), "error_uri has spaces.",
    ),
)  # fmt: skip
