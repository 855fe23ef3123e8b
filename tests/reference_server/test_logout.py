from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from .relying_party import RelyingParty, answer, csrf

LOGGED_OUT = "https://client.example/logged-out"


def logout_url(rp: RelyingParty) -> str:
    url: str = rp.http.get(f"{rp.issuer}/.well-known/openid-configuration").json()[
        "end_session_endpoint"
    ]
    return url


def log_out(rp: RelyingParty, **parameters: str) -> httpx.Response:
    return rp.http.get(logout_url(rp), params=parameters, follow_redirects=True)


def press(rp: RelyingParty, page: httpx.Response, button: str) -> httpx.Response:
    return rp.http.post(page.url, data={"csrf": csrf(page), "logout": button})


def is_logged_in(rp: RelyingParty) -> bool:
    return "code" in answer(rp.authorize(prompt="none"))


def test_end_user_is_logged_out_and_sent_back(rp: RelyingParty) -> None:
    parameters = {"post_logout_redirect_uri": LOGGED_OUT, "state": "a&b=é"}
    asked = log_out(rp, id_token_hint=rp.tokens()["id_token"], **parameters)
    assert is_logged_in(rp)
    back = press(rp, asked, "confirm")
    assert (back.status_code, back.headers["cache-control"]) == (303, "no-store")
    assert back.headers["location"].startswith(f"{LOGGED_OUT}?")
    assert parse_qsl(urlsplit(back.headers["location"]).query) == [("state", "a&b=é")]
    assert not is_logged_in(rp)


def test_post_request_equals_get_request(rp: RelyingParty) -> None:
    form = {
        "id_token_hint": rp.tokens()["id_token"],
        "client_id": "client-basic",
        "post_logout_redirect_uri": LOGGED_OUT,
    }
    asked = rp.http.post(logout_url(rp), data=form, follow_redirects=True)
    assert press(rp, asked, "confirm").headers["location"] == LOGGED_OUT


def test_logout_is_idempotent(rp: RelyingParty) -> None:
    parameters = {
        "id_token_hint": rp.tokens()["id_token"],
        "post_logout_redirect_uri": LOGGED_OUT,
    }
    press(rp, log_out(rp, **parameters), "confirm")
    again = rp.http.get(logout_url(rp), params=parameters)
    assert rp.http.get(again.headers["location"]).headers["location"] == LOGGED_OUT


def test_page_tells_what_came_of_it(rp: RelyingParty) -> None:
    rp.code()
    kept = rp.http.get(press(rp, log_out(rp), "stay").headers["location"])
    assert "still logged in" in kept.text
    assert is_logged_in(rp)
    ended = rp.http.get(press(rp, log_out(rp), "confirm").headers["location"])
    assert "logged out" in ended.text
    assert not is_logged_in(rp)


def test_redirection_uri_may_have_a_client_id_for_a_hint(rp: RelyingParty) -> None:
    rp.code()
    asked = log_out(rp, client_id="client-basic", post_logout_redirect_uri=LOGGED_OUT)
    assert "Client basic" in asked.text
    assert press(rp, asked, "confirm").headers["location"] == LOGGED_OUT


@pytest.mark.parametrize(
    "parameters",
    [
        {"post_logout_redirect_uri": LOGGED_OUT},
        {"post_logout_redirect_uri": f"{LOGGED_OUT}/"},
        {"post_logout_redirect_uri": f"{LOGGED_OUT}?a=b", "client_id": "client-basic"},
        {"post_logout_redirect_uri": LOGGED_OUT, "client_id": "client-basic-2"},
        {"post_logout_redirect_uri": LOGGED_OUT, "client_id": "nobody"},
        {"id_token_hint": "nonsense"},
    ],
)
def test_error_ends_on_a_page(rp: RelyingParty, parameters: dict[str, str]) -> None:
    rp.code()
    refused = log_out(rp, **parameters)
    assert refused.status_code == 400
    assert 'role="alert"' in refused.text
    assert is_logged_in(rp)


def test_repeated_parameter_and_other_content_types_are_refused(rp: RelyingParty) -> None:
    twice = rp.http.get(f"{logout_url(rp)}?state=a&state=b")
    assert twice.status_code == 400
    assert rp.http.post(logout_url(rp), json={"state": "a"}).status_code == 400
    assert rp.http.put(logout_url(rp)).status_code == 405


def test_client_id_is_that_of_the_hint(rp: RelyingParty) -> None:
    id_token = rp.tokens()["id_token"]
    assert log_out(rp, id_token_hint=id_token, client_id="client-post").status_code == 400
    assert log_out(rp, id_token_hint=id_token, client_id="client-basic").status_code == 200


def test_form_belongs_to_one_session(base: str, rp: RelyingParty) -> None:
    rp.code()
    page = log_out(rp)
    with RelyingParty(base) as other:
        other.log_in(other.authorize(), username="bob")
        seen = other.http.get(page.url)
        assert press(other, page, "confirm").status_code == 400
        assert press(rp, seen, "confirm").status_code == 400
        assert is_logged_in(other)
    assert is_logged_in(rp)
    assert press(rp, page, "confirm").status_code == 303
    assert press(rp, page, "confirm").status_code == 400
