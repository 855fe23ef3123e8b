from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from .relying_party import RelyingParty, refused, secret

CIBA = "urn:openid:params:grant-type:ciba"


def ask(rp: RelyingParty, **changes: str | None) -> httpx.Response:
    parameters = {"scope": "openid", "login_hint": "alice", **changes}
    sent = {name: value for name, value in parameters.items() if value is not None}
    basic = httpx.BasicAuth(rp.client_id, secret(rp.client_id))
    return rp.http.post(f"{rp.issuer}/backchannel", data=sent, auth=basic)


def asked(rp: RelyingParty, **changes: str | None) -> str:
    acknowledged = ask(rp, **changes)
    assert acknowledged.status_code == 200, acknowledged.text
    auth_req_id: str = acknowledged.json()["auth_req_id"]
    return auth_req_id


def decide(rp: RelyingParty, auth_req_id: str, decision: str = "approve") -> int:
    form = {"auth_req_id": auth_req_id, "decision": decision}
    return rp.http.post(f"{rp.issuer}/authentication-device", data=form).status_code


def poll(rp: RelyingParty, auth_req_id: str) -> httpx.Response:
    return rp.token(grant_type=CIBA, auth_req_id=auth_req_id)


def claims_of(rp: RelyingParty, id_token: str) -> dict[str, Any]:
    keys = KeySet.import_key_set(rp.http.get(f"{rp.issuer}/jwks").json())
    return jwt.decode(id_token, keys, algorithms=["RS256"]).claims


def test_approval_yields_tokens_and_claims_once(rp: RelyingParty) -> None:
    acknowledged = ask(rp, scope="openid email offline_access", acr_values="urn:coatcheck:loa:2")
    assert acknowledged.headers["cache-control"] == "no-store"
    stated = acknowledged.json()
    assert (stated["expires_in"], stated["interval"]) == (600, 5)
    assert decide(rp, stated["auth_req_id"]) == 204
    tokens = poll(rp, stated["auth_req_id"]).json()
    claims = claims_of(rp, tokens["id_token"])
    assert claims["acr"] == "urn:coatcheck:loa:2"
    assert claims["iat"] >= claims["auth_time"]
    assert rp.userinfo(tokens["access_token"]).json()["email"] == "alice@mail.example"
    refreshed = rp.token(grant_type="refresh_token", refresh_token=tokens["refresh_token"])
    assert claims_of(rp, refreshed.json()["id_token"])["sub"] == claims["sub"]
    refused(poll(rp, stated["auth_req_id"]), "invalid_grant")


def test_hasty_client_is_slowed_down(moved: RelyingParty) -> None:
    auth_req_id = asked(moved)
    refused(poll(moved, auth_req_id), "authorization_pending")
    refused(poll(moved, auth_req_id), "slow_down")
    moved.advance_clock(6)
    refused(poll(moved, auth_req_id), "slow_down")
    moved.advance_clock(16)
    refused(poll(moved, auth_req_id), "authorization_pending")
    decide(moved, auth_req_id)
    assert poll(moved, auth_req_id).status_code == 200


def test_denial_reaches_the_client(rp: RelyingParty) -> None:
    auth_req_id = asked(rp)
    assert decide(rp, auth_req_id, "deny") == 204
    refused(poll(rp, auth_req_id), "access_denied")


def test_device_decides_once_and_in_time(moved: RelyingParty) -> None:
    assert decide(moved, "unheard-of") == 404
    auth_req_id = asked(moved, requested_expiry="30")
    assert decide(moved, auth_req_id, "perhaps") == 400
    assert decide(moved, auth_req_id) == 204
    assert decide(moved, auth_req_id, "deny") == 404
    late = asked(moved, requested_expiry="30")
    moved.advance_clock(31)
    assert decide(moved, late) == 404
    refused(poll(moved, late), "expired_token")


@pytest.mark.parametrize(
    ("expiry", "lifetime"), [("1", 1), ("30", 30), ("600", 600), ("601", 600), (None, 600)]
)
def test_requested_expiry_is_honoured_up_to_ten_minutes(
    rp: RelyingParty, expiry: str | None, lifetime: int
) -> None:
    assert ask(rp, requested_expiry=expiry).json()["expires_in"] == lifetime


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"scope": None}, "invalid_request"),
        ({"scope": 'openid "'}, "invalid_scope"),
        ({"scope": "email"}, "invalid_scope"),
        ({"login_hint": None}, "invalid_request"),
        ({"login_hint": "nobody"}, "unknown_user_id"),
        ({"login_hint_token": "x"}, "invalid_request"),
        ({"id_token_hint": "x"}, "invalid_request"),
        ({"login_hint": None, "id_token_hint": "x"}, "unknown_user_id"),
        ({"binding_message": "no blanks"}, "invalid_binding_message"),
        ({"binding_message": "x" * 21}, "invalid_binding_message"),
        ({"requested_expiry": "0"}, "invalid_request"),
        ({"requested_expiry": "1.5"}, "invalid_request"),
        ({"request": "e30.e30."}, "invalid_request"),
    ],
)
def test_request_is_refused(rp: RelyingParty, changes: dict[str, str | None], error: str) -> None:
    refused(ask(rp, **changes), error)


def test_hints_are_usernames_addresses_and_id_tokens(rp: RelyingParty) -> None:
    id_token = rp.tokens()["id_token"]
    hints: tuple[dict[str, str | None], ...] = (
        {"login_hint": "alice@mail.example"},
        {"login_hint": None, "id_token_hint": id_token},
    )
    for hint in hints:
        auth_req_id = asked(rp, binding_message="W4SCT", **hint)
        decide(rp, auth_req_id)
        named = claims_of(rp, poll(rp, auth_req_id).json()["id_token"])["sub"]
        assert named == claims_of(rp, id_token)["sub"]
    other = rp.as_client("client-basic-2")
    refused(ask(other, login_hint=None, id_token_hint=id_token), "invalid_request")


def test_auth_req_id_is_bound_to_its_client(rp: RelyingParty) -> None:
    auth_req_id = asked(rp)
    decide(rp, auth_req_id)
    refused(poll(rp.as_client("client-basic-2"), auth_req_id), "invalid_grant")
    refused(rp.token(grant_type=CIBA), "invalid_request")
    assert poll(rp, auth_req_id).status_code == 200


def test_client_without_the_grant_is_refused(rp: RelyingParty) -> None:
    form = {"client_id": "client-public", "scope": "openid", "login_hint": "alice"}
    refused(rp.http.post(f"{rp.issuer}/backchannel", data=form), "unauthorized_client")
    refused(rp.http.get(f"{rp.issuer}/backchannel", params=form), "invalid_request", 405)
