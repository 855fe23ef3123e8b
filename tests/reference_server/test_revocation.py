import httpx
import pytest

from .relying_party import RelyingParty, refused, secret

OFFLINE = {"scope": "openid offline_access", "prompt": "consent"}


def revoke(rp: RelyingParty, token: str, /, **parameters: str) -> httpx.Response:
    data = {"token": token, **parameters}
    basic = httpx.BasicAuth(rp.client_id, secret(rp.client_id))
    return rp.http.post(f"{rp.issuer}/token/revocation", data=data, auth=basic)


def refresh(rp: RelyingParty, refresh_token: str) -> httpx.Response:
    return rp.token(grant_type="refresh_token", refresh_token=refresh_token)


@pytest.mark.parametrize("hint", ["access_token", "refresh_token", "no-such-type"])
def test_access_token_is_revoked_and_its_refresh_token_is_not(rp: RelyingParty, hint: str) -> None:
    tokens = rp.tokens(**OFFLINE)
    confirmed = revoke(rp, tokens["access_token"], token_type_hint=hint)
    assert (confirmed.status_code, confirmed.content) == (200, b"")
    assert "content-type" not in confirmed.headers
    assert rp.userinfo(tokens["access_token"]).status_code == 401
    renewed = refresh(rp, tokens["refresh_token"]).json()
    assert rp.userinfo(renewed["access_token"]).status_code == 200


@pytest.mark.parametrize("hint", ["access_token", "refresh_token", "no-such-type"])
def test_refresh_token_is_revoked_with_the_access_tokens_of_its_grant(
    rp: RelyingParty, hint: str
) -> None:
    first = rp.tokens(**OFFLINE)
    second = refresh(rp, first["refresh_token"]).json()
    assert revoke(rp, second["refresh_token"], token_type_hint=hint).status_code == 200
    refused(refresh(rp, second["refresh_token"]), "invalid_grant")
    for tokens in (first, second):
        assert rp.userinfo(tokens["access_token"]).status_code == 401


def test_revocation_of_what_is_no_token_is_confirmed(rp: RelyingParty) -> None:
    token = rp.tokens()["access_token"]
    assert revoke(rp, token).status_code == 200
    assert revoke(rp, token).status_code == 200
    assert revoke(rp, "unheard-of").status_code == 200


def test_token_of_another_client_is_kept(rp: RelyingParty) -> None:
    tokens = rp.tokens(**OFFLINE)
    for token in (tokens["access_token"], tokens["refresh_token"]):
        refused(revoke(rp.as_client("client-basic-2"), token), "invalid_grant")
    assert rp.userinfo(tokens["access_token"]).status_code == 200
    assert refresh(rp, tokens["refresh_token"]).status_code == 200


def test_public_client_revokes_by_its_client_id(rp: RelyingParty) -> None:
    public, url = rp.as_client("client-public"), f"{rp.issuer}/token/revocation"
    token = public.tokens()["access_token"]
    refused(rp.http.post(url, data={"token": token}), "invalid_client", 401)
    assert rp.userinfo(token).status_code == 200
    named = rp.http.post(url, data={"token": token, "client_id": "client-public"})
    assert named.status_code == 200
    assert rp.userinfo(token).status_code == 401


def test_request_has_the_right_form(rp: RelyingParty) -> None:
    url, credentials = f"{rp.issuer}/token/revocation", ("client-basic", secret("client-basic"))
    refused(rp.http.post(url, data={}, auth=credentials), "invalid_request")
    refused(rp.http.post(url, json={"token": "x"}, auth=credentials), "invalid_request")
    refused(rp.http.post(url, data={"token": ["x", "y"]}, auth=credentials), "invalid_request")
    refused(rp.http.get(url, params={"token": "x"}, auth=credentials), "invalid_request", 405)
    wrong = rp.http.post(url, data={"token": "x"}, auth=("client-basic", "wrong"))
    refused(wrong, "invalid_client", 401)
    assert wrong.headers["www-authenticate"].startswith("Basic ")
