"""The target: one provider, and everything that a run needs to know of it."""

import base64
import dataclasses
import datetime
import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema
import soupsieve
import yaml

from coatcheck import house
from coatcheck.errors import TargetFileError

DEFAULT = house.TARGETS / "reference.yaml"
"""The target of a run that names none: the reference provider."""

USER_AGENTS = ("sparing", "browser", "http")
"""How pages are dealt with; the schema of the target file explains each."""


@dataclass(frozen=True, slots=True)
class Client:
    """A client registered with the provider."""

    client_id: str
    token_endpoint_auth_method: str
    redirect_uris: tuple[str, ...]
    client_secret: str | None = None
    jwks: dict[str, Any] | None = None
    grant_types: tuple[str, ...] = ("authorization_code",)
    id_token_signed_response_alg: str = "RS256"
    token_endpoint_auth_signing_alg: str | None = None
    scope: str | None = None

    @property
    def is_public(self) -> bool:
        """Whether the client has no credentials (RFC 6749, 2.1)."""
        return self.token_endpoint_auth_method == "none"

    def likeness(self, other: "Client") -> tuple[bool, int]:
        """Return how like another client is: in its authentication, then in its grants."""
        same = self.token_endpoint_auth_method == other.token_endpoint_auth_method
        return same, len(set(self.grant_types) & set(other.grant_types))

    @property
    def redirect_uri(self) -> str:
        """The redirection URI that the client uses unless a scenario says otherwise."""
        return self.redirect_uris[0]


@dataclass(frozen=True, slots=True)
class User:
    """An end-user with an account at the provider."""

    username: str
    password: str
    claims: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A page on the way through login and consent: how to know it and what to do on it."""

    page: str
    when: str
    press: str
    fill: dict[str, str] = field(default_factory=dict)
    refuse: str | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """How to start a provider that does not run yet; it prints its issuer as JSON."""

    command: tuple[str, ...]
    within: float = 30.0


@dataclass(frozen=True, slots=True)
class Deviation:
    """A finding that the user has declared, with the reason and the day it lapses."""

    id: str
    reason: str
    expires: datetime.date
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One provider under test."""

    file: Path
    name: str
    clients: tuple[Client, ...]
    users: tuple[User, ...]
    login: tuple[Page, ...]
    issuer: str | None = None
    start: Start | None = None
    metadata_url: str | None = None
    user_agent: str = USER_AGENTS[0]
    timeout: float = 10.0
    max_wait: float = 0.0
    clock: str | None = None
    lifetimes: dict[str, float] = field(default_factory=dict)
    capabilities: dict[str, bool] = field(default_factory=dict)
    known_deviations: tuple[Deviation, ...] = ()

    def at(self, issuer: str) -> "Target":
        """Return the target with its issuer known and `{issuer}` filled in."""
        clock = self.clock and self.clock.replace("{issuer}", issuer)
        url = self.metadata_url and self.metadata_url.replace("{issuer}", issuer)
        return dataclasses.replace(self, issuer=issuer, clock=clock, metadata_url=url)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that no report may show."""
        secrets = [c.client_secret for c in self.clients] + [u.password for u in self.users]
        basic = [f"{c.client_id}:{c.client_secret}" for c in self.clients if c.client_secret]
        secrets += [base64.b64encode(pair.encode()).decode() for pair in basic]
        return tuple(secret for secret in secrets if secret)

    @property
    def has_a_clock_for_each_worker(self) -> bool:
        """Whether a scenario that moves the clock leaves those of other workers alone."""
        return self.clock is None or self.start is not None

    def client(self, method: str) -> Client | None:
        """Return the first client that authenticates by this method."""
        return next((c for c in self.clients if c.token_endpoint_auth_method == method), None)

    def client_with(self, member: str, value: str) -> Client:
        """Return the first client of a registration. Raises LookupError where there is none."""
        client = next((c for c in self.clients if getattr(c, member) == value), None)
        if client is None:
            raise LookupError(f"{self.file} has no client whose {member} is {value}")
        return client

    def other_than(self, client: Client) -> Client | None:
        """Return another client, the first of those that are most like this one."""
        others = [c for c in self.clients if c.client_id != client.client_id]
        return max(others, key=client.likeness, default=None)


def load(path: Path) -> Target:
    """Read a target file. Raises TargetFileError, which says what to change."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TargetFileError(
            f"The target file {path} cannot be read: {error}.",
            "Give --target the path of a YAML file; docs/targets.md explains what goes into it.",
        ) from error
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise TargetFileError(f"The target file {path} is not YAML: {error}", "Mend it.") from error
    data = _expand(data, path)
    _validate(data, path)
    _compile_selectors(data["login"], path)
    return _target(data, path)


