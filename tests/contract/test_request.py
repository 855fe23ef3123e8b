"""Judging what the suite sends."""

from pathlib import Path
from typing import Any

import pytest

from coatcheck.contract import Contract
from coatcheck.net.wire import Request
from tests.contract.messages import BASE, FORM, derived, documented, exchange, get, post

CONTRACT = Contract.load("mosaic")
CODE = {
    "grant_type": "authorization_code",
    "client_id": "c",
    "client_secret": "s",
    "code": "1",
    "redirect_uri": "https://c.example",
}


def stated(request: Request, contract: Contract = CONTRACT) -> list[str]:
    return contract.request_breaches(exchange(request))


@pytest.mark.parametrize("changes", [{}, {"code_verifier": "v"}, {"of_nobody": "x"}])
def test_documented_requests(changes: dict[str, str]) -> None:
    assert stated(post("/oidc/token", **CODE, **changes)) == []


def test_a_client_without_a_secret_has_a_verifier() -> None:
    public = {name: value for name, value in CODE.items() if name != "client_secret"}
    assert stated(post("/oidc/token", **public, code_verifier="v")) == []
    [breach] = stated(post("/oidc/token", **public))
    assert "not AuthCodeRequestWithPKCE: code_verifier is missing" in breach


def test_requests_that_are_not_as_documented() -> None:
    [breach] = stated(post("/oidc/token", grant_type="password", client_id="c", client_secret="s",
                         username="u", password="p", username_type="nick"))  # fmt: skip
    assert breach.startswith('POST /oidc/token: "username_type": "nick" (expected')
    assert stated(post("/oidc/token", grant_type="implicit"))[0].startswith(
        "POST /oidc/token: grant_type is implicit, not authorization_code or "
    )
    assert stated(post("/oidc/token"))[0].startswith("POST /oidc/token: grant_type is missing")
    assert stated(get("/oidc/auth", scope="openid")) == [
        "GET /oidc/auth: client_id is missing (expected client_id: required; "
        "oidcAuthenticate.request.query.schema.json)"
    ]


def test_a_parameter_that_is_sent_twice() -> None:
    url = f"{BASE}/oidc/auth?client_id=c&state=1&state=2"
    [breach] = stated(Request("GET", url))
    assert breach.startswith('GET /oidc/auth: "state": ["1", "2"] (expected state: string')


def test_bodies() -> None:
    body = ("Content-Type", "application/json")
    assert stated(Request("POST", BASE + "/oidc/token", (body,), "{}")) == [
        "POST /oidc/token: the body is application/json, not application/x-www-form-urlencoded"
    ]
    assert stated(Request("POST", BASE + "/oidc/token")) == [
        "POST /oidc/token: the body is without media type, not application/x-www-form-urlencoded"
    ]
    assert stated(Request("POST", BASE + "/undocumented")) == []


INTEGER = {"type": "integer", "minimum": 1, "maximum": 9}


def parameters(*rows: dict[str, Any]) -> dict[str, Any]:
    return documented({"/x/{id}": {"get": {"parameters": list(rows), "responses": {}}}})


