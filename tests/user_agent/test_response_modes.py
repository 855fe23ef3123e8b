"""Where an authorization response comes to the client: in the query, the fragment or a form."""

import datetime
import html

import pytest
from starlette.applications import Starlette
from starlette.requests import Request as Asked
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from coatcheck.net.wire import Exchange, Request, Wire
from coatcheck.protocol.authorization import (
    AuthorizationErrorResponse,
    AuthorizationMessage,
    AuthorizationRequest,
    AuthorizationResponse,
)
from coatcheck.protocol.dialogue import authorization_kind
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client, User
from coatcheck.protocol.provider import Provider
from coatcheck.user_agent.agent import Driver, Navigation, UserAgent, stops
from coatcheck.user_agent.browser import BrowserDriver
from coatcheck.user_agent.sparing import SparingDriver
from tests.served import served

CALLBACK = "https://client.example/callback"
CLIENT = Client("client", "none", (CALLBACK,))
STATE = '<b>"&'


def page(fields: dict[str, str]) -> str:
    inputs = "".join(
        f'<input type=hidden name="{name}" value="{html.escape(value)}">'
        for name, value in fields.items()
    )
    form = f'<form method=post action="{CALLBACK}">{inputs}</form>'
    return f"<!doctype html><body onload='document.forms[0].submit()'>{form}</body>"


async def answer(asked: Asked) -> Response:
    fields = {**dict(asked.query_params), "state": STATE}
    if asked.url.path == "/form_post":
        return HTMLResponse(page(fields))
    mark = "?" if asked.url.path == "/query" else "#"
    return RedirectResponse(f"{CALLBACK}{mark}{Parameters.of(**fields).encode()}", 303)


def responded(
    driver: Driver, mode: str, request: AuthorizationRequest, **fields: str
) -> AuthorizationMessage:
    """Return the response that a provider delivers in this mode, whatever was asked for."""
    wire = Wire(5.0)
    with served(Starlette(routes=[Route("/{mode}", answer)])) as base:
        navigation = Navigation("authorization request", stops((CALLBACK,), (base,)))
        opened = Request("GET", f"{base}/{mode}?{Parameters.of(**fields).encode()}")
        try:
            came = UserAgent(wire, driver, (), User("alice")).visit(opened, navigation)
        finally:
            wire.close()
    return message(came.location, request, came.posted)


def asking(response_type: str, **others: str) -> AuthorizationRequest:
    asked = Parameters.of(response_type=response_type, redirect_uri=CALLBACK, **others)
    return AuthorizationRequest(CLIENT, asked)


def message(
    location: str, request: AuthorizationRequest, posted: str | None = None
) -> AuthorizationMessage:
    """Return the response that comes to this address, with what a form has posted there."""
    form = Parameters.parse(posted) if posted is not None else None
    kind = authorization_kind(request, location, form)
    now = datetime.datetime.now(datetime.UTC)
    exchange = Exchange(1, "request", Request("GET", CALLBACK), None, None, now, 0.0)
    return kind(Provider("https://op.example"), exchange, request, location, posted=form)


@pytest.mark.parametrize("mode", ["query", "fragment", "form_post"])
def test_the_browser_comes_to_the_client_with_all_that_was_sent(
    browser: BrowserDriver, mode: str
) -> None:
    asked = asking("code id_token", response_mode=mode)
    came = responded(SparingDriver(browser), mode, asked, code="c", id_token="t")
    assert isinstance(came, AuthorizationResponse)
    assert came.members == {"code": "c", "id_token": "t", "state": STATE}


@pytest.mark.parametrize(
    ("response_type", "place"),
    [
        *(("code", "?"), ("none", "?"), ("unknown", "?")),
        *(("token", "#"), ("id_token token", "#"), ("code id_token", "#")),
    ],
)
def test_a_response_is_read_where_its_type_has_it(response_type: str, place: str) -> None:
    other = "#" if place == "?" else "?"
    assert message(f"{CALLBACK}{place}code=c", asking(response_type)).members == {"code": "c"}
    asked = asking(response_type, response_mode="query" if place == "?" else "fragment")
    misplaced = message(f"{CALLBACK}{other}code=c", asked)
    assert misplaced.members == {}
    assert misplaced.delivered.get("code") == "c"


def test_a_form_is_read_where_it_was_asked_for_alone() -> None:
    asked = asking("code", response_mode="form_post")
    assert message(CALLBACK, asked, "code=c").members == {"code": "c"}
    assert message(f"{CALLBACK}?code=c", asked).members == {}
    assert message(CALLBACK, asking("code"), "code=c").members == {}


@pytest.mark.parametrize("place", ["?error=access_denied", "#error=access_denied"])
def test_an_error_is_known_wherever_it_is_delivered(place: str) -> None:
    came = message(f"{CALLBACK}{place}", asking("code"))
    assert isinstance(came, AuthorizationErrorResponse)
    assert came.delivered.get("error") == "access_denied"
    assert bool(came.members) == place.startswith("?")


def test_an_error_in_a_form_is_one() -> None:
    posted = message(CALLBACK, asking("code", response_mode="form_post"), "error=access_denied")
    assert isinstance(posted, AuthorizationErrorResponse)


def test_a_provider_that_does_not_know_a_response_type_may_answer_anywhere() -> None:
    came = message(f"{CALLBACK}?error=unsupported_response_type", asking("id_token"))
    assert came.members == {"error": "unsupported_response_type"}
