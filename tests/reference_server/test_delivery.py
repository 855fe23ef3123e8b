"""How a response gets to the client, with the members of any response type."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Request, Route, sync_playwright
from starlette.responses import Response

from coatcheck.user_agent.chromium import installed_browser
from reference_server.catalogue import catalogue
from reference_server.core.errors import AccessDenied
from reference_server.core.parameters import Parameters
from reference_server.core.provider import Provider
from reference_server.flows.authorization import delivery, response_types
from reference_server.flows.authorization.answer import failure
from reference_server.flows.authorization.delivery import delivered
from reference_server.flows.authorization.request import AuthorizationRequest
from reference_server.flows.authorization.response_types import ResponseType

TARGET = "https://client.example/callback?tenant=a"
MEMBERS = {"access_token": "a+b&c", "token_type": "Bearer", "state": '"><script>alert(1)</script>'}
HYBRID = ResponseType("code token", lambda request: MEMBERS, delivery.FRAGMENT)


@pytest.fixture(autouse=True)
def everything_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every response mode, and a response type whose default is the fragment."""
    catalogue()
    every = [delivery.QUERY, delivery.FRAGMENT, delivery.FORM_POST]
    monkeypatch.setattr(delivery, "OFFERED", every)
    monkeypatch.setitem(response_types.SUPPORTED, frozenset(HYBRID.name.split()), HYBRID)


def request(**parameters: str) -> AuthorizationRequest:
    sent = {"client_id": "client-basic", "redirect_uri": TARGET, **parameters}
    provider = Provider("https://op.example", "", {})
    return AuthorizationRequest(provider, Parameters(tuple(sent.items())), None)


def test_a_code_comes_in_the_query_unless_asked_otherwise() -> None:
    response = delivered(request(response_type="code"), {"code": "c"})
    assert response.status_code == 303
    assert response.headers["location"] == f"{TARGET}&code=c"


@pytest.mark.parametrize("asked", [{}, {"response_mode": "fragment"}])
def test_a_response_type_has_a_mode_of_its_own(asked: dict[str, str]) -> None:
    response = delivered(request(response_type="token code", **asked), MEMBERS)
    parts = urlsplit(response.headers["location"])
    assert parts.query == "tenant=a"
    assert dict(parse_qsl(parts.fragment)) == MEMBERS
    assert response.headers["cache-control"] == "no-store"


def test_an_error_goes_the_way_of_the_response() -> None:
    response = failure(request(response_type="code token", state="s"), AccessDenied("no"))
    stated = dict(parse_qsl(urlsplit(response.headers["location"]).fragment))
    assert stated["error"] == "access_denied"
    assert stated["state"] == "s"
    assert stated["iss"] == "https://op.example/oidc"


def form_post() -> Response:
    return delivered(request(response_type="code token", response_mode="form_post"), MEMBERS)


def test_a_form_holds_the_members() -> None:
    response = form_post()
    form = BeautifulSoup(bytes(response.body), "html.parser").form
    assert form is not None
    assert (form["method"], form["action"]) == ("post", TARGET)
    assert {each["name"]: each["value"] for each in form.find_all("input")} == MEMBERS
    assert response.headers["cache-control"] == "no-store"


def test_a_form_is_submitted_by_itself() -> None:
    """The browser runs the page's own script, which its policy allows, and no other."""
    page, received = form_post(), list[str]()

    def answer(route: Route, asked: Request) -> None:
        if asked.url == TARGET:
            received.append(asked.post_data or "")
            route.fulfill(status=200, body="thanks")
        else:
            route.fulfill(status=200, body=bytes(page.body), headers=dict(page.headers))

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_browser())
        tab = browser.new_page()
        tab.route("**/*", answer)
        tab.goto("https://op.example/")
        tab.wait_for_url(TARGET)
        browser.close()
    assert [dict(parse_qsl(text)) for text in received] == [MEMBERS]


def test_what_nobody_offers_is_not_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    catalogue()
    assert response_types.supported_types() == ["code"]
    assert delivery.OFFERED == ["query"]
