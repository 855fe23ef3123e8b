"""From an issuer to a verdict: `coatcheck init` and `coatcheck run`, and nothing edited between."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coatcheck.run.process import Process
from coatcheck.target.target import Target


@dataclass(frozen=True, slots=True)
class Adoption:
    """The exit codes of the two commands, what they printed, and the results of the run."""

    init: int
    run: int | None
    printed: str
    results: dict[str, Any] = field(default_factory=dict)


def adopted(target: Target, folder: Path) -> Adoption:
    """Adopt a provider, started here unless it runs, as if somebody else had started it."""
    if target.issuer:
        return _adopted(target.at(target.issuer), folder)
    process = Process(target)
    try:
        return _adopted(target.at(process.target.issuer or ""), folder)
    finally:
        process.end()


def _adopted(target: Target, folder: Path) -> Adoption:
    file, reports = folder / "target.yaml", folder / "reports"
    secrets, known = {**os.environ, **dict(_secrets(target))}, _known(target)
    written = _call(secrets, "init", target.issuer or "", *known, "-o", str(file))
    if written.returncode != 0:
        return Adoption(written.returncode, None, written.stdout)
    judged = _call(secrets, "run", "--target", str(file), "--out", str(reports))
    results = [json.loads(path.read_text()) for path in reports.glob("*/results.json")]
    return Adoption(0, judged.returncode, judged.stdout, *results)


def _call(environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "coatcheck", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _known(target: Target) -> Iterator[str]:
    """Yield what is known of two clients and two end-users; secrets go by the environment."""
    first = target.clients[0]
    second = target.other_than(first)
    assert second is not None
    for number, client in enumerate((first, second)):
        method = client.token_endpoint_auth_method
        yield from ("--client", f"{client.client_id}:{method}:SECRET_{number}")
        yield from ("--redirect-uri", client.redirect_uri)
    for number, user in enumerate(target.users[:2]):
        yield from ("--user", f"{user.username}:PASSWORD_{number}")


def _secrets(target: Target) -> Iterator[tuple[str, str]]:
    clients = (target.clients[0], target.other_than(target.clients[0]))
    for number, client in enumerate(clients):
        yield f"SECRET_{number}", (client.client_secret if client else None) or ""
    for number, user in enumerate(target.users[:2]):
        yield f"PASSWORD_{number}", user.password
