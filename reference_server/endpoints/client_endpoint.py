"""Endpoints that clients speak to directly, and authenticate at as at the token endpoint."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from ..checks.assertion import Assertion
from ..checks.client_authentication import Credentials
from ..client_duties import Answer, ClientDuties
from ..errors import OAuthError
from ..messages import ClientRequest, GrantRequest
from ..models import Client
from ..parameters import Parameters
from ..seams import Behaviours, Table
from .http import content_type_of, form_of, provider_of, query_of

A = TypeVar("A", bound=Answer)

token_parameters = Behaviours("token_parameters")


@token_parameters
def effective(method: str, query: Parameters, body: Parameters) -> Parameters:
    """RFC 6749 2.3.1: what stands in the URI of a POST request is no parameter of it."""
    return body if method == "POST" else query


def arrived(http: Request) -> ClientRequest:
    """The request without its parameters."""
    authorization = http.headers.get("authorization")
    content_type = content_type_of(http)
    return ClientRequest(provider_of(http), http.method, content_type, authorization, Parameters())


async def with_parameters(http: Request, request: ClientRequest) -> ClientRequest:
    """The request with its parameters; OAuthError when they cannot be read."""
    query, body = query_of(http), await form_of(http)
    read = request.provider.use(effective)(http.method, query, body)
    return request.with_parameters(read)


def authenticated(
    presented: Credentials,
    by_credentials: Table[Callable[[Credentials], None]],
    by_assertion: Table[Callable[[Assertion], None]],
) -> Client:
    """The client that a request comes from; OAuthError when that is not proven."""
    provider = presented.provider
    provider.check(by_credentials, presented)
    client = presented.client
    assert client is not None
    if presented.assertion is not None:
        judged = Assertion(provider, client, presented.assertion, presented.parameters)
        provider.check(by_assertion, judged)
    return client


async def answer(
    http: Request, duties: ClientDuties[A], act: Callable[[GrantRequest], A]
) -> Response:
    """Answer a request: what `act` makes of it once every check is passed, or a refusal."""
    request = arrived(http)
    provider = request.provider
    try:
        request = await with_parameters(http, request)
        provider.check(duties.request, request)
        client = authenticated(Credentials(request), duties.client, duties.assertion)
        known = GrantRequest(provider, request.parameters, client)
        provider.check(duties.check, known)
        return duties.success(act(known))
    except OAuthError as refusal:
        return duties.failure(request, refusal)
