"""From OpenAPI's schemas to JSON Schema 2020-12: where the two differ."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from coatcheck.base.errors import ContractError
from tests.contract.messages import answered

ANY = {"type": "string"}


@pytest.mark.parametrize(
    ("schema", "translated"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        (
            {"type": "string", "nullable": True, "enum": ["a"]},
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        (
            {"nullable": True, "allOf": [{"type": "object"}]},
            {"anyOf": [{"allOf": [{"type": "object"}]}, {"type": "null"}]},
        ),
        ({"nullable": True}, {}),
        ({"type": "integer", "minimum": 0, "exclusiveMinimum": True},
         {"type": "integer", "exclusiveMinimum": 0}),
        ({"type": "integer", "minimum": 0, "exclusiveMinimum": False},
         {"type": "integer", "minimum": 0}),
        ({"type": "integer", "maximum": 9, "exclusiveMaximum": True},
         {"type": "integer", "exclusiveMaximum": 9}),
        ({"type": "string", "example": "x", "xml": {}, "externalDocs": {}, "x-y": 1},
         {"type": "string", "examples": ["x"]}),
        ({"type": "string", "pattern": "^a$", "default": "a", "format": "uri"},
         {"type": "string", "pattern": "^a$", "default": "a", "format": "uri"}),
        ({"enum": [{"nullable": True}], "default": {"example": 1}},
         {"enum": [{"nullable": True}], "default": {"example": 1}}),
    ],
)  # fmt: skip
def test_openapi_3_0(schema: Any, translated: Any, tmp_path: Path) -> None:
    assert answered(tmp_path, schema) == translated


@pytest.mark.parametrize("name", ["nullable", "example", "$ref", "discriminator", "x-y", "xml"])
def test_a_property_may_be_called_like_a_keyword(name: str, tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {name: {"type": "string", "nullable": True}}}
    translated = answered(tmp_path, schema)
    assert translated["properties"] == {name: {"type": ["string", "null"]}}


@pytest.mark.parametrize(
    "schema",
    [
        {"type": ["string", "null"], "examples": ["x"]},
        {"type": "integer", "exclusiveMinimum": 0, "const": 3},
        {"type": "array", "prefixItems": [ANY], "items": False},
        {"type": "object", "patternProperties": {"^a": ANY}, "unevaluatedProperties": False},
        {"if": ANY, "then": {"minLength": 1}, "else": True},
    ],
)
def test_openapi_3_1_is_json_schema_already(schema: Any, tmp_path: Path) -> None:
    assert answered(tmp_path, schema, "3.1.0") == schema


def test_nullable_means_nothing_in_3_1(tmp_path: Path) -> None:
    assert answered(tmp_path, {"type": "string", "nullable": True}, "3.1.0") == {"type": "string"}


def test_schemas_may_be_boolean_in_3_1(tmp_path: Path) -> None:
    assert answered(tmp_path, False, "3.1.0") == {"allOf": [False]}


def test_references_become_definitions(tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/A"}}}
    translated = answered(tmp_path, schema, A={"type": "string", "nullable": True})
    assert translated["properties"] == {"a": {"$ref": "#/$defs/A"}}
    assert translated["$defs"] == {"A": {"type": ["string", "null"]}}


def test_a_reference_at_the_top_is_followed(tmp_path: Path) -> None:
    assert answered(tmp_path, {"$ref": "#/components/schemas/A"}, A=ANY) == ANY


def test_what_stands_beside_a_reference_counts_from_3_1_on(tmp_path: Path) -> None:
    schema = {"type": "array", "items": {"$ref": "#/components/schemas/A", "minLength": 3}}
    assert answered(tmp_path, schema, A=ANY)["items"] == {"$ref": "#/$defs/A"}
    beside = {"minLength": 3, "$ref": "#/$defs/A"}
    assert answered(tmp_path, schema, "3.1.0", A=ANY)["items"] == beside


def test_a_schema_may_contain_itself(tmp_path: Path) -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}}
    translated = answered(tmp_path, {"$ref": "#/components/schemas/Node"}, Node=node)
    validator = jsonschema.Draft202012Validator(translated)
    assert validator.is_valid({"next": {"next": {}}})
    assert not validator.is_valid({"next": {"next": 1}})


def test_definitions_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    schema = {
        "type": "object",
        "properties": {
            "a": {"$ref": "#/components/schemas/A"},
            "b": {"$ref": "#/components/schemas/B/properties/A"},
        },
    }
    translated = answered(tmp_path, schema, A=ANY, B={"properties": {"A": {"type": "integer"}}})
    assert translated["$defs"] == {"A": ANY, "A-2": {"type": "integer"}}


def test_a_property_that_is_only_written_is_not_required_of_an_answer(tmp_path: Path) -> None:
    schema = {
        "type": "object",
        "required": ["secret", "name"],
        "properties": {"secret": {**ANY, "writeOnly": True}, "name": {**ANY, "readOnly": True}},
    }
    assert answered(tmp_path, schema)["required"] == ["name"]


@pytest.mark.parametrize(
    ("schema", "stated"),
    [
        ({"$ref": "#/components/schemas/None"}, "refers to nothing"),
        ({"$ref": "other.yaml#/A"}, "bundle"),
        ({"$ref": "#/components/schemas/Loop"}, "refers to itself"),
        ({"type": "object", "properties": {"a": {"$ref": "#/nowhere"}}}, "refers to nothing"),
        ({"type": "text"}, "'text' is not valid"),
        ({"type": "object", "properties": {"a": {"required": True}}}, "True is not of type"),
        ({"type": "string", "pattern": "^\\p{L}$"}, "is not a 'regex'"),
    ],
)
def test_what_cannot_be_translated_is_told(schema: Any, stated: str, tmp_path: Path) -> None:
    loop = {"$ref": "#/components/schemas/Loop"}
    with pytest.raises(ContractError, match=r"openapi\.json") as caught:
        answered(tmp_path, schema, Loop=loop)
    assert stated in str(caught.value)
