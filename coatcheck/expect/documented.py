"""What the guides of a contract say of messages, judged where the target file names that contract.

A requirement of a contract begins with the contract's name: `MOSAIC-` with that of `mosaic`. What
is said of single members stands in schemas/CONTRACT-guides/; each becomes a rule.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

import jsonschema

from coatcheck import house
from coatcheck.expect.rule import J, applicable, expect, rule, shown, testable
from coatcheck.protocol.endpoints import IntrospectionResponse
from coatcheck.protocol.messages import IdToken, JwtAccessToken, Message, MetadataResponse
from coatcheck.verdict import Nonconformance

GUIDED: dict[str, type[Message]] = {
    "id_token": IdToken,
    "access_token": JwtAccessToken,
    "openid_provider_metadata": MetadataResponse,
    "introspection_response": IntrospectionResponse,
}
"""The messages whose members a guide may tell of, by the stem of its schema."""


def documented(message: type[Message], requirement: str, phrase: str) -> Callable[[J], J]:
    """Register a rule of a contract, which applies under that contract alone."""
    contract = requirement.partition("-")[0]

    def register(judge: J) -> J:
        @wraps(judge)
        def judged(said: Any) -> None:
            named = (said.provider.contract or "").upper()
            applicable(named == contract, f"target file: contract is {named or 'absent'}")
            judge(said)

        rule(message, requirement, phrase)(judged)
        return judge

    return register


def _member(name: str, schema: dict[str, Any], *, required: bool) -> Callable[[Message], None]:
    validator = jsonschema.Draft202012Validator(schema)
    wanted = f"{name}: {schema['description']}"

    def judge(message: Message) -> None:
        testable(message.readable, "the message has no members")
        if name not in message.members:
            applicable(required, f"the provider sends no {name}")
            raise Nonconformance(wanted, f"{name} is missing")
        value = message.members[name]
        expect(validator.is_valid(value), wanted, f"{name} = {shown(value)}")

    return judge


def _guide(schema: dict[str, Any], kind: type[Message]) -> None:
    for name, member in schema["properties"].items():
        judge = _member(name, member, required=name in schema["required"])
        documented(kind, member["requirement"], f'has the documented "{name}"')(judge)


for _stem, _kind in GUIDED.items():
    for _path in sorted(house.SCHEMAS.glob(f"*-guides/{_stem}.schema.json")):
        _guide(json.loads(_path.read_text(encoding="utf-8")), _kind)
