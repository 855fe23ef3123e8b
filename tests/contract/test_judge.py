"""Judging exchanges by a contract."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from coatcheck.base.errors import ContractError
from coatcheck.contract import Contract, contract_rows
from coatcheck.net.wire import Request
from tests.contract.messages import BASE, broken, derived, documented, exchange, get, post

CONTRACT = Contract.load("mosaic")
CODE = post("/oidc/token", grant_type="authorization_code")
TOKENS = {
    "access_token": "a",
    "id_token": "i",
    "expires_in": 3600,
    "scope": "openid",
    "token_type": "Bearer",
}
ERROR = {"message": "Bad request", "error_code": 400}


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in TOKENS.items() if key != name}


@pytest.mark.parametrize(
    ("request_", "status", "body"),
    [
        (CODE, 200, TOKENS),
        (CODE, 200, TOKENS | {"refresh_token": "r"}),
        (CODE, 200, TOKENS | {"expires_in": 3600.5}),
        (post("/oidc/token", grant_type="client_credentials"), 200, without("id_token")),
        (post("/oidc/token", grant_type="of-nobody"), 400, ERROR),
        (CODE, 400, ERROR | {"message": ["code is missing", "client_id is missing"]}),
        (CODE, 400, {"error": "slow_down"}),
        (CODE, 400, {"error": "access_denied", "error_description": "no"}),
        (CODE, 500, {"message": "Something went wrong", "error_code": 500}),
        (get("/oidc/jwks"), 200, {"keys": [{"kty": "RSA", "n": "n", "e": "AQAB", "kid": "1"}]}),
        (get("/oidc/.well-known/openid-configuration"), 200, {"issuer": BASE, "other": 1}),
    ],
)
def test_documented_answers(request_: Request, status: int, body: Any) -> None:
    seen = exchange(request_, status, body)
    assert broken(CONTRACT, seen) == {}
    assert CONTRACT.judge(seen).judged != frozenset()


def test_what_was_judged_is_told() -> None:
    slugs = {"status", "members", "unknown-members"}
    assert CONTRACT.judge(exchange(CODE, 200, TOKENS)).judged == {
        f"MOSAIC-oidcToken/{slug}" for slug in slugs
    }
    assert CONTRACT.judge(exchange(CODE, 401, {})).judged == {"MOSAIC-oidcToken/status"}


@pytest.mark.parametrize(
    ("body", "received"),
    [
        (TOKENS | {"expires_in": "3600"}, '"expires_in": "3600"'),
        (TOKENS | {"scope": None}, '"scope": null'),
        (without("id_token"), "id_token is missing"),
        ([TOKENS], '"the message": [{'),
        ("no JSON", "none: no JSON"),
    ],
)
def test_members_that_are_not_as_documented(body: Any, received: str) -> None:
    found = broken(CONTRACT, exchange(CODE, 200, body))
    assert found.keys() == {"members"}
    assert found["members"].startswith(received)


def test_findings_say_the_same_of_every_such_message() -> None:
    findings = [
        CONTRACT.judge(exchange(CODE, 200, TOKENS | {"expires_in": value})).findings[0]
        for value in ("1", "2")
    ]
    expected = "expires_in: number (oidcToken.200.authorization_code.schema.json)"
    assert {finding.expected for finding in findings} == {expected}
    assert findings[0].exchange == 7


def test_a_member_of_another_grant_is_unknown() -> None:
    asked = post("/oidc/token", grant_type="client_credentials")
    assert broken(CONTRACT, exchange(asked, 200, TOKENS)) == {"unknown-members": "id_token"}


def test_unknown_members_are_seen_at_any_depth_and_only_in_success() -> None:
    keys = {"keys": [{"kty": "RSA", "x5c": []}, {"kty": "RSA"}], "more": 1}
    observation = CONTRACT.judge(exchange(get("/oidc/jwks"), 200, keys))
    assert [(f.expected.partition(" (")[0], f.received) for f in observation.findings] == [
        ("the message: no members except keys", "more"),
        ("keys[]: no members except kty, use, kid, alg, e, n", "x5c"),
    ]
    assert broken(CONTRACT, exchange(CODE, 400, ERROR | {"hint": "?"})) == {}


def test_a_member_whose_name_is_not_documented_is_no_breach() -> None:
    answer = {"auth_req_id": "1", "expires_in": 600, "login_link": "https://l.example"}
    assert broken(CONTRACT, exchange(post("/oidc/backchannel"), 200, answer)) == {}


def test_a_refusal_of_no_documented_form_names_them_all() -> None:
    found = broken(CONTRACT, exchange(CODE, 400, {"error": "invalid_grant"}))
    assert found.keys() == {"members"}
    for form in ("BadRequestHttpError", "AuthorizationPendingError", "ExpiredTokenError"):
        assert f"not {form}: " in found["members"]
    assert "message is missing" in found["members"]


@pytest.mark.parametrize(
    ("request_", "status", "kind", "broken_"),
    [
        (CODE, 201, "", True),
        (CODE, 404, "", True),
        (CODE, 401, "", False),
        (CODE, 415, "text/plain", False),
        (CODE, 429, "", False),
        (CODE, 503, "text/html", False),
        (CODE, 500, "text/html", True),
        (post("/oidc/request"), 201, "", True),
        (post("/oidc/token/revocation"), 200, "text/plain", False),
        (get("/oidc/auth"), 303, "text/html", False),
        (get("/oidc/auth"), 302, "", False),
        (get("/oidc/auth"), 307, "", True),
        (get("/oidc/auth"), 401, "", True),
        (get("/oidc/auth"), 200, "text/html", True),
        (get("/oidc/auth", response_mode="form_post"), 200, "text/html", False),
        (get("/oidc/session/end"), 200, "text/html", False),
        (get("/oidc/session/end"), 200, "application/json", True),
        (get("/oidc/session/end"), 303, "", False),
        (get("/oidc/jwks"), 400, "", True),
    ],
)
def test_statuses_and_media_types(request_: Request, status: int, kind: str, broken_: bool) -> None:
    found = broken(CONTRACT, exchange(request_, status, {}, kind))
    assert ("status" in found) == broken_
    assert not broken_ or found["status"].startswith(str(status))


def test_an_undocumented_status_names_the_documented_ones() -> None:
    [finding] = CONTRACT.judge(exchange(CODE, 418, {})).findings
    assert finding.expected == "POST /oidc/token: a documented status, 200, 400, 500"


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("POST", "/oidc/token", "oidcToken"),
        ("post", "/oidc/token?x=/oidc/jwks", "oidcToken"),
        ("POST", "/oidc/token/revocation", "oidcRevokeToken"),
        ("GET", "/oidc/auth", "oidcAuthenticate"),
        ("POST", "/oidc/device/auth", "oidcDeviceAuth"),
        ("GET", "/oidc/%6Awks", "oidcGetKeys"),
        ("GET", "/oidc/token", None),
        ("POST", "/xoidc/token/", None),
        ("POST", "/not-oidc/token", None),
        ("GET", "/auth", None),
    ],
)
def test_operations_are_known_by_the_end_of_the_path(
    method: str, path: str, name: str | None
) -> None:
    operation = CONTRACT.operation(method, BASE + path)
    assert (operation.id if operation else None) == name


def test_the_closest_template_wins(tmp_path: Path) -> None:
    paths = ["/users/{id}", "/users/me", "/{id}", "/a/users/{id}"]
    data = documented({path: {"get": {"operationId": path, "responses": {}}} for path in paths})
    contract = Contract("api", derived(tmp_path, data))

    def found(path: str) -> str | None:
        operation = contract.operation("GET", "https://op.example" + path)
        return operation.path if operation else None

    assert found("/v1/users/5") == "/users/{id}"
    assert found("/v1/users/me") == "/users/me"
    assert found("/a/users/5") == "/a/users/{id}"
    assert found("/5") == "/{id}"
    assert found("/v1/5") is None


def test_what_is_not_documented_or_not_answered_is_not_judged() -> None:
    undocumented = CONTRACT.judge(exchange(get("/oidc/me"), 500, "?"))
    silent = dataclasses.replace(exchange(CODE), reply=None, error="no answer")
    for observation in (undocumented, CONTRACT.judge(silent)):
        assert (observation.judged, observation.findings) == (frozenset(), ())


def test_an_answer_that_was_not_read_whole_is_judged_by_its_head() -> None:
    seen = exchange(CODE, 200, "{")
    assert seen.reply is not None
    cut = dataclasses.replace(seen, reply=dataclasses.replace(seen.reply, truncated=True))
    assert CONTRACT.judge(cut).judged == {"MOSAIC-oidcToken/status"}


def test_contracts_are_found_by_name_and_by_path(tmp_path: Path) -> None:
    data = documented({"/x": {"get": {"operationId": "getX", "responses": {}}}})
    derived(tmp_path, data)
    (tmp_path / "openapi.json").rename(tmp_path / "my-api.v2.json")
    contract = Contract.load("my-api.v2.json", beside=tmp_path)
    assert contract.prefix == "MYAPIV2"
    [row] = contract_rows(contract)
    assert (row.id, row.level, row.url) == ("MYAPIV2-getX/status", "MUST", "")
    assert Contract.load(str(tmp_path / "my-api.v2.json")).title == "API"
    with pytest.raises(ContractError, match="mosaic"):
        Contract.load("no-such-contract")
    with pytest.raises(ContractError, match="coatcheck schemas"):
        Contract.load(str(tmp_path))
