"""Reading HTTP requests: bounded bodies, parameters as pairs, the provider that is addressed."""

from __future__ import annotations

from starlette.requests import Request

from .errors import ContentTooLarge, InvalidRequest, PageError
from .parameters import Parameters
from .provider import Provider

BODY_AT_MOST = 64 * 1024
FORM = "application/x-www-form-urlencoded"


def provider_of(http: Request) -> Provider:
    """The provider whose path the request came to."""
    provider: Provider = http.state.provider
    return provider


def content_type_of(http: Request) -> str:
    """The media type of the body, without its parameters."""
    return http.headers.get("content-type", "").partition(";")[0].strip().lower()


def query_of(http: Request) -> Parameters:
    """The parameters of the query; InvalidRequest when it cannot be read."""
    return _parsed(http.url.query)


async def form_of(http: Request) -> Parameters:
    """The parameters of a form, none when the body is something else."""
    if content_type_of(http) != FORM:
        return Parameters()
    return _parsed((await body_of(http)).decode("latin-1"))


async def body_of(http: Request) -> bytes:
    """The body; ContentTooLarge when it exceeds what is read."""
    body = bytearray()
    async for chunk in http.stream():
        body += chunk
        if len(body) > BODY_AT_MOST:
            raise ContentTooLarge("the body is too large")
    return bytes(body)


async def sent_by_user_agent(http: Request) -> Parameters:
    """The query of a GET request, the form of a POST request; PageError when it is no form."""
    if http.method != "POST":
        return query_of(http)
    if content_type_of(http) != FORM:
        raise PageError(f"the content type is not {FORM}")
    return await form_of(http)


def _parsed(encoded: str) -> Parameters:
    try:
        return Parameters.parse(encoded)
    except ValueError as error:
        raise InvalidRequest("the parameters cannot be read") from error
