"""The grants of the provider that speaks the contract's dialect."""

from __future__ import annotations

import json

import httpx
import pytest

from .contract_party import ContractParty, claims_of
from .relying_party import PASSWORDS

CIBA = "urn:openid:params:grant-type:ciba"
DELEGATED_ACCESS = "urn:transmit:grant-type:delegated-access"


def refused(response: httpx.Response) -> bool:
    stated = response.json()
    return response.status_code == 400 and stated.keys() == {"message", "error_code"}


def asked(party: ContractParty, **changes: str) -> httpx.Response:
    plain = {"scope": "openid", "login_hint": "+4722000001", **party.credentials, **changes}
    return party.http.post(f"{party.issuer}/backchannel", data=plain)


def complete(party: ContractParty, token: str, auth_req_id: str, approved: object = True) -> int:
    url = f"{party.base}/mosaic/cis/auth/backchannel/complete"
    body = {"auth_req_id": auth_req_id, "approved": approved}
    headers = {"authorization": f"Bearer {token}"}
    return party.http.post(url, json=body, headers=headers).status_code


def of_user(party: ContractParty, username: str) -> str:
    plain = {"grant_type": "password", "username": username, "password": PASSWORDS[username]}
    token: str = party.token(**plain).json()["access_token"]
    return token


def test_decision_of_unreasonable_size_is_not_read(party: ContractParty) -> None:
    stated, headers = asked(party).json(), {"authorization": f"Bearer {of_user(party, 'alice')}"}
    decision = json.dumps({"auth_req_id": stated["auth_req_id"], "approved": True})
    url = f"{party.base}/mosaic/cis/auth/backchannel/complete"
    assert refused(party.http.post(url, content=decision + " " * 70_000, headers=headers))
    assert party.http.post(url, content=decision, headers=headers).status_code == 204


def test_named_end_user_alone_completes_and_once(party: ContractParty) -> None:
    stated = asked(party).json()
    assert stated.keys() == {"auth_req_id", "expires_in"}
    poll = {"grant_type": CIBA, "auth_req_id": stated["auth_req_id"]}
    assert party.token(**poll).json()["error"] == "authorization_pending"
    assert complete(party, of_user(party, "bob"), stated["auth_req_id"]) == 400
    assert complete(party, of_user(party, "alice"), stated["auth_req_id"], "yes") == 400
    assert complete(party, of_user(party, "alice"), stated["auth_req_id"]) == 204
    assert complete(party, of_user(party, "alice"), stated["auth_req_id"]) == 400
    assert "id_token" in party.token(**poll).json()


@pytest.mark.parametrize(
    "changes",
    [
        {"login_hint": "alice@mail.example"},
        {"login_hint": "+4722000002"},
        {"request_context": "[]"},
        {"request_context": '{"channel": ["sms"]}'},
        {"request_context": '{"login_hint_type": {}}'},
        {"binding_message": "two words"},
    ],
)
def test_authentication_request_is_refused(party: ContractParty, changes: dict[str, str]) -> None:
    assert refused(asked(party, **changes))


def test_delegation_names_both_end_users(party: ContractParty) -> None:
    acting = of_user(party, "alice")
    subject = claims_of(of_user(party, "bob"))["sub"]
    plain = {"grant_type": DELEGATED_ACCESS, "actor_token": acting}
    stated = party.token(**plain, subject_identifier=subject, scope="api:read").json()
    claims = claims_of(stated["access_token"])
    assert stated.keys() == {
        "access_token", "token_type", "expires_in", "scope", "issued_token_type",
    }  # fmt: skip
    assert claims["sub"] == subject
    assert claims["act"] == {"sub": claims_of(acting)["sub"]}
    assert claims["permissions"] == ["api:read"]
    assert refused(party.token(**plain, subject_identifier="nobody"))


def test_actor_token_that_was_revoked_is_refused(party: ContractParty) -> None:
    acting = of_user(party, "alice")
    revocation = {**party.credentials, "token": acting}
    assert party.http.post(f"{party.issuer}/token/revocation", data=revocation).content == b""
    subject = claims_of(acting)["sub"]
    plain = {"grant_type": DELEGATED_ACCESS, "actor_token": acting}
    assert refused(party.token(**plain, subject_identifier=subject))


def test_device_needs_acr_values_and_is_told_no_interval(party: ContractParty) -> None:
    plain = {**party.credentials, "scope": "openid"}
    url = f"{party.issuer}/device/auth"
    assert refused(party.http.post(url, data=plain))
    stated = party.http.post(url, data={**plain, "acr_values": "urn:transmit:centralized"}).json()
    assert "interval" not in stated
    assert stated["verification_uri_complete"].startswith(stated["verification_uri"])
