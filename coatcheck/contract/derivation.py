"""From an OpenAPI document to one schema per request and response, and an index of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coatcheck.base.errors import ContractError
from coatcheck.contract.corrections import Corrections
from coatcheck.contract.document import DocumentedOperation, OpenApi
from coatcheck.contract.forms import Forms, forms
from coatcheck.contract.parameters import PLACES, documented, object_schema, separators
from coatcheck.contract.translation import Translation

FORMAT = "coatcheck-contract/1"

Index = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Derived:
    """The result of a derivation: an index, and the schemas that it names."""

    index: Index
    schemas: dict[str, Any]


def derive(document: OpenApi, notes: Corrections) -> Derived:
    """Derive the schemas of a document. Raises ContractError where the document does not allow."""
    mended = notes.applied(document)
    operations = list(mended.operations())
    _distinct(document, operations)
    notes.known_to({operation.id for operation in operations})
    derivation = _Derivation(mended, notes)
    index = {
        "format": FORMAT,
        "title": notes.data.get("title", document.data["info"]["title"]),
        "url": notes.data.get("url", document.data.get("externalDocs", {}).get("url", "")),
        "operations": [derivation.operation(operation) for operation in operations],
    }
    return Derived(index, derivation.schemas)


def _distinct(document: OpenApi, operations: list[DocumentedOperation]) -> None:
    names = [operation.id for operation in operations]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice or not names:
        what = f"two operations are called {twice[0]}" if twice else "it has no operations"
        raise ContractError(
            f"{document.path}: {what}.", "Give every operation a unique operationId."
        )


class _Derivation:
    """The schemas derived so far, each under a file name of its own."""

    def __init__(self, document: OpenApi, notes: Corrections) -> None:
        self.schemas: dict[str, Any] = {}
        self._document = document
        self._notes = notes

    def operation(self, operation: DocumentedOperation) -> Index:
        """Return an operation's row of the index."""
        row: Index = {
            "operationId": operation.id,
            "method": operation.method,
            "path": operation.path,
            "parameters": self._parameters(operation),
            "body": self._body(operation),
            "answers": {
                status: self._answer(operation, status, response)
                for status, response in operation.responses.items()
                if not status.startswith("x-")
            },
        }
        return row | {"tolerated": self._notes.tolerated(operation.id)}

    def _parameters(self, operation: DocumentedOperation) -> dict[str, Index]:
        found = {}
        for where in PLACES:
            parameters = documented(operation, where)
            schema = object_schema(self._document, parameters)
            if schema is not None:
                file = self._put(schema, "request", operation.id, where)
                between = separators(self._document, parameters)
                found[where] = {"schema": file, **({"separators": between} if between else {})}
        return found

    def _body(self, operation: DocumentedOperation) -> Index | None:
        if operation.body is None:
            return None
        content = operation.body["content"]
        media_types = {
            media_type: self._request(operation, node.get("schema"), _mark(content, media_type))
            for media_type, node in content.items()
        }
        return {"required": operation.body.get("required", False), "media_types": media_types}

    def _request(self, operation: DocumentedOperation, schema: Any, mark: list[str]) -> Index:
        several = forms(self._document, schema)
        if several is None:
            return self._single(schema, "request", operation.id, *mark)
        selection = several.selection()
        if selection is None:
            return self._single(several.joined(), "request", operation.id, *mark)
        by, groups = selection
        put = self._choice(several, "request", operation.id, *mark)
        return {"by": by, "schemas": {value: put(group, value) for value, group in groups.items()}}

    def _answer(
        self, operation: DocumentedOperation, status: str, response: dict[str, Any]
    ) -> dict[str, Index]:
        content = response.get("content", {})
        found = {}
        for media_type, node in content.items():
            marks = [status, *_mark(content, media_type)]
            found[media_type] = self._form(operation, status, node.get("schema"), marks)
        return found

    def _form(
        self, operation: DocumentedOperation, status: str, schema: Any, marks: list[str]
    ) -> Index:
        several = forms(self._document, schema)
        joined = several.joined() if several else schema
        otherwise = self._single(joined, "response", operation.id, *marks)
        note = self._notes.answer(operation.id, status)
        if several is None or note is None:
            return otherwise
        put = self._choice(several, "response", operation.id, *marks)
        chosen = {value: self._named(several, names) for value, names in note["forms"].items()}
        by_value = {value: put(group, value) for value, group in chosen.items()}
        return {"by": note["by"], "schemas": by_value, "otherwise": otherwise["schema"]}

    def _named(self, several: Forms, names: list[str]) -> list[Any]:
        try:
            return several.named(names)
        except KeyError as error:
            raise ContractError(
                f"{self._notes.path}: the document has no form {error} for this response.",
                "Name schemas from its oneOf.",
            ) from error

    def _choice(
        self, several: Forms, direction: str, *marks: str
    ) -> Callable[[list[Any], str], str]:
        return lambda group, value: self._put(several.joined(group), direction, *marks, value)

    def _single(self, schema: Any, direction: str, *marks: str) -> Index:
        if schema is None:
            return {}
        return {"schema": self._put(schema, direction, *marks)}

    def _put(self, schema: Any, direction: str, *marks: str) -> str:
        """Keep a schema and return the name of its file."""
        words = [marks[0], *(["request"] if direction == "request" else []), *marks[1:]]
        name = self._free_name(".".join(_short(word) for word in words))
        whole = Translation(self._document, direction).whole(schema, " ".join(words))
        self.schemas[name] = self._notes.substituted(whole) if direction == "request" else whole
        return name

    def _free_name(self, stem: str) -> str:
        """Return a file name that no file has yet, on disks that know no capitals either."""
        taken = {name.casefold() for name in self.schemas}
        numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
        names = (f"{each}.schema.json" for each in (stem, *numbered))
        return next(name for name in names if name.casefold() not in taken)


def _mark(content: dict[str, Any], media_type: str) -> list[str]:
    """Return what tells the schema of a media type from those of others, where there are any."""
    return [media_type] if len(content) > 1 else []


def _short(word: str) -> str:
    """Return the last part of a URN or a media type, fit for a file name."""
    last = re.split(r"[:/]", word.rstrip(":/"))[-1]
    return re.sub(r"[^A-Za-z0-9._-]+", "_", last) or "_"
