from typing import Any

import httpx
import pytest

from .relying_party import CALLBACK, RelyingParty, answer, asserted, refused, secret

OFFLINE = {"scope": "openid offline_access api:read", "prompt": "consent"}


def test_success_is_not_stored(rp: RelyingParty) -> None:
    granted = rp.redeem(rp.code())
    assert granted.headers["cache-control"] == "no-store"
    assert granted.headers["pragma"] == "no-cache"


def test_code_is_used_once_and_its_reuse_revokes(rp: RelyingParty) -> None:
    code = rp.code(**OFFLINE)
    tokens = rp.redeem(code).json()
    assert rp.userinfo(tokens["access_token"]).status_code == 200
    refused(rp.redeem(code), "invalid_grant")
    assert rp.userinfo(tokens["access_token"]).status_code == 401
    refresh = rp.token(grant_type="refresh_token", refresh_token=tokens["refresh_token"])
    refused(refresh, "invalid_grant")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code": "unheard-of"}, "invalid_grant"),
        ({"code": None}, "invalid_request"),
        ({"redirect_uri": None}, "invalid_request"),
        ({"redirect_uri": "https://client.example/other"}, "invalid_grant"),
        ({"code_verifier": None}, "invalid_grant"),
        ({"code_verifier": "short"}, "invalid_grant"),
        ({"code_verifier": "x" * 43}, "invalid_grant"),
        ({"grant_type": None}, "invalid_request"),
        ({"grant_type": "urn:example:unknown"}, "unsupported_grant_type"),
    ],
)
def test_redemption_is_refused(
    rp: RelyingParty, changes: dict[str, str | None], error: str
) -> None:
    code = rp.code()
    refused(rp.redeem(code, **changes), error)
    assert rp.redeem(code).status_code == 200


def test_code_is_bound_to_its_client(rp: RelyingParty) -> None:
    refused(rp.as_client("client-basic-2").redeem(rp.code()), "invalid_grant")


def test_verifier_without_challenge_is_refused(rp: RelyingParty) -> None:
    code = rp.code(code_challenge=None, code_challenge_method=None)
    refused(rp.redeem(code), "invalid_grant")
    assert rp.redeem(code, code_verifier=None).status_code == 200


def test_code_expires(moved: RelyingParty) -> None:
    code = moved.code()
    moved.advance_clock(61)
    refused(moved.redeem(code), "invalid_grant")


def test_refresh_rotates_and_replay_revokes(rp: RelyingParty) -> None:
    first = rp.tokens(**OFFLINE)["refresh_token"]
    narrowed = rp.token(grant_type="refresh_token", refresh_token=first, scope="openid").json()
    assert narrowed["scope"] == "openid"
    second = rp.token(grant_type="refresh_token", refresh_token=narrowed["refresh_token"]).json()
    assert second["scope"] == OFFLINE["scope"]
    refused(rp.token(grant_type="refresh_token", refresh_token=first), "invalid_grant")
    last = rp.token(grant_type="refresh_token", refresh_token=second["refresh_token"])
    refused(last, "invalid_grant")


def test_refresh_token_is_bound_to_client_and_scope(rp: RelyingParty) -> None:
    refresh = {
        "grant_type": "refresh_token",
        "refresh_token": rp.tokens(**OFFLINE)["refresh_token"],
    }
    refused(rp.as_client("client-basic-2").token(**refresh), "invalid_grant")
    refused(rp.token(**refresh, scope="openid email"), "invalid_scope")
    refused(rp.token(grant_type="refresh_token"), "invalid_request")


def test_client_credentials(rp: RelyingParty) -> None:
    granted = rp.token(grant_type="client_credentials").json()
    assert granted["scope"] == "api:read api:write"
    assert {"id_token", "refresh_token"}.isdisjoint(granted)
    assert rp.userinfo(granted["access_token"]).status_code == 403
    refused(rp.token(grant_type="client_credentials", scope="openid"), "invalid_scope")
    public = rp.as_client("client-public").token(grant_type="client_credentials")
    refused(public, "unauthorized_client")


def test_request_has_the_right_form(rp: RelyingParty) -> None:
    url = f"{rp.issuer}/token"
    refused(rp.http.post(url, json={"grant_type": "client_credentials"}), "invalid_request")
    repeated = "grant_type=client_credentials&grant_type=client_credentials"
    form = {"content-type": "application/x-www-form-urlencoded"}
    refused(rp.http.post(url, content=repeated, headers=form), "invalid_request")
    refused(rp.http.post(url, content="a=%ff", headers=form), "invalid_request")
    refused(rp.http.post(url, content="a" * 70_000, headers=form), "invalid_request", 413)
    by_get = rp.http.get(url, params={"grant_type": "client_credentials"})
    refused(by_get, "invalid_request", 405)
    assert by_get.headers["allow"] == "POST"


def test_failed_authentication_by_header_is_challenged(rp: RelyingParty) -> None:
    data = {"grant_type": "client_credentials"}
    for credentials in (("client-basic", "wrong"), ("nobody", "x"), ("client-post", "x")):
        response = rp.http.post(f"{rp.issuer}/token", data=data, auth=credentials)
        refused(response, "invalid_client", 401)
        assert response.headers["www-authenticate"].startswith("Basic ")


@pytest.mark.parametrize(
    ("credentials", "error", "status"),
    [
        ({}, "invalid_client", 401),
        ({"client_id": "client-post"}, "invalid_client", 401),
        ({"client_id": "client-post", "client_secret": "wrong"}, "invalid_client", 401),
        (
            {"client_id": "client-basic", "client_secret": secret("client-basic")},
            "invalid_client",
            401,
        ),
        ({"client_assertion": "nonsense"}, "invalid_client", 401),
        ({"client_assertion": "x", "client_secret": "x"}, "invalid_request", 400),
    ],
)
def test_failed_authentication_by_body_is_refused(
    rp: RelyingParty, credentials: dict[str, str], error: str, status: int
) -> None:
    data = {"grant_type": "client_credentials", **credentials}
    refused(rp.http.post(f"{rp.issuer}/token", data=data), error, status)


def assert_with(rp: RelyingParty, **changes: Any) -> httpx.Response:
    shown = asserted("client-secret-jwt", rp.issuer, **changes)
    form = {"grant_type": "client_credentials", **shown}
    return rp.http.post(f"{rp.issuer}/token", data=form)


def test_assertion_authenticates_once(rp: RelyingParty) -> None:
    assert assert_with(rp, aud=[f"{rp.issuer}/token"], jti="once").status_code == 200
    refused(assert_with(rp, jti="once"), "invalid_client", 401)


@pytest.mark.parametrize(
    "changes",
    [
        {"alg": "HS512"},
        {"iss": "nobody"},
        {"iss": None},
        {"sub": "nobody"},
        {"sub": None},
        {"aud": "https://elsewhere.example"},
        {"aud": None},
        {"exp": 1},
        {"exp": None},
        {"exp": 9_999_999_999},
        {"nbf": 9_999_999_999},
        {"iat": 9_999_999_999},
        {"jti": None},
    ],
)
def test_faulty_assertion_is_refused(rp: RelyingParty, changes: dict[str, Any]) -> None:
    refused(assert_with(rp, **changes), "invalid_client", 401)


def test_query_of_redirect_uri_is_kept(rp: RelyingParty) -> None:
    redirect_uri = f"{CALLBACK}?tenant=a"
    answered = answer(rp.log_in(rp.authorize(redirect_uri=redirect_uri)))
    assert answered["tenant"] == "a"
    assert rp.redeem(answered["code"], redirect_uri=redirect_uri).status_code == 200