@pytest.mark.parametrize(
    ("row", "right", "wrong"),
    [
        ({"in": "query", "schema": INTEGER}, "?p=9", "?p=10"),
        ({"in": "query", "schema": INTEGER}, "", "?p=09"),
        ({"in": "query", "schema": INTEGER}, "?p=1", "?p=1.0"),
        ({"in": "query", "schema": {"type": "number"}}, "?p=-1.5e3", "?p=1,5"),
        ({"in": "query", "schema": {"type": "boolean"}}, "?p=true", "?p=True"),
        ({"in": "query", "schema": {"type": "string", "maxLength": 2}}, "?p=12", "?p=123"),
        ({"in": "query", "schema": {"enum": [1, 2]}}, "?p=2", "?p=3"),
        ({"in": "query", "schema": {"type": "integer", "nullable": True}}, "?p=", "?p=x"),
        ({"in": "query", "schema": {"type": "array", "items": INTEGER}}, "?p=1&p=2", "?p=1,2"),
        (
            {"in": "query", "explode": False, "schema": {"type": "array", "items": INTEGER}},
            "?p=1,2", "?p=1,b",
        ),
        (
            {"in": "query", "explode": False, "style": "pipeDelimited",
             "schema": {"type": "array", "items": INTEGER}}, "?p=1|2", "?p=1,2",
        ),
        ({"in": "query", "required": True, "schema": {}}, "?p=", "?q=1"),
        ({"in": "query", "content": {"application/json": {"schema": {}}}}, "?p={}", "?p=1&p=2"),
        ({"in": "query", "schema": {"type": "object"}, "required": True}, "", None),
    ],
)  # fmt: skip
def test_parameters_have_their_types_as_strings(
    row: dict[str, Any], right: str, wrong: str | None, tmp_path: Path
) -> None:
    contract = Contract("api", derived(tmp_path, parameters({"name": "p", **row})))
    assert stated(Request("GET", f"{BASE}/x/1{right}"), contract) == []
    assert wrong is None or stated(Request("GET", f"{BASE}/x/1{wrong}"), contract) != []


def test_types_are_found_behind_references(tmp_path: Path) -> None:
    row = {"name": "p", "in": "query", "schema": {"$ref": "#/components/schemas/P"}}
    data = parameters(row) | {"components": {"schemas": {"P": {"allOf": [INTEGER]}}}}
    contract = Contract("api", derived(tmp_path, data))
    assert stated(get("/x/1", p="3"), contract) == []
    assert stated(get("/x/1", p="30"), contract) != []


def test_parameters_of_path_header_and_cookie(tmp_path: Path) -> None:
    rows = [
        {"name": "id", "in": "path", "required": True, "schema": INTEGER},
        {"name": "X-Count", "in": "header", "required": True, "schema": INTEGER},
        {"name": "Accept", "in": "header", "required": True, "schema": INTEGER},
        {"name": "sid", "in": "cookie", "required": True, "schema": INTEGER},
    ]
    contract = Contract("api", derived(tmp_path, parameters(*rows)))
    headers = (("x-COUNT", "3"), ("Cookie", "a=b; sid=4"))
    assert stated(Request("GET", f"{BASE}/x/5", headers), contract) == []
    assert len(stated(Request("GET", f"{BASE}/x/five"), contract)) == 3


def test_json_bodies(tmp_path: Path) -> None:
    content = {"application/json": {"schema": {"oneOf": [
        {"type": "object", "properties": {"kind": {"const": kind}, value: {"type": "integer"}},
         "required": [value]} for kind, value in (("a", "x"), ("b", "y"))
    ]}}}  # fmt: skip
    data = documented(
        {"/x": {"post": {"requestBody": {"content": content}, "responses": {}}}}, "3.1.0"
    )
    contract = Contract("api", derived(tmp_path, data))

    def sent(body: str | None) -> list[str]:
        headers = (("content-type", "application/json"),)
        return stated(Request("POST", f"{BASE}/x", headers, body), contract)

    assert sent('{"kind": "a", "x": 1}') == []
    assert sent(None) == []
    assert "y is missing" in sent('{"kind": "b", "x": 1}')[0]
    assert "kind is missing" in sent("[]")[0]
    assert "kind is missing" in sent("{")[0]


def test_the_values_of_a_whole_message_are_not_repeated() -> None:
    changed = {name: value for name, value in CODE.items() if name != "code"}
    [breach] = stated(post("/oidc/token", **changed, code_verifier="very-secret-indeed"))
    assert "very-secret-indeed" not in breach
    assert "with grant_type, client_id, client_secret, redirect_uri, code_verifier; not" in breach


def test_form_headers_may_have_parameters() -> None:
    headers = (("content-type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8"),)
    body = post("/oidc/token", **CODE).body
    assert stated(Request("POST", BASE + "/oidc/token", headers, body)) == []
    assert FORM[0][0] == "Content-Type"
