"""The folder of derived schemas, with the index that names them."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from coatcheck.base.errors import ContractError
from coatcheck.contract.derivation import FORMAT, Derived

INDEX = "contract.json"


def write(derived: Derived, folder: Path, sources: Iterable[Path]) -> None:
    """Write schemas and their index, and replace those in the folder.

    Raises ContractError where something else lies there, the sources themselves excepted.
    """
    kept = {path.resolve() for path in sources}
    own = {INDEX, *files_of(_index(folder) if (folder / INDEX).exists() else {})}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        present = [path for path in folder.iterdir() if path.resolve() not in kept]
        _refuse_foreign(folder, [path.name for path in present if path.name not in own])
        for path in present:
            path.unlink()
        for name, data in {INDEX: derived.index, **derived.schemas}.items():
            (folder / name).write_text(text_of(data), encoding="utf-8")
    except OSError as error:
        raise ContractError(
            f"The schemas cannot be written to {folder}: {error}.",
            "Give a writable folder with --out.",
        ) from error


def _refuse_foreign(folder: Path, names: list[str]) -> None:
    if names:
        raise ContractError(
            f"{folder} contains other files: {', '.join(sorted(names)[:5])}.",
            "Give an empty folder with --out, or one written by this command.",
        )


def text_of(data: Any) -> str:
    """Return JSON as it is written: the same for the same document."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def load(folder: Path) -> Derived:
    """Read a folder of derived schemas. Raises ContractError where it is none, or incomplete."""
    index = _index(folder)
    return Derived(index, {name: _json(folder / name) for name in files_of(index)})


def _index(folder: Path) -> dict[str, Any]:
    index = _json(folder / INDEX)
    if not isinstance(index, dict) or index.get("format") != FORMAT:
        raise ContractError(
            f"{folder / INDEX} is not an index of the format {FORMAT}.",
            "Write the folder again: coatcheck schemas OPENAPI --out DIR.",
        )
    return index


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ContractError(
            f"{path} cannot be read: {error}.",
            "Write the folder again: coatcheck schemas OPENAPI --out DIR.",
        ) from error


def files_of(index: Any) -> list[str]:
    """Return the names of the schemas that an index, or a part of one, leads to."""
    if isinstance(index, list):
        return [name for part in index for name in files_of(part)]
    if not isinstance(index, dict):
        return []
    own = [index[key] for key in ("schema", "otherwise") if isinstance(index.get(key), str)]
    own += index["schemas"].values() if isinstance(index.get("schemas"), dict) else []
    return own + [name for part in index.values() for name in files_of(part)]
