"""The provider that speaks the contract's dialect."""

from __future__ import annotations

import json
import re

import httpx

from .contract_party import ContractParty, claims_of
from .relying_party import CALLBACK, answer


def test_malformed_request_is_refused_in_json(party: ContractParty) -> None:
    response = party.authorize(client_id="nobody")
    assert response.status_code == 400
    assert response.json() == {"message": ["the client is unknown"], "error_code": 400}


def test_mfa_is_required_by_name_and_methods(party: ContractParty) -> None:
    stated = answer(party.log_in(party.authorize(acr_values="mfa")))
    assert stated["error"] == "mfa_required"
    assert stated["error_description"] == "A second factor is required: email,sms,email-otp"


def test_session_meets_requested_acr_or_is_refused(party: ContractParty) -> None:
    line = "urn:transmit:line_direct"
    assert "code" in answer(party.log_in(party.authorize()))
    assert answer(party.authorize(acr_values=line, prompt="none"))["error"] == "login_required"
    tokens = party.tokens(acr_values=line)
    assert claims_of(tokens["id_token"])["acr"] == line


def test_objects_are_narrowed_to_their_fields(party: ContractParty) -> None:
    wanted = {"id_token": {"custom_data": {"fields": ["theme"]}, "fname": None}}
    claims = claims_of(party.tokens(claims=json.dumps(wanted))["id_token"])
    assert claims["custom_data"] == {"theme": "dark"}
    assert claims["fname"] == "Alice"


def test_pushed_request_is_answered_with_200(party: ContractParty) -> None:
    pushed = party.push()
    assert (pushed.status_code, pushed.json()["expires_in"]) == (200, 60)
    refused = party.push(response_type=None)
    assert refused.status_code == 400
    assert refused.json() == {"message": ["response_type is missing"], "error_code": 400}


def test_access_token_is_for_one_resource_or_for_the_api(party: ContractParty) -> None:
    resource = "https://api.example/one"
    assert claims_of(party.tokens()["access_token"])["aud"] == "userid-api"
    assert claims_of(party.tokens(resource=resource)["access_token"])["aud"] == resource


def test_logout_answers_a_page_and_ends_every_session(party: ContractParty) -> None:
    tokens = party.tokens()
    with ContractParty(party.base, client_id="web") as elsewhere:
        elsewhere.tokens()
        parameters = {"client_id": "web", "post_logout_redirect_uri": CALLBACK, "state": "s"}
        page = party.http.get(f"{party.issuer}/session/end", params=parameters)
        assert page.status_code == 200
        assert page.headers["content-type"].startswith("text/html")
        back = press(party, page)
        assert back.headers["location"] == f"{CALLBACK}?state=s"
        assert answer(elsewhere.authorize(prompt="none"))["error"] == "login_required"
    assert party.userinfo(tokens["access_token"]).status_code == 200


def press(party: ContractParty, page: httpx.Response) -> httpx.Response:
    """Send the form of the logout page."""
    found = re.search(r'action="([^"]+)"[\s\S]*name="csrf" value="([^"]+)"', page.text)
    assert found is not None, page.text
    return party.http.post(found[1], data={"csrf": found[2], "logout": "confirm"})
