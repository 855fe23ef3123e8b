import json

import pytest

from .relying_party import RelyingParty


def test_token_is_taken_from_header_or_body_but_not_from_the_query(rp: RelyingParty) -> None:
    token, url = rp.tokens()["access_token"], f"{rp.issuer}/me"
    header = {"authorization": f"bearer {token}"}
    assert rp.http.post(url, headers=header).status_code == 200
    assert rp.http.post(url, data={"access_token": token}).status_code == 200
    assert rp.http.get(url, params={"access_token": token}).status_code == 401
    twice = rp.http.post(url, headers=header, data={"access_token": token})
    assert twice.status_code == 400
    assert 'error="invalid_request"' in twice.headers["www-authenticate"]


def test_challenge_without_token_has_no_error(rp: RelyingParty) -> None:
    refused = rp.http.get(f"{rp.issuer}/me")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == f'Bearer realm="{rp.issuer}"'


def test_invalid_and_insufficient_tokens_are_told_apart(rp: RelyingParty) -> None:
    invalid = rp.userinfo("nonsense")
    assert invalid.status_code == 401
    assert 'error="invalid_token"' in invalid.headers["www-authenticate"]
    insufficient = rp.userinfo(rp.tokens(scope="api:read")["access_token"])
    assert insufficient.status_code == 403
    assert 'scope="openid"' in insufficient.headers["www-authenticate"]


def test_access_token_expires(moved: RelyingParty) -> None:
    token = moved.tokens()["access_token"]
    moved.advance_clock(3601)
    assert moved.userinfo(token).status_code == 401


@pytest.mark.parametrize(
    ("request_of_email", "returned"),
    [(None, True), ({"value": "alice@mail.example"}, True), ({"value": "x@y.example"}, False)],
)
def test_requested_claim_is_returned_with_its_value_only(
    rp: RelyingParty, request_of_email: object, returned: bool
) -> None:
    claims = json.dumps({"userinfo": {"email": request_of_email}})
    answered = rp.userinfo(rp.tokens(claims=claims)["access_token"]).json()
    assert ("email" in answered) is returned
