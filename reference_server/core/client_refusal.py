"""How an endpoint refuses a client: RFC 6749 5.2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .client_request import ClientRequest
from .errors import OAuthError
from .headers import JSON
from .provider import Provider
from .seams import ABSENT, Absent, Rows

Failure = tuple[Provider, ClientRequest, OAuthError]
refusal_member = Rows[Callable[[OAuthError], Any]]()
refusal_header = Rows[Callable[[Failure], str | Absent]]()


@refusal_member
def error(refusal: OAuthError) -> Any:
    """RFC 6749 5.2: the error code."""
    return refusal.code


@refusal_member
def error_description(refusal: OAuthError) -> Any:
    """RFC 6749 5.2: a sentence in the characters of the clause."""
    return refusal.description


@refusal_member
def error_uri(refusal: OAuthError) -> Any:
    """RFC 6749 5.2: a page about the error, which is optional and not offered."""
    return ABSENT


@refusal_header
def content_type(failure: Failure) -> str | Absent:
    """RFC 6749 5.2: an error answer is JSON."""
    return JSON


@refusal_header
def cache_control(failure: Failure) -> str | Absent:
    """RFC 6749 5.2: an error answer is not stored either."""
    return "no-store"


@refusal_header
def pragma(failure: Failure) -> str | Absent:
    """RFC 6749 5.1: nor by caches of HTTP/1.0."""
    return "no-cache"


@refusal_header
def www_authenticate(failure: Failure) -> str | Absent:
    """RFC 6749 5.2: a client that used the Authorization header is told the scheme to use."""
    provider, request, error = failure
    used = error.code == "invalid_client" and request.authorization is not None
    return f'Basic realm="{provider.issuer}", charset="UTF-8"' if used else ABSENT


@refusal_header
def allow(failure: Failure) -> str | Absent:
    """RFC 9110 15.5.6: a refused method comes with the methods that are allowed."""
    return "POST" if failure[2].status == 405 else ABSENT
