"""The contract that comes with the suite: document, corrections, schemas, samples, register."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from coatcheck.base import files
from coatcheck.contract import Contract, contract_rows
from coatcheck.contract.corrections import Corrections, corrections
from coatcheck.contract.derivation import derive
from coatcheck.contract.document import openapi
from coatcheck.contract.folder import INDEX, text_of
from coatcheck.net.wire import Request
from coatcheck.register.requirement import register
from tests.contract.messages import BASE, FORM, broken, exchange, get, post
from tests.offenders import refuse

FOLDER = files.SCHEMAS / "mosaic"
DOCUMENT = openapi(FOLDER / "openapi.json")
NOTES = corrections(FOLDER / "corrections.yaml")
MADE = derive(DOCUMENT, NOTES)
CONTRACT = Contract.load("mosaic")
AS_WRITTEN = Contract("mosaic", derive(DOCUMENT, Corrections()))

SAMPLES = sorted(p for p in (Path(__file__).parent / "samples").iterdir() if p.suffix in
                 (".json", ".form", ".query"))  # fmt: skip
DEFECTS = yaml.safe_load((Path(__file__).parent / "samples/samples.yaml").read_text())
OPERATIONS = {operation.id: operation for operation in CONTRACT.operations}
by_name = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)


def test_schemas_are_those_of_the_document() -> None:
    made = {name: text_of(data) for name, data in {INDEX: MADE.index, **MADE.schemas}.items()}
    own = ("openapi.json", "corrections.yaml")
    there = {p.name: p.read_text(encoding="utf-8") for p in FOLDER.iterdir() if p.name not in own}
    assert there == made, (
        "run `coatcheck schemas openapi.json --corrections corrections.yaml --out .` there"
    )


def test_schemas_are_json_schemas() -> None:
    dialect = "https://json-schema.org/draft/2020-12/schema"
    metaschema = jsonschema.Draft202012Validator(jsonschema.Draft202012Validator.META_SCHEMA)
    refuse(name for name, schema in MADE.schemas.items() if schema["$schema"] != dialect)
    refuse(name for name, schema in MADE.schemas.items() if not metaschema.is_valid(schema))


def test_a_schema_for_every_request_and_answer_that_has_one() -> None:
    named = {name.removesuffix(".schema.json") for name in MADE.schemas}
    grants = ["authorization_code", "client_credentials", "ciba", "device_code", "password",
              "delegated-access", "refresh_token"]  # fmt: skip
    wanted = {f"oidcToken.{part}.{grant}" for part in ("request", "200") for grant in grants}
    wanted |= {f"{name}.request.query" for name in ("oidcAuthenticate", "endOidcSession")}
    posts = [name for name, each in OPERATIONS.items() if each.method == "POST"]
    wanted |= {f"{name}.request" for name in posts if name != "oidcToken"}
    wanted |= {f"{name}.200" for name in posts if name != "oidcRevokeToken"} | {"oidcGetKeys.200"}
    no_400 = ("oidcGetKeys", "getOidcConfiguration")
    wanted |= {f"{name}.400" for name in OPERATIONS if name not in no_400}
    assert named == wanted | {f"{name}.500" for name in OPERATIONS}


def sample_breaches(contract: Contract, path: Path) -> list[str]:
    """What of a sample a contract speaks against."""
    name, part = path.name.split(".")[:2]
    text, operation = path.read_text(encoding="utf-8").strip(), OPERATIONS[name]
    if part == "request":
        url = BASE + operation.path
        asked = Request("GET", f"{url}?{text}")
        if operation.method == "POST":
            asked = Request("POST", url, FORM, text)
        return contract.request_breaches(exchange(asked))
    path_of = operation.path
    asked = get(path_of) if operation.method == "GET" else post(path_of, **GRANT)
    return list(broken(contract, exchange(asked, int(part), text)).values())


GRANT = {"grant_type": "authorization_code"}


@by_name
def test_every_published_sample_keeps_the_contract(path: Path) -> None:
    assert sample_breaches(CONTRACT, path) == []


@by_name
def test_what_the_document_says_against_a_sample_is_listed_as_its_defect(path: Path) -> None:
    assert bool(sample_breaches(AS_WRITTEN, path)) == (path.name in DEFECTS)
    assert DEFECTS.get(path.name) in {None, *NOTES.places()}


def test_every_operation_has_a_sample() -> None:
    assert {path.name.split(".")[0] for path in SAMPLES} == OPERATIONS.keys()


def examples(schema: Any) -> list[tuple[Any, Any]]:
    """Every example in a schema, with the schema that it is an example of."""
    if isinstance(schema, list):
        return [pair for part in schema for pair in examples(part)]
    if not isinstance(schema, dict):
        return []
    own = [(schema, each) for each in schema.get("examples", ())]
    own += [(schema, schema["default"])] if "default" in schema else []
    return own + [pair for part in schema.values() for pair in examples(part)]


def test_examples_and_defaults_keep_their_schema() -> None:
    given = [(name, *pair) for name, made in MADE.schemas.items() for pair in examples(made)]
    refuse(
        f"{name}: {example}"
        for name, schema, example in given
        if not jsonschema.Draft202012Validator(schema).is_valid(example)
    )


LISTS = [
    ("oidcAuthenticate", "scope", "openid email", "email phone"),
    ("oidcAuthenticate", "scope", "phone openid offline_access", "openid  email"),
    ("oidcAuthenticate", "prompt", "login consent", "Login"),
    ("oidcAuthenticate", "acr_values", "mfa urn:transmit:webauthn_direct", "mfa,phone_number"),
    ("oidcAuthenticate", "code_challenge_method", "S256", "plain"),
    ("oidcAuthenticate", "createNewUser", "true", "yes"),
    ("oidcAuthenticate", "loginType", "webauthn-direct", "webauthn"),
    ("pushedAuthorizationRequest", "scope", "email openid", "openid profile"),
    ("pushedAuthorizationRequest", "prompt", "none", "select_account"),
    ("pushedAuthorizationRequest", "createNewUser", "false", "0"),
    ("oidcBackchannelAuthenticate", "binding_message", "Pay-10.00!", "with space"),
    ("oidcBackchannelAuthenticate", "requested_expiry", "120", "2min"),
    ("oidcDeviceAuth", "acr_values", "urn:transmit:line_direct", "mfa"),
    ("oidcRevokeToken", "token_type_hint", "refresh_token", "id_token"),
]


@pytest.mark.parametrize(("name", "parameter", "right", "wrong"), LISTS)
def test_values_that_the_text_allows(name: str, parameter: str, right: str, wrong: str) -> None:
    def stated(value: str) -> list[str]:
        return [
            breach
            for breach in CONTRACT.request_breaches(exchange(asked(name, parameter, value)))
            if f'"{parameter}"' in breach
        ]

    assert stated(right) == []
    assert len(stated(wrong)) == 1


def asked(name: str, parameter: str, value: str) -> Request:
    operation = OPERATIONS[name]
    send = get if operation.method == "GET" else post
    return send(operation.path, **{parameter: value})


def test_the_register_has_what_the_contract_asks() -> None:
    rows = {row.id: row for row in contract_rows(CONTRACT)}
    assert len(rows) == 22
    for name, row in rows.items():
        assert register()[name].level == row.level
        assert register()[name].text == row.text
        assert register()[name].document == row.document
        assert register()[name].url == NOTES.data["url"]


def test_the_document_is_as_its_vendor_wrote_it() -> None:
    assert json.loads((FOLDER / "openapi.json").read_bytes())["openapi"] == "3.0.0"
    assert (FOLDER / "openapi.json").stat().st_size == 59_147
