"""The target file: read, checked against its schema, its environment variables filled in."""

import dataclasses
import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import yaml

from coatcheck.base import files
from coatcheck.base.errors import TargetFileError
from coatcheck.net.route import CONNECT_TIMEOUT, Certificate, Route
from coatcheck.protocol.parties import Client, Resource
from coatcheck.target import people
from coatcheck.target.diagnosis import LOADER, Source, day, require_sound
from coatcheck.target.target import Deviation, Start, Target

_VARIABLE = re.compile(r"\$\{(\w+)\}")

DEFAULT = files.TARGETS / "reference.yaml"
"""The default target: the reference provider."""


def load(path: Path, given_as: str = "--target") -> Target:
    """Read a target file. Raises TargetFileError, which says what to change."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TargetFileError(
            f"The target file {path} cannot be read: {error}.",
            f"Give the path of a YAML file as {given_as}; docs/targets.md explains its keys.",
        ) from error
    try:
        data = yaml.load(text, Loader=LOADER)
    except yaml.YAMLError as error:
        what = f"The target file {path} is not YAML: {error}"
        raise TargetFileError(what, "Correct the syntax.") from error
    except ValueError as error:
        raise TargetFileError(
            f"The target file {path} has an invalid date or number: {error}.",
            "Write dates as YYYY-MM-DD, and put text that looks like a date or number in quotes.",
        ) from error
    source = Source(path, text)
    filled = _expand(data, source)
    schema = json.loads((files.SCHEMAS / "target.schema.json").read_text(encoding="utf-8"))
    require_sound(filled, source, schema)
    target = _target(filled, source, path)
    return dataclasses.replace(target, sha256=_digest(data), further_secrets=_further_secrets(data))


def _further_secrets(data: dict[str, Any]) -> tuple[str, ...]:
    """Return the values of the variables in calls and parameters, except addresses."""
    text = json.dumps([data.get(key) for key in ("ciba", "device", "parameters")], default=str)
    values = (os.environ[name] for name in _VARIABLE.findall(text))
    return tuple(value for value in values if not value.startswith(("http://", "https://")))


def _digest(data: Any) -> str:
    """Return the hash of a file's content: variables by name, without known deviations."""
    hashed = dict(data) if isinstance(data, dict) else {}
    hashed.pop("known_deviations", None)
    return hashlib.sha256(json.dumps(hashed, sort_keys=True, default=str).encode()).hexdigest()


def _expand(value: Any, source: Source, keys: tuple[str | int, ...] = ()) -> Any:
    if isinstance(value, dict):
        return {key: _expand(item, source, (*keys, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_expand(item, source, (*keys, i)) for i, item in enumerate(value)]
    if not isinstance(value, str):
        return value
    where = source.where(keys)
    return _VARIABLE.sub(lambda match: _environment(match[1], where), value)


def _environment(name: str, where: str) -> str:
    if name not in os.environ:
        raise TargetFileError(
            f"{where}: the environment variable {name} is not set.",
            f"Set it, for example: export {name}=...",
        )
    return os.environ[name]


def _target(data: dict[str, Any], source: Source, path: Path) -> Target:
    plain = dict(data)
    start = plain.pop("start", None)
    route = _route(plain, path)
    return Target(
        file=path,
        clients=tuple(_clients(plain.pop("clients"), route, path)),
        users=people.users(plain.pop("users"), source, path.parent),
        login=people.pages(plain.pop("login"), source),
        resources=tuple(_resource(row) for row in plain.pop("resources", ())),
        refusal_members=tuple(plain.pop("refusal_members", ())),
        ciba=people.ciba(plain.pop("ciba", None), source),
        device=people.device(plain.pop("device", None), source),
        route=route,
        start=Start(**{**start, "command": tuple(start["command"])}) if start else None,
        known_deviations=tuple(_deviation(row) for row in plain.pop("known_deviations", [])),
        **plain,
    )


def _route(plain: dict[str, Any], path: Path) -> Route:
    """Remove the keys about connections and return them as a route.

    Raises TargetFileError for unusable files.
    """
    ca_file = plain.pop("ca_file", None)
    route = Route(
        plain.pop("proxy", None),
        path.parent / ca_file if ca_file else None,
        _certificate(plain.pop("client_certificate", None), path),
        plain.pop("connect_timeout", CONNECT_TIMEOUT),
    )
    _require_usable(route, "client_certificate", path)
    return route


def _certificate(row: dict[str, str] | None, path: Path) -> Certificate | None:
    if row is None:
        return None
    return Certificate(path.parent / row["file"], path.parent / row["key_file"])


def _require_usable(route: Route, certificate: str, path: Path) -> None:
    """Raise TargetFileError where a way to the provider is none; its certificate has this key."""
    try:
        route.tls()
        httpx.URL(route.proxy or "")
    except httpx.InvalidURL as error:
        raise TargetFileError(
            f"The proxy in {path} has an invalid address.",
            "Write http://host:port or http://name:password@host:port, with all characters of the "
            "password except letters and digits percent-encoded.",
        ) from error
    except OSError as error:
        raise TargetFileError(
            f"{path} names files for TLS that cannot be used ({_files(route, certificate)}): "
            f"{error}.",
            "Give the paths of PEM files, relative to the target file.",
        ) from error


def _files(route: Route, certificate: str) -> str:
    named = {"ca_file": route.ca_file}
    if route.certificate is not None:
        own = route.certificate
        named |= {f"{certificate}.file": own.file, f"{certificate}.key_file": own.key_file}
    return ", ".join(f"{key}: {file}" for key, file in named.items() if file)


def _clients(rows: list[dict[str, Any]], route: Route, path: Path) -> Iterator[Client]:
    for number, row in enumerate(rows):
        client = _client(row, path)
        if client.certificate is not None:
            own = dataclasses.replace(route, certificate=client.certificate)
            _require_usable(own, f"clients[{number}].certificate", path)
        yield client


def _client(row: dict[str, Any], path: Path) -> Client:
    row = dict(row)
    for name in ("redirect_uris", "grant_types", "post_logout_redirect_uris"):
        if name in row:
            row[name] = tuple(row[name])
    jwks_file = row.pop("jwks_file", None)
    if jwks_file is not None:
        row["jwks"] = _jwks(path.parent / jwks_file, path)
    certificate = _certificate(row.pop("certificate", None), path)
    return Client(**row, certificate=certificate)


def _jwks(file: Path, path: Path) -> dict[str, Any]:
    try:
        keys: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TargetFileError(
            f"jwks_file {file} in {path} is not a readable JWK Set: {error}.",
            "Give the path of a JSON file with the client's private keys, relative to the target "
            "file.",
        ) from error
    return keys


def _resource(row: dict[str, str] | str) -> Resource:
    return Resource(row) if isinstance(row, str) else Resource(**row)


def _deviation(row: dict[str, Any]) -> Deviation:
    return Deviation(row["id"], row["reason"], day(row["expires"]), row.get("link"))


def with_overrides(target: Target, overrides: dict[str, Any]) -> Target:
    """Return a target with some of its keys replaced."""
    return dataclasses.replace(target, **overrides)
