"""The duties at an endpoint that clients speak to directly, each a seam of that endpoint's own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Generic, Protocol, TypeVar

from starlette.responses import Response

from .checks.assertion import assertion
from .checks.client_authentication import client_authentication
from .checks.token import content_type_form, method_post
from .errors import InvalidRequest, OAuthError
from .messages import ClientRequest, GrantRequest
from .provider import Provider
from .responses.headers import token_error_header, token_header
from .responses.token import token_error
from .seams import Function, Table


class Answer(Protocol):
    """What an endpoint has made of a request."""

    @property
    def provider(self) -> Provider:
        """The provider that was asked."""
        ...


A = TypeVar("A", bound=Answer)
F = TypeVar("F", bound=Function)


class ClientDuties(Generic[A]):
    """The tables of one endpoint; a fault in one of them leaves the other endpoints alone.

    request       what holds before the client is known: the method, the form, no duplicates
    client        the client's authentication (RFC 6749 2.3), `assertion` that by JWT (RFC 7523 3)
    check         what holds of a known client's request; the endpoint appends its own here
    response      the members of the answer, `body` them as JSON, `header` its headers, `status`
                  its HTTP status
    error         the members of a refusal (RFC 6749 5.2), `error_header` its headers
    """

    def __init__(self, noun: str, parameters: tuple[str, ...], granted: int = 200) -> None:
        self.request = Table[Callable[[ClientRequest], None]](f"{noun}_request")
        self.request.add("method_post", method_post)
        self.request.add("content_type_form", content_type_form)
        self.request.add("parameters_once", _once(parameters))
        self.client = _like(client_authentication, f"{noun}_client")
        self.assertion = _like(assertion, f"{noun}_assertion")
        self.check = Table[Callable[[GrantRequest], None]](noun)
        self.response = Table[Callable[[A], Any]](f"{noun}_response")
        self.body = Table[Callable[[Mapping[str, Any]], str]](f"{noun}_body")
        self.body.add("serialised", json.dumps)
        self.header = _like(token_header, f"{noun}_header")
        self.error = _like(token_error, f"{noun}_error")
        self.error_header = _like(token_error_header, f"{noun}_error_header")
        self.status = Table[Callable[[OAuthError | None], int]](f"{noun}_status")
        self.status.add("of_success", _of_success(granted))
        self.status.add("of_error", _of_error)

    def success(self, answer: A) -> Response:
        """The answer to a request that was granted; without members it has no body."""
        provider = answer.provider
        status = provider.function(self.status, "of_success")(None)
        headers = provider.headers(self.header, provider)
        if not self.response.names:
            headers.pop("content-type", None)
            return Response(status_code=status, headers=headers)
        serialised = provider.function(self.body, "serialised")
        return Response(serialised(provider.build(self.response, answer)), status, headers)

    def failure(self, request: ClientRequest, refusal: OAuthError) -> Response:
        """The answer to a request that was refused."""
        provider = request.provider
        return Response(
            json.dumps(provider.build(self.error, refusal)),
            provider.function(self.status, "of_error")(refusal),
            provider.headers(self.error_header, (provider, request, refusal)),
        )


def _like(table: Table[F], noun: str) -> Table[F]:
    """A table with the functions of another one, at addresses of its own."""
    own = Table[F](noun)
    own.extend(table)
    return own


def _once(parameters: tuple[str, ...]) -> Callable[[ClientRequest], None]:
    def parameters_once(request: ClientRequest) -> None:
        """RFC 6749 3.2: a parameter occurs once at most."""
        if request.parameters.repeated(parameters):
            raise InvalidRequest("a parameter occurs more than once")

    return parameters_once


def _of_success(granted: int) -> Callable[[OAuthError | None], int]:
    def of_success(_: OAuthError | None) -> int:
        """RFC 6749 5.1: what is granted is answered with 200; RFC 9126 2.2: with 201."""
        return granted

    return of_success


def _of_error(refusal: OAuthError | None) -> int:
    """RFC 6749 5.2: a refusal is answered with 400, or 401 when nobody was authenticated."""
    return refusal.status if refusal else 500
