"""The device flow (RFC 8628), walked by the tests' own relying party."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from .relying_party import PASSWORDS, RelyingParty, csrf, secret

DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"


def ask(rp: RelyingParty, **parameters: str) -> httpx.Response:
    url = f"{rp.issuer}/device/auth"
    if rp.client_id.startswith("client-public"):
        return rp.http.post(url, data={"client_id": rp.client_id, **parameters})
    return rp.http.post(url, data=parameters, auth=(rp.client_id, secret(rp.client_id)))


def start(rp: RelyingParty, scope: str = "openid") -> Mapping[str, Any]:
    response = ask(rp, scope=scope)
    assert response.status_code == 200, response.text
    members: Mapping[str, Any] = response.json()
    return members


def poll(rp: RelyingParty, stated: Mapping[str, Any]) -> httpx.Response:
    return rp.token(grant_type=DEVICE_CODE, device_code=stated["device_code"])


def error(response: httpx.Response) -> str:
    assert response.status_code == 400, response.text
    code: str = response.json()["error"]
    return code


def press(rp: RelyingParty, page: httpx.Response, **entered: str) -> httpx.Response:
    return rp.http.post(page.url, data={"csrf": csrf(page), **entered}, follow_redirects=True)


def open_page(rp: RelyingParty, address: str, username: str = "alice") -> httpx.Response:
    """Open the verification URI, and log in where that is asked for."""
    page = rp.http.get(address, follow_redirects=True)
    assert page.status_code == 200
    if 'name="password"' not in page.text:
        return page
    return press(rp, page, username=username, password=PASSWORDS[username])


def decide(rp: RelyingParty, stated: Mapping[str, Any], answer: str) -> httpx.Response:
    page = open_page(rp, stated["verification_uri_complete"])
    assert f'value="{stated["user_code"]}"' in page.text
    page = press(rp, page, user_code=stated["user_code"])
    assert f"<code>{stated['user_code']}</code>" in page.text
    return press(rp, page, answer=answer)


@pytest.mark.parametrize("client_id", ["client-basic", "client-public"])
def test_approved_device_gets_tokens_once(rp: RelyingParty, client_id: str) -> None:
    rp = rp.as_client(client_id)
    stated = start(rp, scope="openid email offline_access no-such-scope")
    assert (stated["expires_in"], stated["interval"]) == (600, 5)
    assert re.fullmatch(r"[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}", stated["user_code"])
    assert "The device is connected" in decide(rp, stated, "approve").text
    tokens = poll(rp, stated).json()
    assert tokens["scope"] == "openid email offline_access"
    assert {"access_token", "id_token", "refresh_token"} <= set(tokens)
    assert rp.userinfo(tokens["access_token"]).json()["email"] == "alice@mail.example"
    assert error(poll(rp, stated)) == "invalid_grant"


def test_denied_device_is_told(rp: RelyingParty) -> None:
    stated = start(rp, scope="openid")
    assert "The device is not connected" in decide(rp, stated, "deny").text
    assert error(poll(rp, stated)) == "access_denied"


def test_device_that_polls_too_soon_is_slowed_down(moved: RelyingParty) -> None:
    stated = start(moved)
    assert error(poll(moved, stated)) == "authorization_pending"
    assert error(poll(moved, stated)) == "slow_down"
    moved.advance_clock(6)
    assert error(poll(moved, stated)) == "slow_down"
    moved.advance_clock(15)
    assert error(poll(moved, stated)) == "authorization_pending"
    decide(moved, stated, "approve")
    assert poll(moved, stated).status_code == 200


def test_device_code_and_user_code_expire(moved: RelyingParty) -> None:
    stated = start(moved)
    page = press(moved, open_page(moved, stated["verification_uri"]), user_code=stated["user_code"])
    moved.advance_clock(601)
    assert press(moved, page, answer="approve").status_code == 400
    again = press(
        moved, open_page(moved, stated["verification_uri"]), user_code=stated["user_code"]
    )
    assert "No device is waiting" in again.text
    assert error(poll(moved, stated)) == "expired_token"


def test_device_code_is_bound_to_its_client(rp: RelyingParty) -> None:
    stated = start(rp)
    decide(rp, stated, "approve")
    assert error(poll(rp.as_client("client-basic-2"), stated)) == "invalid_grant"
    assert poll(rp, stated).status_code == 200


def test_user_code_may_be_typed_in_another_form(rp: RelyingParty) -> None:
    stated = start(rp)
    typed = f" {stated['user_code'].lower().replace('-', ' ')} "
    page = press(rp, open_page(rp, stated["verification_uri"]), user_code=typed)
    press(rp, page, answer="approve")
    assert poll(rp, stated).status_code == 200


def test_user_code_names_one_request_until_it_is_decided(rp: RelyingParty) -> None:
    stated, other = start(rp), start(rp)
    decide(rp, stated, "approve")
    assert error(poll(rp, other)) == "authorization_pending"
    page = press(rp, open_page(rp, stated["verification_uri"]), user_code=stated["user_code"])
    assert "No device is waiting" in page.text


def test_user_codes_cannot_be_guessed_at_will(moved: RelyingParty) -> None:
    stated = start(moved)
    page = open_page(moved, stated["verification_uri"], "bob")
    for _ in range(10):
        page = press(moved, page, user_code="XXXX-XXXX")
        assert page.status_code == 200
    page = press(moved, page, user_code=stated["user_code"])
    assert (page.status_code, "too many wrong codes" in page.text) == (400, True)
    moved.advance_clock(601)
    page = press(moved, open_page(moved, stated["verification_uri"]), user_code="XXXX-XXXX")
    assert page.status_code == 200


def test_pages_are_bound_to_one_user_agent_and_to_their_forms(rp: RelyingParty) -> None:
    stated = start(rp)
    page = open_page(rp, stated["verification_uri"])
    forged = rp.http.post(page.url, data={"user_code": stated["user_code"], "csrf": "guessed"})
    assert forged.status_code == 400
    with RelyingParty(rp.base) as stranger:
        assert stranger.http.get(page.url).status_code == 400
        open_page(stranger, stated["verification_uri"], "bob")
        assert stranger.http.get(page.url).status_code == 400


def test_what_is_shown_is_text(rp: RelyingParty) -> None:
    page = open_page(rp, f"{rp.issuer}/device?user_code=%22%3E%3Cb%3Ebold%3C/b%3E")
    assert "<b>" not in page.text
    assert page.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"scope": 'open"id'}, "invalid_scope"),
        ({"scope": "no-such-scope"}, "invalid_scope"),
    ],
)
def test_request_is_refused(rp: RelyingParty, parameters: dict[str, str], expected: str) -> None:
    assert error(ask(rp, **parameters)) == expected


def test_client_is_known_and_may_use_the_grant(rp: RelyingParty) -> None:
    url = f"{rp.issuer}/device/auth"
    assert rp.http.post(url, data={"client_id": "client-basic"}).status_code == 401
    assert rp.http.post(url, data={"client_id": "nobody"}).status_code == 401
    assert rp.http.get(url, params={"client_id": "client-public"}).status_code == 405
    assert error(rp.token(grant_type=DEVICE_CODE)) == "invalid_request"
    assert error(rp.token(grant_type=DEVICE_CODE, device_code="unheard-of")) == "invalid_grant"
