"""Judging a request: whether it is sent as its operation is documented."""

from collections.abc import Iterator, Mapping
from typing import Any

from coatcheck.contract.members import breaches
from coatcheck.contract.operation import Choice, Operation, content_for
from coatcheck.contract.parameters import decoded
from coatcheck.contract.sent import FORM, Sent, is_json

Schemas = Mapping[str, Any]


def request_breaches(operation: Operation, sent: Sent, schemas: Schemas) -> Iterator[str]:
    """Yield how a request differs from its documentation.

    A parameter that the document does not know is no breach: a server ignores it (RFC 6749, 3.1
    and 3.2), and extensions live by that.
    """
    for place, row in operation.parameters.items():
        pairs = sent.at(place, operation.path)
        parameters = decoded(pairs, schemas[row["schema"]], row.get("separators", {}))
        yield from _breaches_of(parameters, row["schema"], schemas)
    if operation.body is not None and (sent.request.body or operation.body_required):
        yield from _body(operation.body, sent, schemas)


def _body(content: Mapping[str, Choice], sent: Sent, schemas: Schemas) -> Iterator[str]:
    choice = content_for(content, sent.media_type)
    if choice is None:
        yield f"the body is {sent.media_type or 'without media type'}, not {' or '.join(content)}"
        return
    name = choice.chosen(sent.choices)
    if name is None and choice.schemas:
        value = sent.choices.get(str(choice.by))
        yield f"{choice.by} is {value or 'missing'}, not {' or '.join(choice.schemas)}"
    elif name is not None and sent.media_type == FORM:
        yield from _breaches_of(decoded(sent.form, schemas[name], {}), name, schemas)
    elif name is not None and is_json(sent.media_type):
        yield from _json(sent, name, schemas)


def _json(sent: Sent, name: str, schemas: Schemas) -> Iterator[str]:
    try:
        value = sent.json
    except ValueError:
        yield "the body is not JSON"
        return
    yield from _breaches_of(value, name, schemas)


def _breaches_of(value: Any, name: str, schemas: Schemas) -> Iterator[str]:
    for breach in breaches(schemas[name], value):
        yield f"{breach.received} (expected {breach.expected}; {name})"
