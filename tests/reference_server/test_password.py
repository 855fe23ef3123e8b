import pytest

from reference_server.flows.password.duties import GUESSES, WINDOW

from .relying_party import PASSWORDS, RelyingParty, refused

PLAIN = {
    "grant_type": "password",
    "username": "alice",
    "password": PASSWORDS["alice"],
    "scope": "openid profile offline_access",
}


def test_a_password_brings_tokens_of_its_end_user(rp: RelyingParty) -> None:
    granted = rp.token(**PLAIN)
    assert granted.status_code == 200
    assert granted.headers["cache-control"] == "no-store"
    members = granted.json()
    assert members["scope"] == PLAIN["scope"]
    assert rp.userinfo(members["access_token"]).json()["given_name"] == "Alice"
    refreshed = rp.token(grant_type="refresh_token", refresh_token=members["refresh_token"])
    assert rp.userinfo(refreshed.json()["access_token"]).json()["given_name"] == "Alice"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"username": ""}, "invalid_request"),
        ({"password": ""}, "invalid_request"),
        ({"password": "wrong"}, "invalid_grant"),
        ({"password": PASSWORDS["bob"]}, "invalid_grant"),
        ({"username": "nobody"}, "invalid_grant"),
        ({"scope": 'openid "'}, "invalid_scope"),
        ({"scope": "openid no-such-scope"}, "invalid_scope"),
    ],
)
def test_a_password_request_is_refused(
    rp: RelyingParty, changes: dict[str, str], error: str
) -> None:
    refused(rp.token(**{**PLAIN, **changes}), error)


def test_the_refusal_does_not_tell_whether_the_username_exists(rp: RelyingParty) -> None:
    wrong, unknown = ({"password": "wrong"}, {"username": "nobody"})
    assert rp.token(**{**PLAIN, **wrong}).json() == rp.token(**{**PLAIN, **unknown}).json()


@pytest.mark.parametrize("client_id", ["client-public", "client-public-2"])
def test_a_client_without_the_grant_is_refused(rp: RelyingParty, client_id: str) -> None:
    refused(rp.as_client(client_id).token(**PLAIN), "unauthorized_client")


def test_many_wrong_passwords_bar_the_right_one_for_a_while(moved: RelyingParty) -> None:
    bob = {**PLAIN, "username": "bob", "password": PASSWORDS["bob"]}
    for _ in range(GUESSES):
        refused(moved.token(**{**bob, "password": "a guess"}), "invalid_grant")
    refused(moved.token(**bob), "invalid_grant")
    assert moved.token(**PLAIN).status_code == 200
    moved.advance_clock(WINDOW + 1)
    assert moved.token(**bob).status_code == 200
