import json
from urllib.parse import urlencode

import httpx
import pytest

from .relying_party import CHALLENGE, RelyingParty, answer


def test_code_flow_yields_tokens_and_claims(rp: RelyingParty) -> None:
    answered = answer(rp.log_in(rp.authorize(scope="openid profile")))
    assert (answered["state"], answered["iss"]) == ("a state", rp.issuer)
    tokens = rp.redeem(answered["code"]).json()
    assert tokens["token_type"] == "Bearer"
    assert tokens["expires_in"] == 3600
    assert "refresh_token" not in tokens
    claims = rp.userinfo(tokens["access_token"]).json()
    assert claims["name"] == "Alice Ångström"
    assert "email" not in claims


def test_post_request_equals_get_request(rp: RelyingParty) -> None:
    posted = rp.http.post(f"{rp.issuer}/auth", data=rp.request())
    assert answer(rp.log_in(posted))["code"]


def test_consent_is_remembered_and_asked_again_on_demand(rp: RelyingParty) -> None:
    rp.code()
    assert "code" in answer(rp.authorize(prompt="none"))
    assert "/interaction/" in rp.authorize(prompt="consent").headers["location"]
    refused = answer(rp.authorize(prompt="none", scope="openid email", client_id="client-post"))
    assert refused["error"] == "consent_required"


def test_denial_reaches_the_client(rp: RelyingParty) -> None:
    denied = rp.log_in(rp.authorize(prompt="consent"), decision="deny")
    assert answer(denied)["error"] == "access_denied"


def test_wrong_password_shows_the_form_again(rp: RelyingParty) -> None:
    url = rp.authorize().headers["location"]
    shown = rp.submit(url, username="alice", password="guess")
    assert shown.status_code == 200
    assert 'role="alert"' in shown.text


def test_interaction_belongs_to_one_browser(rp: RelyingParty) -> None:
    url = rp.authorize().headers["location"]
    assert httpx.get(url).status_code == 400
    forged = rp.http.post(url, data={"csrf": "guess", "username": "alice", "password": "x"})
    assert forged.status_code == 400


def test_pages_defend_themselves(rp: RelyingParty) -> None:
    for page in (
        rp.http.get(rp.authorize(login_hint="<b>").headers["location"]),
        rp.authorize(client_id="nonsense"),
    ):
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
        assert page.headers["x-frame-options"] == "DENY"
        assert page.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in page.headers
        assert "<b>" not in page.text


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": None},
        {"client_id": "nobody"},
        {"redirect_uri": None},
        {"redirect_uri": "https://client.example/callback/"},
        {"redirect_uri": "https://client.example/callback#x"},
        {"redirect_uri": "HTTPS://client.example/callback"},
        {"response_mode": "fragment"},
    ],
)
def test_untrusted_address_is_never_followed(
    rp: RelyingParty, changes: dict[str, str | None]
) -> None:
    refused = rp.authorize(**changes)
    assert refused.status_code == 400
    assert "location" not in refused.headers
    assert 'role="alert"' in refused.text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": None}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": None}, "invalid_scope"),
        ({"scope": "unheard-of"}, "invalid_scope"),
        ({"scope": 'openid "'}, "invalid_scope"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "sometimes"}, "invalid_request"),
        ({"max_age": "-1"}, "invalid_request"),
        ({"claims": "["}, "invalid_request"),
        ({"claims": '{"userinfo": {"email": 1}}'}, "invalid_request"),
        ({"id_token_hint": "nonsense"}, "invalid_request"),
        ({"request": "e30.e30."}, "request_not_supported"),
        ({"request_uri": "https://client.example/r"}, "request_uri_not_supported"),
        ({"registration": "{}"}, "registration_not_supported"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": f"{CHALLENGE}x"}, "invalid_request"),
    ],
)
def test_refusal_is_redirected_after_login(
    rp: RelyingParty, changes: dict[str, str | None], error: str
) -> None:
    stranger = rp.authorize(**changes)
    if changes.get("prompt") is None:
        assert "/interaction/" in stranger.headers["location"]
    refused = answer(rp.log_in(stranger))
    assert (refused["error"], refused["state"], refused["iss"]) == (error, "a state", rp.issuer)


def test_repeated_parameter_is_refused(rp: RelyingParty) -> None:
    rp.code()
    url = f"{rp.issuer}/auth?{urlencode(rp.request())}"
    assert answer(rp.http.get(f"{url}&scope=openid"))["error"] == "invalid_request"
    assert rp.http.get(f"{url}&client_id=client-basic").status_code == 400


def test_hints_and_unknown_parameters_do_no_harm(rp: RelyingParty) -> None:
    rp.code()
    hints = {"display": "x", "ui_locales": "tlh", "claims_locales": "tlh", "acr_values": "x"}
    assert "code" in answer(rp.authorize(**hints, unknown="x", nonce=""))


def test_public_client_uses_pkce(rp: RelyingParty) -> None:
    public = rp.as_client("client-public")
    refused = public.log_in(public.authorize(code_challenge=None, code_challenge_method=None))
    assert answer(refused)["error"] == "invalid_request"


def test_login_is_renewed_when_asked(rp: RelyingParty) -> None:
    assert answer(rp.authorize(prompt="none"))["error"] == "login_required"
    id_token = rp.tokens()["id_token"]
    for changes in ({"prompt": "login"}, {"prompt": "select_account"}, {"max_age": "0"}):
        assert "/interaction/" in rp.authorize(**changes).headers["location"]
    assert "code" in answer(rp.authorize(prompt="none", id_token_hint=id_token))
    rp.log_in(rp.authorize(prompt="login"), username="bob")
    hinted = rp.authorize(prompt="none", id_token_hint=id_token)
    assert answer(hinted)["error"] == "login_required"


def test_essential_acr_is_met_or_fails(rp: RelyingParty) -> None:
    rp.code()
    for acr, outcome in (("urn:coatcheck:loa:2", "code"), ("unheard-of", "error")):
        wanted = json.dumps({"id_token": {"acr": {"essential": True, "values": [acr]}}})
        assert outcome in answer(rp.log_in(rp.authorize(claims=wanted)))
