"""The providers that nobody here wrote: what each needs, how it is judged, and its version."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coatcheck.__main__ import main
from coatcheck.house import TARGETS
from coatcheck.target import target_file


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

    def version(self) -> str:
        """Return what the program that starts the provider says of its version."""
        start = target_file.load(self.folder / "target.yaml").start
        assert start is not None
        words = [word for word in start.command if word != "--until-stdin-closes"]
        command = [word.replace("{python}", sys.executable) for word in words]
        return subprocess.check_output([*command, "--version"], cwd=self.folder, text=True).strip()

    def judged(self, out: Path) -> dict[str, Any]:
        """Return the results of a whole run, which fetches or builds what is not there yet."""
        if (self.folder / "package-lock.json").exists():
            _install(self.folder)
        main(["run", "--target", str(self.folder / "target.yaml"), "--out", str(out)])
        [path] = out.glob("*/results.json")
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
