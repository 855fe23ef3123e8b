"""The providers that nobody here wrote: what each needs, how it is judged, and its version."""

import json
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coatcheck.base.files import TARGETS
from coatcheck.target import target_file
from coatcheck.target.target import Target

_INSTALLING = threading.Lock()
"""Held while packages are installed, since providers are judged at the same time."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A target with a program that starts it, and the tool chain that this takes."""

    name: str
    program: str
    hint: str

    @property
    def folder(self) -> Path:
        return TARGETS / self.name

    @property
    def missing(self) -> str:
        """What is missing for a run and what to do about it; empty where nothing is."""
        if shutil.which(self.program):
            return ""
        return f"{self.program} is missing; install {self.hint} to judge {self.name}"

    def target(self) -> Target:
        """Return the target as it is judged; what its program needs is installed then."""
        if (self.folder / "package-lock.json").exists():
            with _INSTALLING:
                _install(self.folder)
        return target_file.load(self.folder / "target.yaml")

    def version(self) -> str:
        """Return what the program that starts the provider says of its version."""
        start = self.target().start
        assert start is not None
        words = [word for word in start.command if word != "--until-stdin-closes"]
        command = [word.replace("{python}", sys.executable) for word in words]
        return subprocess.check_output([*command, "--version"], cwd=self.folder, text=True).strip()

    def judged(self, target: Target, out: Path) -> dict[str, Any]:
        """Return the results of a whole run, which starts what does not run yet.

        Raises RuntimeError with the output of a run that came to none.
        """
        words = ["run", "--target", str(target.file), "--out", str(out)]
        words += ["--issuer", target.issuer] if target.issuer else []
        command = [sys.executable, "-m", "coatcheck", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        path = next(out.glob("*/results.json"), None)
        if path is None:
            stated = done.stdout + done.stderr
            raise RuntimeError(f"no results came of the run against {self.name}: {stated}")
        results: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return results


PROVIDERS = (
    Provider("node-oidc-provider", "npm", "Node.js"),
    Provider("keycloak", "java", "a Java runtime, 17 or newer,"),
    Provider("dex", "go", "Go"),
)


def _install(folder: Path) -> None:
    """Install the packages of a provider as they are locked, unless they are there."""
    lock, done = folder / "package-lock.json", folder / "node_modules/.package-lock.json"
    if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
        command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=folder, check=True)