def _expand(value: Any, path: Path) -> Any:
    if isinstance(value, dict):
        return {key: _expand(item, path) for key, item in value.items()}
    if isinstance(value, list):
        return [_expand(item, path) for item in value]
    if not isinstance(value, str):
        return value
    return re.sub(r"\$\{(\w+)\}", lambda match: _environment(match[1], path), value)


def _environment(name: str, path: Path) -> str:
    if name not in os.environ:
        raise TargetFileError(
            f"{path} refers to ${{{name}}}, which is not set.",
            f"Set the environment variable {name}, for example: export {name}=...",
        )
    return os.environ[name]


def _validate(data: Any, path: Path) -> None:
    schema = json.loads((house.SCHEMAS / "target.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    errors = list(validator.iter_errors(data))
    unknown = [error for error in errors if error.validator == "additionalProperties"]
    error = jsonschema.exceptions.best_match(unknown or errors)
    if error is not None:
        where = error.json_path.removeprefix("$").removeprefix(".") or "the file"
        raise TargetFileError(
            f"{path}, at {where}: {error.message}.",
            "Correct that key; docs/targets.md explains every key.",
        )


def _compile_selectors(pages: list[dict[str, Any]], path: Path) -> None:
    for number, page in enumerate(pages):
        named = [(key, page[key]) for key in ("when", "press", "refuse") if key in page]
        for key, selector in [*named, *(("fill", each) for each in page.get("fill", {}))]:
            try:
                soupsieve.compile(selector)
            except soupsieve.SelectorSyntaxError as error:
                raise TargetFileError(
                    f"{path}, at login[{number}].{key}: {selector!r} is no CSS selector.",
                    str(error).splitlines()[0],
                ) from error


def _target(data: dict[str, Any], path: Path) -> Target:
    plain = dict(data)
    start = plain.pop("start", None)
    return Target(
        file=path,
        clients=tuple(_client(row, path) for row in plain.pop("clients")),
        users=tuple(User(**row) for row in plain.pop("users")),
        login=tuple(Page(**row) for row in plain.pop("login")),
        start=Start(**{**start, "command": tuple(start["command"])}) if start else None,
        known_deviations=tuple(_deviation(row) for row in plain.pop("known_deviations", [])),
        **plain,
    )


def _client(row: dict[str, Any], path: Path) -> Client:
    row = dict(row)
    for name in ("redirect_uris", "grant_types"):
        if name in row:
            row[name] = tuple(row[name])
    jwks_file = row.pop("jwks_file", None)
    if jwks_file is not None:
        row["jwks"] = _jwks(path.parent / jwks_file, path)
    return Client(**row)


def _jwks(file: Path, path: Path) -> dict[str, Any]:
    try:
        keys: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TargetFileError(
            f"{path} names {file} as jwks_file, which is no readable JWK Set: {error}.",
            "Give the path of a JSON file with the client's private keys, relative to the target.",
        ) from error
    return keys


def _deviation(row: dict[str, Any]) -> Deviation:
    expires = row["expires"]
    if not isinstance(expires, datetime.date):
        expires = datetime.date.fromisoformat(expires)
    return Deviation(row["id"], row["reason"], expires, row.get("link"))


def with_overrides(target: Target, overrides: dict[str, Any]) -> Target:
    """Return a target with some of its keys replaced."""
    return dataclasses.replace(target, **overrides)
