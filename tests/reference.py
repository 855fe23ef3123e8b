"""The reference provider as a process of its own, and the text of its target files."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coatcheck.base.files import TARGETS

SERVER = (sys.executable, "-m", "coatcheck.reference_server")

PLACES = {
    "standards": ("/oidc", "reference.yaml"),
    "mosaic": ("/mosaic", "reference-mosaic.yaml"),
}
"""The end of a dialect's issuer, and its target file."""


@contextmanager
def provider(*options: str) -> Iterator[str]:
    """Start the reference provider, with all its faults, and yield its sound issuer."""
    with subprocess.Popen(
        [*SERVER, "--until-stdin-closes", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())["issuer"]
        finally:
            process.stdin.close()
            process.wait(timeout=10)


def target_text(name: str = "reference.yaml") -> str:
    """Return the text of a target file of the reference provider, with its paths made absolute."""
    text = (TARGETS / name).read_text(encoding="utf-8")
    keys = TARGETS.parent / "reference_server/client_keys.json"
    return text.replace("../reference_server/client_keys.json", str(keys))


def running_at(issuer: str, text: str) -> str:
    """Return a target file's text with an issuer in place of a provider to start."""
    return re.sub(r"start:\n(  .*\n)+", f"issuer: {issuer}\n", text)


def options(target: Path, issuer: str, scenarios: Iterable[str]) -> list[str]:
    """Return the options of a run of these scenarios."""
    chosen = [word for scenario in scenarios for word in ("--scenario", scenario)]
    return ["--target", str(target), "--issuer", issuer, "--user-agent", "http", *chosen]


def faulty(issuer: str, fault: str) -> str:
    """Return the issuer of the provider with a fault; without one, of the sound provider."""
    return issuer.replace("/oidc", f"/{fault}/oidc") if fault else issuer
