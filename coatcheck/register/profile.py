"""Profiles: the levels that they give to requirements of the register."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from coatcheck.base import files
from coatcheck.base.errors import ProfileError
from coatcheck.base.nearest import asked
from coatcheck.register.requirement import Requirement, register

KNOWN = "docs/coverage.md lists the requirements by document and clause."


@dataclass(frozen=True)
class Profile:
    """Levels of requirements, where they are not those of the register."""

    name: str
    title: str
    version: str
    levels: Mapping[str, str] = field(default_factory=dict)
    """Requirement to level."""

    def level(self, requirement: Requirement) -> str:
        """Return the level of a requirement in this profile."""
        return self.levels.get(requirement.id, requirement.level)

    def applied(self, rows: Mapping[str, Requirement]) -> dict[str, Requirement]:
        """Return requirements with the levels of this profile."""
        decided = {name: rows[name] for name in self.levels if name in rows}
        return {**rows, **{n: replace(row, level=self.level(row)) for n, row in decided.items()}}


def load(path: Path) -> Profile:
    """Return the profile in a file. Raises ProfileError, which says what to change."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ProfileError(
            f"The profile {path} cannot be read: {error}.", "Give the path of a YAML file."
        ) from error
    _require_sound(data, path)
    _require_known(data, path)
    return Profile(**data)


def _require_sound(data: Any, path: Path) -> None:
    schema = json.loads((files.SCHEMAS / "profile.schema.json").read_text(encoding="utf-8"))
    found = best_match(Draft202012Validator(schema).iter_errors(data))
    if found is not None:
        raise ProfileError(
            f"{path}, at {found.json_path}: {found.message}.",
            "Correct it; schemas/profile.schema.json explains every key.",
        )
    if data["name"] != path.stem:
        raise ProfileError(
            f"{path} has the name {data['name']}.", f"Call it {path.stem}, or rename the file."
        )


def _require_known(data: dict[str, Any], path: Path) -> None:
    """Raise ProfileError for a name that is not on the register, with the nearest one that is."""
    for name in data.get("levels", ()):
        if name not in register():
            what = f"{path}, at levels: {name} is not on the register."
            raise ProfileError(what, asked(name, sorted(register()), KNOWN))


@cache
def default() -> Profile:
    """Return the profile of a run that names none."""
    return load(files.PROFILES / "default.yaml")
