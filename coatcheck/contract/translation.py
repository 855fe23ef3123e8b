"""A schema of an OpenAPI document as JSON Schema 2020-12, with all that it refers to."""

import re
from typing import Any

import jsonschema

from coatcheck.base.errors import ContractError
from coatcheck.contract.document import OpenApi, pointer

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_ONE = (
    "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not",
    "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
)  # fmt: skip
_SEVERAL = ("allOf", "anyOf", "oneOf", "prefixItems")
_NAMED = ("$defs", "dependentSchemas", "patternProperties", "properties")
_OPENAPI_ONLY = ("discriminator", "example", "externalDocs", "nullable", "xml")
_UNDUE = {"request": "readOnly", "response": "writeOnly"}


class Translation:
    """The schemas of one message: what goes in a `request` or in a `response`.

    `nullable` allows null wherever it stands, beside an enum or a $ref in an allOf as well: no
    author writes it to say nothing. A property that is only read is not required of a request,
    one that is only written not of a response (OpenAPI 3.0.3, Schema Object).
    """

    def __init__(self, document: OpenApi, direction: str) -> None:
        self._document = document
        self._undue = _UNDUE[direction]
        self._names: dict[str, str] = {}
        self._definitions: dict[str, Any] = {}

    def whole(self, node: Any, title: str) -> dict[str, Any]:
        """Return a schema that stands by itself, under a title."""
        body = self.part(self._document.followed(node))
        body = body if isinstance(body, dict) else {"allOf": [body]}
        rest = {name: value for name, value in body.items() if name not in ("$schema", "title")}
        own = rest.pop("$defs", {})
        schema = {"$schema": DIALECT, "title": title, **rest}
        if self._definitions or own:
            schema["$defs"] = {**own, **self._definitions}
        return self._checked(schema, title)

    def part(self, node: Any) -> Any:
        """Return a schema within another one."""
        if not isinstance(node, dict):
            return node
        if isinstance(node.get("$ref"), str):
            return self._reference(node)
        known = {
            name: self._keyword(name, value)
            for name, value in node.items()
            if name not in _OPENAPI_ONLY and not name.startswith("x-")
        }
        if "example" in node and "examples" not in node:
            known["examples"] = [node["example"]]
        self._take_out_undue(node, known)
        return _of_3_0(node, known) if self._document.version == "3.0" else known

    def _keyword(self, name: str, value: Any) -> Any:
        if name in _ONE:
            return self.part(value)
        if name in _SEVERAL and isinstance(value, list):
            return [self.part(each) for each in value]
        if name in _NAMED and isinstance(value, dict):
            return {key: self.part(each) for key, each in value.items()}
        return value

    def _reference(self, node: dict[str, Any]) -> dict[str, Any]:
        """Return a reference to a definition; in OpenAPI 3.0 nothing beside a $ref counts."""
        reference = {"$ref": f"#/$defs/{self._definition(node['$ref'])}"}
        siblings = {name: value for name, value in node.items() if name != "$ref"}
        if self._document.version == "3.0" or not siblings:
            return reference
        return {**self.part(siblings), **reference}

    def _definition(self, reference: str) -> str:
        if reference not in self._names:
            self._document.followed({"$ref": reference})
            self._names[reference] = name = self._free_name(reference)
            self._definitions[name] = {}
            self._definitions[name] = self.part(self._document.at(reference))
        return self._names[reference]

    def _free_name(self, reference: str) -> str:
        wish = re.sub(r"[^\w.-]", "_", pointer(reference)[-1])
        taken = self._names.values()
        numbered = (f"{wish}-{number}" for number in range(2, len(self._names) + 3))
        return next(name for name in (wish, *numbered) if name not in taken)

    def _take_out_undue(self, node: dict[str, Any], known: dict[str, Any]) -> None:
        properties, required = node.get("properties"), node.get("required")
        if isinstance(properties, dict) and isinstance(required, list):
            undue = [
                name
                for name in required
                if isinstance(properties.get(name), dict) and properties[name].get(self._undue)
            ]
            known["required"] = [name for name in required if name not in undue]

    def _checked(self, schema: dict[str, Any], title: str) -> dict[str, Any]:
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            raise ContractError(
                f"{self._document.path}: the schema of {title!r} is invalid: {error.message}.",
                "Correct the document, or give --corrections FILE.",
            ) from error
        return schema


def _of_3_0(node: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """Return the keywords that OpenAPI 3.0 has in another form than JSON Schema."""
    for bound, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(known.get(bound), bool) and known.pop(bound) and limit in known:
            known[bound] = known.pop(limit)
    if node.get("nullable") is not True:
        return known
    if isinstance(known.get("enum"), list) and None not in known["enum"]:
        known["enum"] = [*known["enum"], None]
    if known.keys() & set(_SEVERAL):
        return {"anyOf": [known, {"type": "null"}]}
    if isinstance(known.get("type"), str):
        known["type"] = [known["type"], "null"]
    return known
