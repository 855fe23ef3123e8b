"""The corrections of an OpenAPI document: what it gets wrong, or says only in prose."""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema

from coatcheck.base import files
from coatcheck.base.errors import ContractError
from coatcheck.contract.document import OpenApi, read


@dataclass(frozen=True)
class Corrections:
    """The corrections of one document; schemas/corrections.schema.json explains each."""

    path: Path = Path()
    data: dict[str, Any] = field(default_factory=dict, repr=False)

    def applied(self, document: OpenApi) -> OpenApi:
        """Return a document with its defects corrected. Raises ContractError for a stale entry."""
        mended = OpenApi(document.path, copy.deepcopy(document.data))
        for defect in self.data.get("defects", ()):
            for place in defect["at"]:
                self._mend(self._object(mended, place), place, defect)
        return mended

    def _object(self, document: OpenApi, place: str) -> dict[str, Any]:
        try:
            found = document.at(place)
        except ContractError:
            found = None
        if not isinstance(found, dict):
            raise self._stale(f"there is no object at {place}")
        return found

    def _mend(self, found: dict[str, Any], place: str, defect: dict[str, Any]) -> None:
        for name, was in defect.get("was", {}).items():
            if name not in found or found[name] != was:
                raise self._stale(f"{place}/{name} is {found.get(name)!r} and not {was!r}")
            del found[name]
        for name, value in defect.get("is", {}).items():
            if name in found:
                raise self._stale(f"{place}/{name} is there already: {found[name]!r}")
            found[name] = copy.deepcopy(value)

    def _stale(self, what: str) -> ContractError:
        return ContractError(
            f"{self.path} does not fit its document: {what}.",
            "The document has changed. Correct or remove the entry.",
        )

    def places(self) -> Iterator[str]:
        """Yield every place in the document that is corrected."""
        for defect in self.data.get("defects", ()):
            yield from defect["at"]

    def answer(self, operation: str, status: str) -> dict[str, Any] | None:
        """Return how the form of an answer is chosen, where the document leaves it to prose."""
        rows = (
            row
            for row in self.data.get("answers", ())
            if (row["operation"], row["status"]) == (operation, status)
        )
        return next(rows, None)

    def tolerated(self, operation: str) -> list[dict[str, Any]]:
        """Return the undocumented answers of an operation that are no breach."""
        return [
            {name: value for name, value in row.items() if name != "operations"}
            for row in self.data.get("tolerated", ())
            if operation in row.get("operations", [operation])
        ]

    def substituted(self, schema: Any) -> Any:
        """Return a request's schema with what serves in place of its required parameters."""
        if isinstance(schema, list):
            return [self.substituted(part) for part in schema]
        if not isinstance(schema, dict):
            return schema
        whole = {name: self.substituted(part) for name, part in schema.items()}
        for row in self.data.get("substitutes", ()):
            whole = _with_choice(whole, row["for"], row["by"])
        return whole

    def known_to(self, names: set[str]) -> None:
        """Raise ContractError where an operation is named that the document does not have."""
        named = {row["operation"] for row in self.data.get("answers", ())}
        named |= {n for row in self.data.get("tolerated", ()) for n in row.get("operations", ())}
        if named - names:
            raise self._stale(f"there is no operation {', '.join(sorted(named - names))}")


def _with_choice(schema: dict[str, Any], name: str, others: list[str]) -> dict[str, Any]:
    required = schema.get("required")
    if not isinstance(required, list) or name not in required:
        return schema
    choice = {"anyOf": [{"required": [name]}, {"required": others}]}
    rest = schema | {"required": [each for each in required if each != name]}
    return rest | {"allOf": [*schema.get("allOf", ()), choice]}


def corrections(path: Path) -> Corrections:
    """Read a file of corrections. Raises ContractError, which says what to change."""
    data = read(path)
    schema = json.loads((files.SCHEMAS / "corrections.schema.json").read_text(encoding="utf-8"))
    error = jsonschema.exceptions.best_match(
        jsonschema.Draft202012Validator(schema).iter_errors(data)
    )
    if error is not None:
        where = error.json_path.removeprefix("$").removeprefix(".") or "the file"
        raise ContractError(
            f"{path}, at {where}: {error.message}.",
            "Correct it; schemas/corrections.schema.json explains every key.",
        )
    return Corrections(path, data)
