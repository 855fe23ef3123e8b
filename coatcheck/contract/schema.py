"""Reading a JSON Schema: what applies at one place of it."""

from typing import Any


def types_of(schema: Any, root: Any) -> set[str]:
    """Return the types that a schema has a value of; none where it does not say."""
    found: set[str] = set()
    for part in flat(schema, root):
        named = part.get("type", ())
        found |= {named} if isinstance(named, str) else set(named)
        for value in (*part.get("enum", ()), *([part["const"]] if "const" in part else ())):
            found |= {_TYPES.get(type(value), "object")} if "type" not in part else set()
    return found


_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def flat(schema: Any, root: Any) -> list[dict[str, Any]]:
    """Return the schemas that apply where a schema does: its alternatives and parts as well."""
    found: list[dict[str, Any]] = []
    waiting = [schema]
    while waiting:
        part = waiting.pop(0)
        if not isinstance(part, dict) or any(part is seen for seen in found):
            continue
        found.append(part)
        reference = str(part.get("$ref", ""))
        if reference.startswith("#/$defs/"):
            waiting.append(root.get("$defs", {}).get(reference.removeprefix("#/$defs/")))
        for keyword in ("allOf", "anyOf", "oneOf"):
            waiting += part.get(keyword, ())
        waiting += [part[keyword] for keyword in ("then", "else") if keyword in part]
    return found
