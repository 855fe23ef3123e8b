"""What the guides of a contract say of messages, judged where the target file names that contract.

The id of a contract's requirement begins with the contract's name; the rules here are known by
what follows it. What is said of single members stands in schemas/CONTRACT-guides/; each becomes a
rule.
"""

import json
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

import jsonschema

from coatcheck.base import files
from coatcheck.base.verdict import Nonconformance
from coatcheck.expect.rule import J, applicable, expect, rule, shown, testable
from coatcheck.protocol.introspection import IntrospectionResponse
from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import IdToken, JwtAccessToken, MetadataResponse
from coatcheck.register.requirement import register as requirements

GUIDED: dict[str, type[Message]] = {
    "id_token": IdToken,
    "access_token": JwtAccessToken,
    "openid_provider_metadata": MetadataResponse,
    "introspection_response": IntrospectionResponse,
}
"""The messages whose members a guide may tell of, by the stem of its schema."""

CONTRACTS = [path.name.removesuffix("-guides") for path in sorted(files.SCHEMAS.glob("*-guides"))]
"""The contracts that come with guides, by their names."""


def documented(message: type[Message], of: str, phrase: str) -> Callable[[J], J]:
    """Register a rule of the contracts that have a requirement `of` this clause and slug.

    Under each of them it applies to its targets alone. Raises KeyError where none has it.
    """
    having = [name for name in CONTRACTS if f"{name.upper()}-{of}" in requirements()]
    if not having:
        raise KeyError(f"no contract on the register has a requirement {of}")

    def register(judge: J) -> J:
        for contract in having:
            rule(message, f"{contract.upper()}-{of}", phrase)(_under(contract, judge))
        return judge

    return register


def _under(contract: str, judge: Callable[[Any], None]) -> Callable[[Any], None]:
    @wraps(judge)
    def judged(message: Any) -> None:
        named = message.provider.contract or "not set"
        is_so = f"contract in the target file is {named}"
        applicable(named.upper() == contract.upper(), is_so)
        judge(message)

    return judged


def _member(name: str, schema: dict[str, Any], *, required: bool) -> Callable[[Message], None]:
    validator = jsonschema.Draft202012Validator(schema)
    wanted = f"{name}: {schema['description']}"

    def judge(message: Message) -> None:
        testable(message.readable, "the message is not a JSON object")
        if name not in message.members:
            applicable(required, f"the provider sends no {name}")
            raise Nonconformance(wanted, f"{name} is missing")
        value = message.members[name]
        expect(validator.is_valid(value), wanted, f"{name} = {shown(value)}")

    return judge


def _guide(contract: str, kind: type[Message], schema: dict[str, Any]) -> None:
    for name, member in schema["properties"].items():
        judge = _under(contract, _member(name, member, required=name in schema["required"]))
        rule(kind, member["requirement"], f'has the documented "{name}"')(judge)


@cache
def guide(contract: str, stem: str) -> dict[str, Any] | None:
    """Return what the guides of a contract say of a message, None where they say nothing."""
    path = files.SCHEMAS / f"{contract}-guides" / f"{stem}.schema.json"
    if not path.exists():
        return None
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def guided_value(message: Message, stem: str, name: str) -> Any:
    """Return a value that the guides of the provider's contract give under `$defs`.

    Raises NotApplicable where they give none.
    """
    values = guide((message.provider.contract or "").lower(), stem) or {}
    value = values.get("$defs", {}).get(name, {}).get("const")
    applicable(value is not None, f"the contract's guides give no {name}")
    return value


for _contract in CONTRACTS:
    for _stem, _kind in GUIDED.items():
        _schema = guide(_contract, _stem)
        if _schema is not None:
            _guide(_contract, _kind, _schema)
