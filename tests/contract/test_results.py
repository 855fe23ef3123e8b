"""A contract that is on no register, in the results of a run."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from coatcheck.base import files
from coatcheck.contract import Contract, contract_rows
from coatcheck.evidence.redactor import Redactor
from coatcheck.kinds import secret_names
from coatcheck.report import write_all
from coatcheck.results.results import Run, assemble
from coatcheck.target import target_file
from tests.contract.messages import derived, documented, exchange, get
from tests.results.records import record

SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}}


@pytest.fixture
def contract(tmp_path: Path) -> Contract:
    content = {"application/json": {"schema": SCHEMA}}
    item = {"get": {"operationId": "getX", "responses": {"200": {"content": content}}}}
    return Contract("my-api", derived(tmp_path, documented({"/x": item})))


def observed(contract: Contract, body: Any) -> dict[str, Any]:
    """The record of a scenario in which one answer came."""
    seen = exchange(get("/x"), 200, body)
    observation = contract.judge(seen)
    findings = [dataclasses.asdict(finding) for finding in observation.findings]
    return record(
        id="jwk_set/x",
        requirement="RFC7517-5/keys-present",
        exchanges=[Redactor([], secret_names()).exchange(seen)],
        findings=findings,
        judged=sorted(observation.judged),
    )


def results(contract: Contract, body: Any, *, whole: bool = False) -> dict[str, Any]:
    run = Run(target_file.load(target_file.DEFAULT), "coatcheck run", 1, whole=whole)
    run.contract = contract_rows(contract)
    return assemble(run, [observed(contract, body)])


def of_paths(folder: Path, *paths: str) -> Contract:
    """Return a contract with an operation at each path."""
    content = {"application/json": {"schema": SCHEMA}}
    items = {
        path: {"get": {"operationId": f"at{path[1:].upper()}", "responses": {"200": {
            "content": content}}}} for path in paths
    }  # fmt: skip
    return Contract("my-api", derived(folder, documented(items)))


def verdicts_of(document: dict[str, Any]) -> dict[str, set[str]]:
    """Return the verdicts of each operation."""
    found: dict[str, set[str]] = {}
    for row in document["requirements"]:
        if row["document"] == "MYAPI":
            found.setdefault(row["clause"], set()).add(row["verdict"])
    return found


def test_an_operation_that_nothing_touched_is_not_applicable(tmp_path: Path) -> None:
    some = of_paths(tmp_path, "/x", "/y")
    document = results(some, {"a": 1}, whole=True)
    assert verdicts_of(document) == {"atX": {"PASS"}, "atY": {"NOT APPLICABLE"}}
    assert (document["exit_code"], document["problems"]) == (0, [])
    write_all(document, tmp_path / "report")
    assert "MYAPI-atY/status" in (tmp_path / "report/report.html").read_text(encoding="utf-8")
    assert set(verdicts_of(results(some, {"a": 1}))) == {"atX"}


def test_a_contract_that_judged_nothing_is_a_problem(tmp_path: Path) -> None:
    none = of_paths(tmp_path, "/y", "/z")
    document = results(none, {"a": 1}, whole=True)
    assert set(verdicts_of(document)) == {"atY", "atZ"}
    assert document["exit_code"] == 2
    [problem] = document["problems"]
    assert "(GET /y, GET /z)" in problem
    narrowed = results(none, {"a": 1})
    assert (narrowed["exit_code"], narrowed["problems"]) == (0, [])


@pytest.mark.parametrize(
    ("body", "verdicts", "code"),
    [
        ({"a": 1}, {"status": "PASS", "members": "PASS", "unknown-members": "PASS"}, 0),
        ({"b": 1}, {"status": "PASS", "members": "PASS", "unknown-members": "WARNING"}, 0),
        ({"a": "1"}, {"status": "PASS", "members": "FAIL", "unknown-members": "PASS"}, 1),
    ],
)
def test_its_rows_are_in_the_results(
    contract: Contract, tmp_path: Path, body: Any, verdicts: dict[str, str], code: int
) -> None:
    document = results(contract, body)
    rows = {row["id"]: row["verdict"] for row in document["requirements"]}
    assert {name.rpartition("/")[2]: v for name, v in rows.items() if "MYAPI" in name} == verdicts
    assert document["exit_code"] == code
    assert {"document": "MYAPI", "title": "API", "url": ""} in document["documents"]
    schema = json.loads((files.SCHEMAS / "results.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    write_all(document, tmp_path / "report")
    assert "MYAPI-getX/members" in (tmp_path / "report/report.html").read_text(encoding="utf-8")
