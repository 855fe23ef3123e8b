"""A draft of a target file, and its text with a comment for every key."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from coatcheck.base import files
from coatcheck.base.errors import TargetFileError
from coatcheck.onboarding.discovery import Discovered
from coatcheck.protocol.parties import Client, User
from coatcheck.target.diagnosis import Source, require_sound
from coatcheck.target.target import Page, Target

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*|https?://[A-Za-z0-9._~:/?=&%-]*[A-Za-z0-9/]")
_VARIABLE = re.compile(r"\$\{\w+\}")
_NO_TEXT = ("yes", "no", "on", "off", "true", "false", "null", "y", "n")


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client, where its credentials are, and where it comes from."""

    client: Client
    origin: str
    variable: str | None = None
    jwks_file: str | None = None
    registered: bool = False
    """Whether it was registered here, so that what it may do is known."""

    @property
    def can_authenticate(self) -> bool:
        """Whether its credentials are known here and now."""
        client = self.client
        return client.is_public or bool(client.client_secret or client.jwks)


@dataclass(frozen=True, slots=True)
class UserRow:
    """An end-user, and the environment variable with the password."""

    user: User
    variable: str


@dataclass(frozen=True, slots=True)
class Login:
    """The login recipe, whether it led to the client, and notes for the person."""

    pages: tuple[Page, ...]
    works: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Capability:
    """Something that the provider offers or does not offer, contrary to its metadata."""

    name: str
    claimed: bool
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that goes into a target file."""

    name: str
    provider: Discovered
    clients: tuple[ClientRow, ...]
    users: tuple[UserRow, ...]
    login: Login
    lifetimes: dict[str, float] = field(default_factory=dict)
    capabilities: tuple[Capability, ...] = ()
    made: tuple[str, ...] = ()
    """The variables whose values were kept in the file for them."""
    variables_file: str = ""

    @property
    def variables(self) -> tuple[str, ...]:
        """The environment variables that the target file refers to."""
        named = [row.variable for row in self.clients if row.variable]
        return (*named, *(row.variable for row in self.users))

    def target(self, file: Path, pages: tuple[Page, ...] = ()) -> Target:
        """Return the target with the values of its variables filled in."""
        return Target(
            file=file,
            name=self.name,
            issuer=self.provider.issuer,
            metadata_url=self.provider.metadata_url,
            clients=tuple(row.client for row in self.clients),
            users=tuple(row.user for row in self.users),
            login=pages or self.login.pages,
        )

    def text(self, file: Path) -> str:
        """Return the target file's text. Raises TargetFileError where it would be invalid."""
        rendered = _environment().get_template("target.yaml.j2").render(draft=self)
        schema = json.loads((files.SCHEMAS / "target.schema.json").read_text(encoding="utf-8"))
        data = yaml.safe_load(rendered)
        require_sound(data, Source(file, rendered), schema)
        _require_own_variables(data)
        return rendered


def _require_own_variables(data: dict[str, Any]) -> None:
    """Raise TargetFileError where the text refers to variables other than those of secrets."""
    named = sorted(set(_named_variables(data)))
    if named:
        raise TargetFileError(
            f"Values from the provider contain {', '.join(named)}. The target file would replace "
            "them with environment variables of this machine and send these to the provider.",
            "Write the target file by hand; docs/targets.md explains every key.",
        )


def _named_variables(value: object, key: str = "") -> Iterator[str]:
    """Yield the references to variables in a value, except those in place of a secret."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _named_variables(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _named_variables(item, key)
    elif isinstance(value, str) and key not in ("client_secret", "password"):
        yield from _VARIABLE.findall(value)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"quoted": quoted, "line": one_line}
    return environment


def quoted(value: str) -> str:
    """Return a string as YAML reads it back, in quotes where it needs them."""
    plain = _PLAIN.fullmatch(value) and value.lower() not in _NO_TEXT
    return value if plain else json.dumps(value, ensure_ascii=True)


def one_line(text: str) -> str:
    """Return foreign text in a form fit for a comment: printable, and on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
