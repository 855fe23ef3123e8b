"""The members of a message that differ from a schema, and those unknown to it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema
from jsonschema.exceptions import ValidationError

from coatcheck.contract.schema import flat
from coatcheck.expect.rule import shown


@dataclass(frozen=True, slots=True)
class Breach:
    """A difference from the documentation."""

    expected: str
    received: str


def breaches(schema: Any, value: Any) -> Iterator[Breach]:
    """Yield the breaches of a schema by a value."""
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(schema, format_checker=checker)
    for error in validator.iter_errors(value):
        yield Breach(*_compared(error))


def _compared(error: ValidationError) -> tuple[str, str]:
    """Return what an error expects, without values of this message, and what was received."""
    if error.validator == "required":
        name = next(n for n in _value(error) if error.message.startswith(repr(n)))
        member = ".".join([*_path(error), name])
        return f"{member}: required", f"{member} is missing"
    member = ".".join(_path(error)) or "the message"
    came = _came(member, error.instance)
    if error.validator in ("anyOf", "oneOf") and error.context:
        forms = _forms(error)
        return f"{member}: one of the documented forms", f"{came}; {shown('; '.join(forms), 600)}"
    return f"{member}: {_duty(error)}", came


def _came(member: str, value: Any) -> str:
    """Return the value of a member; of a whole message only its names, to hide secrets."""
    if member == "the message" and isinstance(value, dict):
        return f"the message with {shown(', '.join(value)) or 'no members'}"
    return shown(f"{json.dumps(member)}: {json.dumps(value, ensure_ascii=False)}")


def _path(error: ValidationError) -> list[str]:
    return [str(part) for part in error.absolute_path]


def _value(error: ValidationError) -> Any:
    return error.validator_value


def _duty(error: ValidationError) -> str:
    value = _value(error)
    if error.validator == "type":
        return " or ".join([value] if isinstance(value, str) else value)
    text = shown(json.dumps(value, ensure_ascii=False))
    return f"one of {text}" if error.validator == "enum" else f"{error.validator} {text}"


def _forms(error: ValidationError) -> list[str]:
    """Return the first breach of each of several forms."""
    found: dict[int, str] = {}
    for each in error.context or ():
        number = int(each.schema_path[0])
        expected, received = _compared(each)
        branch = _value(error)[number]
        name = branch.get("$ref", f"form {number + 1}").rpartition("/")[2]
        problem = received if each.validator == "required" else f"{received}, expected {expected}"
        found.setdefault(number, f"not {name}: {problem}")
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Unknown:
    """Undocumented members of an object."""

    where: str
    known: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def breach(self) -> Breach:
        """What this is, in words."""
        known = ", ".join(self.known)
        return Breach(f"{self.where}: no members except {known}", ", ".join(self.names))


def unknown_members(schema: Any, value: Any) -> Iterator[Unknown]:
    """Yield the members of a value that are unknown to its schema."""
    yield from _unknown(flat(schema, schema), value, schema, "the message")


def _unknown(parts: list[Any], value: Any, root: Any, where: str) -> Iterator[Unknown]:
    if isinstance(value, list):
        items = [each for part in parts for each in _applied(part.get("items"), root)]
        for item in value:
            yield from _unknown(items, item, root, f"{where}[]")
    if not isinstance(value, dict):
        return
    known = _properties(parts, root)
    names = tuple(name for name in value if name not in known)
    if known and names and not _open(parts):
        yield Unknown(where, tuple(known), names)
    for name in [name for name in value if name in known]:
        inner = name if where == "the message" else f"{where}.{name}"
        yield from _unknown(known[name], value[name], root, inner)


def _applied(schema: Any, root: Any) -> list[Any]:
    return flat(schema, root) if isinstance(schema, dict) else []


def _properties(parts: list[Any], root: Any) -> dict[str, list[Any]]:
    known: dict[str, list[Any]] = {}
    for part in parts:
        for name, schema in part.get("properties", {}).items():
            known.setdefault(name, []).extend(_applied(schema, root))
    return known


def _open(parts: list[Any]) -> bool:
    """Tell whether a schema itself has rules for members that it does not name."""
    said = ("additionalProperties", "patternProperties", "unevaluatedProperties")
    return any(keyword in part for part in parts for keyword in said)


def names_members(schema: Any) -> bool:
    """Tell whether there is an object, anywhere in a schema, whose members it names in full."""
    waiting, seen = [flat(schema, schema)], list[Any]()
    while waiting:
        parts = waiting.pop()
        if parts in seen:
            continue
        seen.append(parts)
        properties = _properties(parts, schema)
        if properties and not _open(parts):
            return True
        waiting += properties.values()
        waiting += [_applied(part.get("items"), schema) for part in parts]
    return False
