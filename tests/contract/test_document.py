"""Reading OpenAPI documents."""

from pathlib import Path

import pytest

from coatcheck.base.errors import ContractError
from coatcheck.contract.document import openapi, read
from tests.contract.messages import derived

YAML = """
openapi: 3.0.3
info: {title: API, version: 2024-01-31}
paths:
  /x:
    parameters: [{name: id, in: query, schema: {type: integer}}]
    get:
      parameters:
        - {name: id, in: query, required: true, schema: {type: string, enum: [no, on, 12:30]}}
      responses:
        200: {$ref: '#/components/responses/Fine'}
        x-other: {}
  x-path: {get: 1}
components:
  responses: {Fine: {description: fine}}
"""


def test_yaml_has_the_types_of_json(tmp_path: Path) -> None:
    path = tmp_path / "api.yaml"
    path.write_text("﻿" + YAML, encoding="utf-8")
    document = openapi(path)
    [operation] = document.operations()
    assert document.data["info"]["version"] == "2024-01-31"
    assert [p["schema"]["enum"] for p in operation.parameters] == [["no", "on", "12:30"]]
    assert operation.id == "get_x"
    assert operation.responses["200"] == {"description": "fine"}


def test_numbers_and_words_of_yaml(tmp_path: Path) -> None:
    path = tmp_path / "values.yaml"
    path.write_text("[1, -2.5, 1e3, true, null, ~, 010, 0x1F, 1_000, yes, 2020-01-01, '']")
    kept = ["010", "0x1F", "1_000", "yes", "2020-01-01", ""]
    assert read(path) == [1, -2.5, 1000.0, True, None, None, *kept]


def test_json_with_tabs_is_no_yaml_and_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tabs.json"
    path.write_text('{\n\t"a": 1}')
    assert read(path) == {"a": 1}


HEAD = "info: {title: API, version: '1'}\n"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("swagger: '2.0'\npaths: {}\n", "swagger2openapi"),
        ("openapi: 3.2.0\n" + HEAD + "paths: {/x: {}}\n", "3.0 or 3.1"),
        ("openapi: 3.0\n" + HEAD + "paths: {/x: {}}\n", "at openapi"),
        ("openapi: 3.0.0\npaths: {/x: {}}\n", "'info' is a required property"),
        ("openapi: 3.1.0\n" + HEAD + "webhooks: {}\n", "'paths' is a required property"),
        ("openapi: 3.0.0\n" + HEAD + "paths: {/x: {}}\n", "no operations"),
        ("openapi: 3.0.0\n" + HEAD + "paths: {/x: {get: {responses: {ok: {}}}}}\n", "responses"),
        ("openapi: 3.0.0\n" + HEAD + "paths: {/x: {$ref: '#/y'}}\n", "refers to nothing"),
        (
            "openapi: 3.0.0\n"
            + HEAD
            + "paths: {/x: {get: {operationId: a}, put: {operationId: a}}}",
            "two operations are called a",
        ),
        ("- just\n- a list\n", "not an OpenAPI"),
        ("", "not an OpenAPI"),
        ("{unclosed", "neither JSON nor YAML"),
        ("a: &a [*a]", "neither JSON nor YAML"),
    ],
)
def test_what_is_no_document_is_told(text: str, stated: str, tmp_path: Path) -> None:
    with pytest.raises(ContractError) as caught:
        derived(tmp_path, text)
    assert stated in str(caught.value)
    assert "openapi.json" in str(caught.value)
