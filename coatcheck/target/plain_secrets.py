"""Secrets in plain text in a target file, readable by everybody who reads the file."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.text import Text

from coatcheck.net.address import parsed

_SECRETS = (("clients", "client_secret"), ("users", "password"), ("users", "totp"))
_FROM_ENVIRONMENT = re.compile(r"(\$\{\w+\})+")
_FOR_TESTS = "tests-only"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def warn(path: Path) -> None:
    """Warn on stderr about the keys of a target file with a secret in plain text."""
    keys = list(plain_secrets(yaml.safe_load(path.read_text(encoding="utf-8"))))
    if keys:
        said = (
            f"{path} contains secrets in plain text: {', '.join(keys)}. Write ${{NAME}} instead, "
            "and set the environment variable NAME. Then you can share the file."
        )
        console = Console(stderr=True, highlight=False)
        console.print(Text.assemble(("! ", "yellow"), said), soft_wrap=True)


def plain_secrets(data: dict[str, Any]) -> Iterator[str]:
    """Yield the keys with a secret in plain text, unless the provider is on this machine."""
    if "start" in data or parsed(data.get("issuer", "")).hostname in _LOOPBACK:
        return
    yield from (key for key, secret in _secrets(data) if secret and _is_plain(secret))


def _is_plain(secret: str) -> bool:
    return _FOR_TESTS not in secret and not _FROM_ENVIRONMENT.fullmatch(secret)


def _secrets(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the keys that may contain a secret, and their values."""
    for rows, key in _SECRETS:
        for number, row in enumerate(data[rows]):
            yield f"{rows}[{number}].{key}", row.get(key)
    yield "proxy", parsed(data.get("proxy", "")).password or ""
    yield from _of_calls(data)


def _of_calls(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for flow in ("ciba", "device"):
        for decision, call in data.get(flow, {}).items():
            headers = call.get("headers", {}) if isinstance(call, dict) else {}
            for name, value in headers.items():
                if name.lower() == "authorization" and "{" not in value:
                    yield f"{flow}.{decision}.headers.{name}", value
