"""Endpoints that clients speak to directly: their duties, and how they answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, Protocol, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from .assertion import Assertion, assertion, takes_assertions
from .client_authentication import CREDENTIALS, Credentials, client_authentication
from .client_refusal import Failure, refusal_header, refusal_member
from .client_request import ClientRequest, GrantRequest
from .clients import Client
from .errors import InvalidRequest, MethodNotAllowed, OAuthError
from .headers import Header, json_for_scripts, not_stored, not_stored_by_http_1
from .http import FORM, content_type_of, form_of, provider_of, query_of
from .parameters import Parameters
from .provider import Provider
from .routing import EVERY_METHOD, route
from .seams import Absent, Behaviours, Rows, Table

client_parameters = Behaviours("client_parameters")


class Answer(Protocol):
    """What an endpoint has made of a request."""

    @property
    def provider(self) -> Provider:
        """The provider that was asked."""
        ...


A = TypeVar("A", bound=Answer)
Act = Callable[[GrantRequest], A]


class ClientEndpoint(Generic[A]):
    """An endpoint with tables of its own; a fault in one of them leaves the others alone.

    request       what holds before the client is known: the method, the form, no duplicates
    client        the client's authentication (RFC 6749 2.3), `assertion` that by JWT (RFC 7523 3)
    check         what holds of a known client's request; the flow appends its own here
    response      the members of the answer, `body` them as JSON, `header` its headers, `status`
                  its HTTP status
    error         the members of a refusal (RFC 6749 5.2), `error_header` its headers
    """

    def __init__(self, noun: str, path: str, parameters: Collection[str]) -> None:
        self.path = path
        self._parameters = parameters
        self.request = Table[Callable[[ClientRequest], None]](f"{noun}_request", received)
        self.client = Table[Callable[[Credentials], None]](f"{noun}_client", client_authentication)
        self.assertion = Table[Callable[[Assertion], None]](f"{noun}_assertion", assertion)
        self.check = Table[Callable[[GrantRequest], None]](noun)
        self.response = Table[Callable[[A], Any]](f"{noun}_response")
        self.body = Table[Callable[[Mapping[str, Any]], str]](f"{noun}_body", json_object)
        self.header = Table[Header](
            f"{noun}_header", json_for_scripts, not_stored, not_stored_by_http_1
        )
        self.error = Table[Callable[[OAuthError], Any]](f"{noun}_error", refusal_member)
        self.error_header = Table[Callable[[Failure], str | Absent]](
            f"{noun}_error_header", refusal_header
        )
        self.status = Table[Callable[[OAuthError | None], int]](f"{noun}_status", statuses)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters of its requests, those by which the client authenticates included."""
        return (*self._parameters, "client_id", *CREDENTIALS)

    def answers(
        self, *, scripts: bool = False, identifies_provider: bool = False
    ) -> Callable[[Act[A]], Act[A]]:
        """Answer what a function makes of a request once every check is passed.

        `scripts` of any origin may ask; an assertion may be made out to an endpoint that
        `identifies_provider` (RFC 7523 3).
        """
        if identifies_provider:
            takes_assertions(self.path)

        def served(act: Act[A]) -> Act[A]:
            async def handler(http: Request) -> Response:
                return await self._answer(http, act)

            route(self.path, *EVERY_METHOD, scripts=scripts)(handler)
            return act

        return served

    async def _answer(self, http: Request, act: Act[A]) -> Response:
        request = self._arrived(http)
        provider = request.provider
        try:
            request = await _with_parameters(http, request)
            provider.check(self.request, request)
            client = self._authenticated(Credentials(request))
            known = GrantRequest(provider, request.parameters, client)
            provider.check(self.check, known)
            return self._success(act(known))
        except OAuthError as refusal:
            return self._failure(request, refusal)

    def _arrived(self, http: Request) -> ClientRequest:
        """The request without its parameters."""
        authorization = http.headers.get("authorization")
        provider, content_type = provider_of(http), content_type_of(http)
        return ClientRequest(provider, http.method, content_type, authorization, self.parameters)

    def _authenticated(self, presented: Credentials) -> Client:
        """The client that a request comes from; OAuthError when that is not proven."""
        provider = presented.provider
        provider.check(self.client, presented)
        client = presented.client
        assert client is not None
        if presented.assertion is not None:
            judged = Assertion(provider, client, presented.assertion, presented.parameters)
            provider.check(self.assertion, judged)
        return client

    def _success(self, answer: A) -> Response:
        """The answer to a request that was granted; without members it has no body."""
        provider = answer.provider
        status = provider.table(self.status)["of_success"](None)
        headers = provider.headers(self.header, provider)
        if not self.response.names:
            headers.pop("content-type", None)
            return Response(status_code=status, headers=headers)
        serialised = provider.table(self.body)["serialised"]
        return Response(serialised(provider.build(self.response, answer)), status, headers)

    def _failure(self, request: ClientRequest, refusal: OAuthError) -> Response:
        """The answer to a request that was refused."""
        provider = request.provider
        return Response(
            json.dumps(provider.build(self.error, refusal)),
            provider.table(self.status)["of_error"](refusal),
            provider.headers(self.error_header, (provider, request, refusal)),
        )


received = Rows[Callable[[ClientRequest], None]]()
json_object = Rows[Callable[[Mapping[str, Any]], str]]()
statuses = Rows[Callable[[OAuthError | None], int]]()
json_object.add("serialised", json.dumps)


@received
def method_post(request: ClientRequest) -> None:
    """RFC 6749 3.2: the client uses POST."""
    if request.method != "POST":
        raise MethodNotAllowed("this endpoint is spoken to by POST")


@received
def content_type_form(request: ClientRequest) -> None:
    """RFC 6749 4.1.3: the parameters come as a form."""
    if request.method == "POST" and request.content_type != FORM:
        raise InvalidRequest(f"the content type is not {FORM}")


@received
def parameters_once(request: ClientRequest) -> None:
    """RFC 6749 3.2: a parameter occurs once at most."""
    if request.parameters.repeated(request.known):
        raise InvalidRequest("a parameter occurs more than once")


@statuses
def of_success(_: OAuthError | None) -> int:
    """RFC 6749 5.1: what is granted is answered with 200."""
    return 200


@statuses
def of_error(refusal: OAuthError | None) -> int:
    """RFC 6749 5.2: a refusal is answered with 400, or 401 when nobody was authenticated."""
    return refusal.status if refusal else 500


@client_parameters
def effective(method: str, query: Parameters, body: Parameters) -> Parameters:
    """RFC 6749 2.3.1: what stands in the URI of a POST request is no parameter of it."""
    return body if method == "POST" else query


async def _with_parameters(http: Request, request: ClientRequest) -> ClientRequest:
    """The request with its parameters; OAuthError when they cannot be read."""
    query, body = query_of(http), await form_of(http)
    read = request.provider.use(effective)(http.method, query, body)
    return request.with_parameters(read)
