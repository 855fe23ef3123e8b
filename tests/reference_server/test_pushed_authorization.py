import httpx
import pytest

from .relying_party import CALLBACK, VERIFIER, RelyingParty, answer, asserted, refused, secret

URN = "urn:ietf:params:oauth:request_uri:"


def push(rp: RelyingParty, **changes: str | None) -> httpx.Response:
    public = rp.client_id.startswith("client-public")
    auth = httpx.Auth() if public else httpx.BasicAuth(rp.client_id, secret(rp.client_id))
    return rp.http.post(f"{rp.issuer}/request", data=rp.request(**changes), auth=auth)


def pushed(rp: RelyingParty, **changes: str | None) -> str:
    response = push(rp, **changes)
    assert response.status_code == 201, response.text
    request_uri: str = response.json()["request_uri"]
    return request_uri


def authorize(rp: RelyingParty, request_uri: str, **beside: str) -> httpx.Response:
    parameters = {"client_id": rp.client_id, "request_uri": request_uri, **beside}
    return rp.http.get(f"{rp.issuer}/auth", params=parameters)


def on_page(response: httpx.Response) -> None:
    assert response.status_code == 400
    assert "location" not in response.headers
    assert 'role="alert"' in response.text


def test_answer_holds_a_reference_for_a_minute(rp: RelyingParty) -> None:
    response = push(rp)
    assert response.status_code == 201
    assert response.headers["cache-control"] == "no-store"
    members = response.json()
    assert members["request_uri"].startswith(URN)
    assert members["expires_in"] == 60


def test_reference_brings_a_code_that_redeems(rp: RelyingParty) -> None:
    granted = answer(rp.log_in(authorize(rp, pushed(rp))))
    assert (granted["state"], granted["iss"]) == ("a state", rp.issuer)
    assert rp.redeem(granted["code"], code_verifier=VERIFIER).status_code == 200


def test_what_stands_beside_a_reference_is_ignored(rp: RelyingParty) -> None:
    elsewhere = {"redirect_uri": "https://client.example/other", "scope": "openid profile"}
    granted = authorize(rp, pushed(rp), state="planted", **elsewhere)
    came = answer(rp.log_in(granted))
    assert came["state"] == "a state"
    assert rp.redeem(came["code"]).json()["scope"] == "openid"


def test_credentials_are_no_part_of_the_request(rp: RelyingParty) -> None:
    client = rp.as_client("client-post")
    sent = client.request(client_secret=secret("client-post"))
    response = client.http.post(f"{client.issuer}/request", data=sent)
    reached = client.log_in(authorize(client, response.json()["request_uri"]))
    assert secret("client-post") not in reached.headers["location"]
    assert "code" in answer(reached)


def test_reference_is_good_once_and_for_its_client(rp: RelyingParty) -> None:
    rp.code()
    request_uri = pushed(rp)
    on_page(authorize(rp.as_client("client-basic-2"), request_uri))
    assert "code" in answer(authorize(rp, request_uri))
    on_page(authorize(rp, request_uri))
    on_page(authorize(rp, f"{URN}unheard-of"))


def test_reference_expires(moved: RelyingParty) -> None:
    request_uri = pushed(moved)
    moved.advance_clock(61)
    on_page(authorize(moved, request_uri))


def test_prompt_none_is_refused_where_the_end_user_is(rp: RelyingParty) -> None:
    refusal = answer(authorize(rp, pushed(rp, prompt="none")))
    assert refusal["error"] == "login_required"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"request_uri": f"{URN}any"}, "invalid_request"),
        ({"client_id": None}, "invalid_request"),
        ({"response_type": None}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"redirect_uri": None}, "invalid_request"),
        ({"redirect_uri": "https://unregistered.example/"}, "invalid_request"),
        ({"scope": "unheard-of"}, "invalid_scope"),
        ({"request": "e30.e30."}, "request_not_supported"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
    ],
)
def test_push_is_refused(rp: RelyingParty, changes: dict[str, str | None], error: str) -> None:
    refused(push(rp, **changes), error)


def test_client_authenticates(rp: RelyingParty) -> None:
    endpoint, request = f"{rp.issuer}/request", rp.request()
    refused(rp.http.post(endpoint, data=request), "invalid_client", 401)
    wrong = rp.http.post(endpoint, data=request, auth=("client-basic", "wrong"))
    refused(wrong, "invalid_client", 401)
    assert wrong.headers["www-authenticate"].startswith("Basic ")
    refused(push(rp, client_id="client-basic-2"), "invalid_client", 401)
    assert push(rp.as_client("client-public")).status_code == 201


@pytest.mark.parametrize("audience", ["", "/token", "/request"])
def test_assertion_names_the_provider(rp: RelyingParty, audience: str) -> None:
    client = rp.as_client("client-secret-jwt")
    shown = asserted(client.client_id, f"{client.issuer}{audience}", iat=None)
    response = client.http.post(f"{client.issuer}/request", data={**client.request(), **shown})
    assert response.status_code == 201, response.text


def test_push_is_a_post_of_a_form(rp: RelyingParty) -> None:
    basic = httpx.BasicAuth(rp.client_id, secret(rp.client_id))
    by_get = rp.http.get(f"{rp.issuer}/request", params=rp.request(), auth=basic)
    refused(by_get, "invalid_request", 405)
    assert by_get.headers["allow"] == "POST"
    as_json = rp.http.post(f"{rp.issuer}/request", json=rp.request(), auth=basic)
    refused(as_json, "invalid_request")
    assert CALLBACK not in as_json.text
