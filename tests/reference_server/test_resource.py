import pytest

from reference_server.core.jose import take_apart
from reference_server.core.resources import RESOURCES

from .relying_party import RelyingParty, answer, refused
from .test_token import OFFLINE

ONE, TWO = RESOURCES


def audience(access_token: str) -> str | list[str]:
    named: str | list[str] = take_apart(access_token).claims["aud"]
    return named


def test_an_access_token_is_for_the_resource_alone(rp: RelyingParty) -> None:
    token = rp.tokens(resource=ONE)["access_token"]
    assert audience(token) == ONE
    assert rp.userinfo(token).status_code == 401


def test_an_access_token_without_resource_is_for_the_provider(rp: RelyingParty) -> None:
    token = rp.tokens()["access_token"]
    assert audience(token) == rp.issuer
    assert rp.userinfo(token).status_code == 200


def both(rp: RelyingParty) -> str:
    """A code for both resources."""
    asked = {**rp.request(**OFFLINE), "resource": list(RESOURCES)}
    return answer(rp.log_in(rp.http.get(f"{rp.issuer}/auth", params=asked)))["code"]


def test_a_code_for_two_resources_brings_a_token_for_both(rp: RelyingParty) -> None:
    token = rp.redeem(both(rp)).json()["access_token"]
    assert audience(token) == [ONE, TWO]


def test_a_narrower_token_request_leaves_the_refresh_token_alone(rp: RelyingParty) -> None:
    tokens = rp.redeem(both(rp), resource=ONE).json()
    assert audience(tokens["access_token"]) == ONE
    refresh = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    assert audience(rp.token(**refresh, resource=TWO).json()["access_token"]) == TWO


def test_nothing_exceeds_what_was_authorized(rp: RelyingParty) -> None:
    code = rp.code(**OFFLINE, resource=ONE)
    refused(rp.redeem(code, resource=TWO), "invalid_target")
    refresh_token = rp.redeem(code).json()["refresh_token"]
    exceeding = {"refresh_token": refresh_token, "resource": TWO}
    refused(rp.token(grant_type="refresh_token", **exceeding), "invalid_target")


@pytest.mark.parametrize("resource", ["https://other.example/", "/relative", f"{ONE}#part"])
def test_what_is_no_resource_is_refused(rp: RelyingParty, resource: str) -> None:
    refused(rp.token(grant_type="client_credentials", resource=resource), "invalid_target")
    sent = answer(rp.log_in(rp.authorize(resource=resource)))
    assert sent["error"] == "invalid_target"


def test_a_public_client_has_no_resources(rp: RelyingParty) -> None:
    sent = rp.as_client("client-public").authorize(resource=ONE)
    assert answer(rp.log_in(sent))["error"] == "invalid_target"


def test_a_client_gets_tokens_for_itself_at_a_resource(rp: RelyingParty) -> None:
    granted = rp.token(grant_type="client_credentials", resource=TWO).json()
    assert audience(granted["access_token"]) == TWO
