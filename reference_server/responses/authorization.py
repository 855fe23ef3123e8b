"""The authorization response, by redirect: RFC 6749 4.1.2, 4.1.2.1 and RFC 9207 2."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from ..errors import OAuthError
from ..messages import AuthorizationRequest
from ..models import Code
from ..provider import Provider
from ..seams import ABSENT, Behaviours, Table
from .redirect import redirect_to, with_members


@dataclass(frozen=True, slots=True)
class Granted:
    """A request that is granted, with its code."""

    request: AuthorizationRequest
    code: Code


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that is refused, with the reason."""

    request: AuthorizationRequest
    error: OAuthError


Answer = Granted | Refused
authorization_response = Table[Callable[[Granted], Any]]("authorization_response")
authorization_error = Table[Callable[[Refused], Any]]("authorization_error")
redirect = Behaviours("redirect")


@authorization_response
def code(granted: Granted) -> Any:
    """RFC 6749 4.1.2: the authorization code."""
    return granted.code.value


def state(answer: Answer) -> Any:
    """RFC 6749 4.1.2: the state as it was received, if it was."""
    return answer.request.parameters.get("state") or ABSENT


def iss(answer: Answer) -> Any:
    """RFC 9207 2: the issuer, in every answer."""
    return answer.request.provider.issuer


for _member in (state, iss):
    authorization_response.add(_member.__name__, _member)
    authorization_error.add(_member.__name__, _member)


@authorization_error
def error(refused: Refused) -> Any:
    """RFC 6749 4.1.2.1: the error code."""
    return refused.error.code


@authorization_error
def error_description(refused: Refused) -> Any:
    """RFC 6749 4.1.2.1: a sentence in the characters of the clause."""
    return refused.error.description


@authorization_error
def error_uri(refused: Refused) -> Any:
    """RFC 6749 4.1.2.1: a page about the error, which is optional and not offered."""
    return ABSENT


@redirect
def status(request: AuthorizationRequest) -> int:
    """RFC 9700 4.12: 303, which never carries a login form's body on."""
    return 303


@redirect
def status_to_page(provider: Provider, method: str) -> int:
    """RFC 9700 4.12: 303, which never carries a login form's body on to the next page."""
    return 303


@redirect
def location(redirect_uri: str, members: Mapping[str, Any]) -> str:
    """RFC 6749 3.1.2 and 4.1.2: the members join the query of the redirection URI."""
    return with_members(redirect_uri, members)


def success(granted: Granted) -> Response:
    """The redirect that carries a code."""
    provider = granted.request.provider
    return _to_client(granted.request, provider.build(authorization_response, granted))


def failure(request: AuthorizationRequest, refusal: OAuthError) -> Response:
    """The redirect that carries an error."""
    members = request.provider.build(authorization_error, Refused(request, refusal))
    return _to_client(request, members)


def _to_client(request: AuthorizationRequest, members: Mapping[str, Any]) -> Response:
    redirect_uri = request.parameters.get("redirect_uri") or ""
    target = request.provider.use(location)(redirect_uri, members)
    return redirect_to(request.provider, target, request.provider.use(status)(request))


def to_page(provider: Provider, method: str, target: str) -> Response:
    """The redirect to a page of the provider, in answer to a request by some method."""
    return redirect_to(provider, target, provider.use(status_to_page)(provider, method))
