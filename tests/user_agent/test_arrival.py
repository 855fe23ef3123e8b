"""Where a user agent is at the client, and no longer at the provider."""

from contextlib import closing

import pytest
from starlette.applications import Starlette
from starlette.requests import Request as Asked
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from coatcheck.base.errors import CredentialsRefused
from coatcheck.expect import rule_for
from coatcheck.net.wire import Request, Wire
from coatcheck.preflight import end_users
from coatcheck.protocol.authorization import AuthorizationRequest, AuthorizationResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client, User
from coatcheck.protocol.provider import Provider
from coatcheck.run.session import Session
from coatcheck.target import target_file
from coatcheck.target.target import Page
from coatcheck.user_agent.agent import Destination, Driver, Navigation, UserAgent, stops
from coatcheck.user_agent.browser import BrowserDriver
from coatcheck.user_agent.forms import FormDriver
from reference_server.core.faults.fault import constant
from tests.lawful.provider import provider
from tests.served import served
from tests.user_agent.conftest import Target

ALICE = User("alice", "swordfish")
LOGIN = "<form method=post><input name=username><button id=go>Go</button></form>"
RECIPE = (Page("login", "[name=username]", "#go", {"[name=username]": "{username}"}),)


@pytest.fixture(params=["forms", "browser"])
def driver(request: pytest.FixtureRequest, browser: BrowserDriver) -> Driver:
    return FormDriver() if request.param == "forms" else browser


def visited(redirect_uri: str, driver: Driver) -> tuple[Destination, str]:
    """Return where a login leads to whose provider redirects to this URI, and what was asked."""

    async def answer(asked: Asked) -> Response:
        to = redirect_uri.format(base=str(asked.base_url).rstrip("/"))
        if asked.method == "POST":
            return RedirectResponse(f"{to}?code=c", 303)
        if asked.url.path == "/authorize":
            return RedirectResponse("/login", 303)
        return HTMLResponse(f"<!doctype html>{LOGIN}")

    wire = Wire(2.0)
    routes = [Route("/{name}", answer, methods=["GET", "POST"])]
    with served(Starlette(routes=routes)) as base:
        asked, opened = redirect_uri.format(base=base), f"{base}/authorize"
        way = Navigation("authorization request", stops((asked,), (base, opened)))
        try:
            arrival = UserAgent(wire, driver, RECIPE, ALICE).visit(Request("GET", opened), way)
        finally:
            wire.close()
    return arrival, asked


@pytest.mark.parametrize(
    "redirect_uri",
    [
        "https://client.example/callback",
        "https://client.example:443/callback",
        "https://Client.Example/callback",
        "{base}/callback",
    ],
)
def test_the_user_agent_comes_to_the_client(redirect_uri: str, driver: Driver) -> None:
    arrival, asked = visited(redirect_uri, driver)
    assert arrival.location.endswith("/callback?code=c")
    assert arrival.pages == ("login",)
    client = Client("client", "none", (asked,))
    request = AuthorizationRequest(client, Parameters.of(redirect_uri=asked))
    response = AuthorizationResponse(
        Provider("https://op.example"), arrival.last, request, arrival.location
    )
    rule_for(response, "goes to the redirection URI").judge(response)


def test_where_the_provider_is_too_the_path_tells() -> None:
    uris = ("https://op.example:443/client/callback?a=b", "https://client.example/callback")
    assert stops(uris, ("https://OP.example/authorize",)) == {
        "https://op.example/client/callback",
        "https://client.example",
    }


def test_a_login_has_not_come_to_its_end_without_a_code(target: Target) -> None:
    with provider({"code.value": constant("")}) as base:
        refused = pytest.raises(CredentialsRefused, match="brought no code")
        with closing(Session(target_file.load(target(f"{base}/oidc", "http")))) as session, refused:
            end_users.login(session, session.target.users[0])
