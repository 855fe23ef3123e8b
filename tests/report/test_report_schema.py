"""The schema accepts results as they are written and nothing beside them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from .sample import Results, large, results, sound

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schemas" / "results.schema.json").read_text(encoding="utf-8")
)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_member_is_described() -> None:
    def undescribed(node: Any, path: str = "") -> list[str]:
        if not isinstance(node, dict):
            return []
        members = node.get("properties", {}).items()
        missing = [
            f"{path}/{name}"
            for name, member in members
            if not {"description", "$ref"} & set(member)
        ]
        return missing + [m for k, v in node.items() for m in undescribed(v, f"{path}/{k}")]

    assert undescribed(SCHEMA) == []


@pytest.mark.parametrize("make", [results, sound, large])
def test_sample_results_are_valid(make: Callable[[], Results]) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(make())))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("unheard_of",), 1),
        (("verdict",), "probably"),
        (("run", "started"), "yesterday"),
        (("counts", "scenarios", "SKIPPED"), 1),
        (("scenarios", 0, "verdict"), "SKIPPED"),
        (("scenarios", 1, "attachments", 0, "path"), "../secret"),
        (("scenarios", 1, "attachments", 0, "path"), "javascript:x"),
        (("findings", 0, "verdict"), "PASS"),
        (("requirements", 0, "url"), "javascript:x"),
        (("exchanges", 0, "request", "headers", 0), ["a"]),
    ],
)
def test_other_values_are_refused(results: Results, path: tuple[Any, ...], value: Any) -> None:
    node: Any = results
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(results)
