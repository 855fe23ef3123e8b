import time
from typing import Any

import httpx

from reference_server.core.jose import take_apart

from .relying_party import RelyingParty, secret

OFFLINE = {"scope": "openid offline_access", "prompt": "consent"}
INACTIVE = {"active": False}


def asked(rp: RelyingParty, token: str, /, **parameters: str) -> httpx.Response:
    data = {"token": token, **parameters}
    basic = httpx.BasicAuth(rp.client_id, secret(rp.client_id))
    return rp.http.post(f"{rp.issuer}/token/introspection", data=data, auth=basic)


def introspect(rp: RelyingParty, token: str, /, **parameters: str) -> Any:
    response = asked(rp, token, **parameters)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return response.json()


def test_access_token_is_described(rp: RelyingParty) -> None:
    token = rp.tokens(scope="openid email")["access_token"]
    stated = introspect(rp, token)
    assert abs(stated.pop("exp") - time.time() - 3600) < 10
    assert abs(stated.pop("iat") - time.time()) < 10
    assert stated == {
        "active": True,
        "jti": take_apart(token).claims["jti"],
        "scope": "openid email",
        "client_id": "client-basic",
        "username": "alice",
        "token_type": "Bearer",
        "sub": rp.userinfo(token).json()["sub"],
        "aud": rp.issuer,
        "iss": rp.issuer,
    }


def test_refresh_token_has_no_token_type(rp: RelyingParty) -> None:
    stated = introspect(rp, rp.tokens(**OFFLINE)["refresh_token"], token_type_hint="access_token")
    assert stated["active"] is True
    assert "token_type" not in stated


def test_token_of_a_client_has_no_end_user(rp: RelyingParty) -> None:
    token = rp.token(grant_type="client_credentials").json()["access_token"]
    stated = introspect(rp, token)
    assert stated["sub"] == "client-basic"
    assert "username" not in stated


def test_nothing_is_told_of_tokens_that_are_not_active(rp: RelyingParty) -> None:
    tokens = rp.tokens(**OFFLINE)
    assert introspect(rp, "unheard-of") == INACTIVE
    assert introspect(rp, tokens["access_token"] + "x") == INACTIVE
    assert introspect(rp.as_client("client-basic-2"), tokens["access_token"]) == INACTIVE
    renewed = rp.token(grant_type="refresh_token", refresh_token=tokens["refresh_token"]).json()
    assert introspect(rp, tokens["refresh_token"]) == INACTIVE
    basic = httpx.BasicAuth("client-basic", secret("client-basic"))
    ended = {"token": renewed["refresh_token"]}
    rp.http.post(f"{rp.issuer}/token/revocation", data=ended, auth=basic)
    for token in (tokens["access_token"], renewed["access_token"], renewed["refresh_token"]):
        assert introspect(rp, token) == INACTIVE


def test_expired_token_is_not_active(moved: RelyingParty) -> None:
    token = moved.tokens()["access_token"]
    moved.advance_clock(3601)
    assert introspect(moved, token) == INACTIVE


def test_whoever_asks_is_authenticated(rp: RelyingParty) -> None:
    url, token = f"{rp.issuer}/token/introspection", rp.tokens()["access_token"]
    public = rp.as_client("client-public").tokens()["access_token"]
    for data in (
        {"token": token},
        {"token": token, "client_id": "client-basic"},
        {"token": public, "client_id": "client-public"},
    ):
        response = rp.http.post(url, data=data)
        assert (response.status_code, response.json()["error"]) == (401, "invalid_client")
    wrong = rp.http.post(url, data={"token": token}, auth=("client-basic", "wrong"))
    assert wrong.status_code == 401
    assert wrong.headers["www-authenticate"].startswith("Basic ")


def test_request_without_token_is_refused(rp: RelyingParty) -> None:
    response = asked(rp, "")
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")
