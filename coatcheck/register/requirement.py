"""The register of requirements: what each covered document asks, and what tests it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from coatcheck.base import files

LEVELS = ("MUST", "SHOULD", "MAY")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """A specification or a contract whose requirements are on the register."""

    prefix: str
    title: str
    url: str

    def clause_url(self, clause: str) -> str:
        """Return the address of a clause of this document; an operation has none of its own."""
        if not clause[:1].isdigit():
            return self.url
        anchor = f"section-{clause}" if self.prefix.startswith("RFC") else f"rfc.section.{clause}"
        return f"{self.url}#{anchor}"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One testable duty of one clause, in our own words."""

    id: str
    document: Document
    level: str
    text: str
    untested: str | None = None

    @property
    def clause(self) -> str:
        """The number of the clause, such as `4.1.2`, or the operation of a contract."""
        return self.id.partition("/")[0].removeprefix(f"{self.document.prefix}-")

    @property
    def url(self) -> str:
        """The address of the clause."""
        return self.document.clause_url(self.clause)


def within(named: str, requirement: str) -> bool:
    """Return whether a requirement is the one named, or below the clause or document named."""
    clause = requirement.partition("/")[0]
    return named in (requirement, clause) or clause.startswith((f"{named}.", f"{named}-"))


def load(folder: Path) -> dict[str, Requirement]:
    """Return the requirements of every document in a folder, by id.

    Raises ValueError for a row that is malformed or stands twice.
    """
    register: dict[str, Requirement] = {}
    for path in sorted(folder.glob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
        document = Document(data["document"], data["title"], data["url"])
        for row in data["requirements"]:
            requirement = _requirement(document, row, path)
            if requirement.id in register:
                raise ValueError(f"{path.name}: {requirement.id} stands twice on the register")
            register[requirement.id] = requirement
    return register


def _requirement(document: Document, row: dict[str, Any], path: Path) -> Requirement:
    unknown = row.keys() - {"id", "level", "text", "untested"}
    if unknown or row.get("level") not in LEVELS:
        raise ValueError(f"{path.name}: malformed row {row.get('id')!r}: {sorted(unknown)}")
    if not row["id"].startswith(f"{document.prefix}-") or "/" not in row["id"]:
        raise ValueError(f"{path.name}: {row['id']!r} is not {document.prefix}-CLAUSE/SLUG")
    return Requirement(row["id"], document, row["level"], row["text"], row.get("untested"))


@cache
def register() -> dict[str, Requirement]:
    """Return the register that comes with the suite."""
    return load(files.REQUIREMENTS)
