"""An OpenAPI document of a supported version, with its references resolved."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import yaml

from coatcheck.base import files
from coatcheck.base.errors import ContractError

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


_LOADER: Any = type(
    "_Loader",
    (getattr(yaml, "CSafeLoader", yaml.SafeLoader),),
    {"yaml_implicit_resolvers": {}},
)
"""Reads YAML as OpenAPI requires: with the types of JSON, so that `no` and dates are strings."""

for _tag, _pattern, _first in (
    ("merge", r"<<", ["<"]),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]+)?", list("-0123456789")),
):
    _whole = re.compile(f"^(?:{_pattern})$")
    _LOADER.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", _whole, _first)


def read(path: Path) -> Any:
    """Return what a JSON or YAML file holds. Raises ContractError where it holds neither."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ContractError(
            f"{path} cannot be read: {error}.", "Give the path of a JSON or YAML file."
        ) from error
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return _yaml(text, path)


def _yaml(text: str, path: Path) -> Any:
    try:
        return json.loads(json.dumps(yaml.load(text, Loader=_LOADER)))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise ContractError(f"{path} is neither JSON nor YAML: {error}", "Mend it.") from error


@dataclass(frozen=True, slots=True)
class DocumentedOperation:
    """An operation of a document, including what it shares with its path."""

    id: str
    method: str
    path: str
    parameters: tuple[dict[str, Any], ...]
    body: dict[str, Any] | None
    responses: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class OpenApi:
    """An OpenAPI document."""

    path: Path
    data: dict[str, Any] = field(repr=False)

    @property
    def version(self) -> str:
        """The version of OpenAPI, such as `3.0`."""
        return ".".join(str(self.data["openapi"]).split(".")[:2])

    def at(self, reference: str) -> Any:
        """Return what a `$ref` leads to. Raises ContractError where that is nothing in here."""
        value: Any = self.data
        try:
            for part in pointer(reference):
                value = value[int(part)] if isinstance(value, list) else value[part]
        except (KeyError, IndexError, ValueError, TypeError) as error:
            raise ContractError(
                f"{self.path}: $ref {reference!r} refers to nothing in this document.",
                "Correct it. If it refers to another file, bundle the document into one file "
                "first (`redocly bundle`, `swagger-cli bundle`).",
            ) from error
        return value

    def followed(self, node: Any) -> Any:
        """Return what stands at the end of a chain of references, which may be none."""
        seen: set[str] = set()
        while isinstance(node, dict) and isinstance(node.get("$ref"), str):
            if node["$ref"] in seen:
                raise ContractError(
                    f"{self.path}: $ref {node['$ref']!r} refers to itself.", "Correct it."
                )
            seen.add(node["$ref"])
            node = self.at(node["$ref"])
        return node

    def operations(self) -> Iterator[DocumentedOperation]:
        """Yield every operation, in the order of the document."""
        for path, item in self.data["paths"].items():
            shared = self.followed(item)
            for method in METHODS:
                if path.startswith("/") and method in shared:
                    yield self._operation(path, method, shared)

    def _operation(self, path: str, method: str, item: dict[str, Any]) -> DocumentedOperation:
        own = item[method]
        name = own.get("operationId") or f"{method}{path}"
        parameters: dict[tuple[str, str], dict[str, Any]] = {}
        for node in (*item.get("parameters", ()), *own.get("parameters", ())):
            parameter = self.followed(node)
            parameters[parameter["in"], parameter["name"]] = parameter
        return DocumentedOperation(
            re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("_"),
            method.upper(),
            path,
            tuple(parameters.values()),
            self.followed(own["requestBody"]) if "requestBody" in own else None,
            {status: self.followed(node) for status, node in own.get("responses", {}).items()},
        )


def pointer(reference: str) -> list[str]:
    """Return the parts of a JSON Pointer (RFC 6901). Raises ValueError for what is none."""
    text = unquote(reference.removeprefix("#"))
    if text and not text.startswith("/"):
        raise ValueError(f"{reference!r} is not a JSON Pointer")
    return [part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:]]


def openapi(path: Path) -> OpenApi:
    """Read an OpenAPI document. Raises ContractError, which says what to change."""
    data = read(path)
    if isinstance(data, dict) and "swagger" in data:
        raise ContractError(
            f"{path} is a Swagger {data['swagger']} document.",
            "Convert it to OpenAPI 3 first, for example with swagger2openapi.",
        )
    error = jsonschema.exceptions.best_match(_validator().iter_errors(data))
    if error is not None:
        where = error.json_path.removeprefix("$").removeprefix(".") or "the document"
        raise ContractError(
            f"{path} is not an OpenAPI 3.0 or 3.1 document; at {where}: {error.message}.",
            "Correct it, or give the path of another file.",
        )
    return OpenApi(path, data)


@cache
def _validator() -> jsonschema.Draft202012Validator:
    path = files.SCHEMAS / "openapi.schema.json"
    return jsonschema.Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
