"""Judging a message's members by its JSON Schema, each member against its own requirement.

A schema in schemas/ names, beside the assertions about a member, the `requirement` that they
express; a breach counts against the innermost one named on the way to it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import jsonschema
from jsonschema.exceptions import ValidationError

from coatcheck.base import files
from coatcheck.base.verdict import Nonconformance, NotApplicable, NotTestable
from coatcheck.expect.rule import answered, concerning, shown
from coatcheck.protocol.message import Message, kinds_of_messages


@dataclass(frozen=True, slots=True)
class Breach:
    """A member that is not as the schema has it."""

    requirement: str
    member: str
    expected: str
    received: str


def schema_of(kind: type[Message]) -> dict[str, Any]:
    """Return the schema of a kind of message. Raises FileNotFoundError for a kind without one."""
    return _schema(kind.schema)


@cache
def _schema(stem: str) -> dict[str, Any]:
    path = files.SCHEMAS / f"{stem}.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


@cache
def _validator(stem: str) -> jsonschema.Draft202012Validator:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(_schema(stem), format_checker=checker)


def breaches(message: Message) -> Iterator[Breach]:
    """Yield every member of a message that its schema speaks against."""
    kind = type(message)
    if not kind.schema or not message.readable:
        return
    for error in _validator(kind.schema).iter_errors(message.members):
        for member in _members(error):
            requirement, description = _duty(schema_of(kind), error, member)
            expected = f"{member or 'the message'}: {description or error.message}"
            yield Breach(requirement, member, expected, _received(error, member))


def _members(error: ValidationError) -> list[str]:
    """Return the members that an error is about; a missing one is named by `required`."""
    path = [str(part) for part in error.absolute_path]
    if error.validator == "required":
        required: Any = error.validator_value
        missing = [name for name in required if error.message.startswith(repr(name))]
        return [".".join([*path, name]) for name in missing]
    return [".".join(path)]


def _received(error: ValidationError, member: str) -> str:
    if error.validator == "required":
        return f"{member} is missing"
    return f"{member} = {shown(error.instance)}: {shown(error.message)}"


def _duty(schema: Any, error: ValidationError, member: str) -> tuple[str, str]:
    """Return the innermost requirement, and its description, on the way to an error."""
    way = list(error.absolute_schema_path)[:-1]
    if error.validator == "required":
        way += ["properties", member.rpartition(".")[2]]
    requirement, description = "", ""
    for part in [None, *way]:
        schema = schema if part is None else _into(schema, part)
        if isinstance(schema, dict) and "requirement" in schema:
            requirement, description = schema["requirement"], schema.get("description", "")
    return requirement, description


def _into(schema: Any, part: str | int) -> Any:
    if isinstance(schema, dict):
        return schema.get(str(part), {})
    return schema[int(part)] if isinstance(schema, list) else {}


def requirements_judged(message: Message) -> Iterator[str]:
    """Yield the requirements that the schema of a message says something about in this one."""
    if not message.schema or not message.readable:
        return
    schema = schema_of(type(message))
    for name, member in schema.get("properties", {}).items():
        if "requirement" in member and (
            name in message.members or name in schema.get("required", ())
        ):
            yield member["requirement"]
            yield from _requirements_of_parts(member) if name in message.members else ()


def _requirements_of_parts(member: dict[str, Any]) -> Iterator[str]:
    """Yield the further requirements on a member that is there: all of them are asserted of it."""
    for part in member.get("allOf", []):
        if "requirement" in part:
            yield part["requirement"]


def well_formed(message: Message, member: str) -> None:
    """Raise Nonconformance where the schema of a message speaks against one of its members.

    Raises NotApplicable where the member is optional and absent, NotTestable where the message
    has no members to speak of.
    """
    answered(message)
    if not message.readable:
        raise NotTestable(
            f"the {type(message).__name__} cannot be read: {message.exchange.summary}"
        )
    with concerning(message):
        for breach in breaches(message):
            if breach.member == member or breach.member.startswith(f"{member}."):
                raise Nonconformance(breach.expected, breach.received, breach.requirement)
    if member not in message.members:
        raise NotApplicable(f"the provider sends no {member}")


def requirement_of_member(kind: type[Message], member: str) -> str:
    """Return the requirement that a schema names for a member. Raises KeyError for none."""
    return str(schema_of(kind)["properties"][member]["requirement"])


def all_requirements() -> set[str]:
    """Return every requirement that a schema names."""
    found: set[str] = set()
    for stem in {kind.schema for kind in kinds_of_messages() if kind.schema}:
        waiting: list[Any] = [_schema(stem)]
        while waiting:
            part = waiting.pop()
            if isinstance(part, dict):
                found |= (
                    {part["requirement"]} if isinstance(part.get("requirement"), str) else set()
                )
                waiting += part.values()
            elif isinstance(part, list):
                waiting += part
    return found
