"""Parameters of a path, a query, a header or a form: strings on the wire, typed in a schema."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from coatcheck.contract.document import DocumentedOperation, OpenApi
from coatcheck.contract.schema import flat, types_of

PLACES = ("path", "query", "header", "cookie")

_SEPARATORS = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}
_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
_DESCRIBED_ELSEWHERE = ("accept", "content-type", "authorization")

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")


def documented(operation: DocumentedOperation, where: str) -> dict[str, dict[str, Any]]:
    """Return the documented parameters at one place of a request, by name.

    The headers that OpenAPI describes elsewhere are none (OpenAPI 3.0.3, Parameter Object).
    """
    found = {}
    for parameter in operation.parameters:
        name = parameter["name"].lower() if where == "header" else parameter["name"]
        if parameter["in"] == where and (where != "header" or name not in _DESCRIBED_ELSEWHERE):
            found[name] = parameter
    return found


def object_schema(document: OpenApi, parameters: Mapping[str, dict[str, Any]]) -> Any:
    """Return parameters as the schema of an object; None where there are none.

    One that is an object itself has no name of its own on the wire, and is left out.
    """
    properties = {
        name: _schema(parameter)
        for name, parameter in parameters.items()
        if _type(document, parameter) != "object"
    }
    if not properties:
        return None
    required = [name for name in properties if parameters[name].get("required")]
    return {"type": "object", "properties": properties, "required": required}


def separators(document: OpenApi, parameters: Mapping[str, dict[str, Any]]) -> dict[str, str]:
    """Return what stands between the items of each list that is sent as one string."""
    found = {}
    for name, parameter in parameters.items():
        style = parameter.get("style", _STYLES[parameter["in"]])
        separator = _SEPARATORS.get(style, "")
        repeats = parameter.get("explode", style == "form") and style != "simple"
        if _type(document, parameter) == "array" and separator and not repeats:
            found[name] = separator
    return found


def _type(document: OpenApi, parameter: dict[str, Any]) -> Any:
    schema = document.followed(parameter.get("schema"))
    return schema.get("type") if isinstance(schema, dict) else None


def _schema(parameter: dict[str, Any]) -> Any:
    about = {n: parameter[n] for n in ("description", "deprecated", "example") if n in parameter}
    for media_type, node in parameter.get("content", {}).items():
        within = {"contentMediaType": media_type, "contentSchema": node.get("schema", True)}
        return about | {"type": "string"} | within
    schema = parameter.get("schema", True)
    return about | schema if isinstance(schema, dict) and "$ref" not in schema else schema


def decoded(
    pairs: Iterable[tuple[str, str]], schema: dict[str, Any], between: Mapping[str, str]
) -> dict[str, Any]:
    """Return parameters with the types that their schema gives them, as far as they can be read.

    What cannot be read stays a string, of which the schema then says that it has the wrong type;
    what occurs more often than once, and is no list, becomes one.
    """
    texts: dict[str, list[str]] = {}
    for name, text in pairs:
        texts.setdefault(name, []).append(text)
    return {
        name: _value(several, _member(schema, name), schema, between.get(name))
        for name, several in texts.items()
    }


def _value(texts: list[str], member: Any, root: Any, separator: str | None) -> Any:
    types = types_of(member, root)
    if "array" in types and "string" not in types:
        items = texts[0].split(separator) if separator and len(texts) == 1 else texts
        kinds = types_of(_items(member, root), root)
        return [_read(text, kinds) for text in items]
    values = [_read(text, types) for text in texts]
    return values[0] if len(values) == 1 else values


def _read(text: str, types: set[str]) -> Any:
    if "string" in types:
        return text
    if "boolean" in types and text in ("true", "false"):
        return text == "true"
    if "null" in types and text == "":
        return None
    integer = "integer" in types and _INTEGER.fullmatch(text)
    number = "number" in types and _NUMBER.fullmatch(text)
    return json.loads(text) if integer or number else text


def _member(schema: dict[str, Any], name: str) -> Any:
    properties = [part.get("properties", {}) for part in flat(schema, schema)]
    return {"anyOf": [each[name] for each in properties if name in each]}


def _items(member: Any, root: Any) -> Any:
    return {"anyOf": [part["items"] for part in flat(member, root) if "items" in part]}
