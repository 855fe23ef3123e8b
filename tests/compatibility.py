"""Runs the tests of the engine with the lowest and the newest pytest and pytest-bdd allowed.

    python -m tests.compatibility             both
    python -m tests.compatibility PIN ...     one environment with these pins, such as pytest==9.0.0

Each environment is made for the occasion and removed at the end. Exits with 1 where a test fails.
"""

import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement

from coatcheck.base.files import FEATURES

ROOT = FEATURES.parent
ENGINES = ("pytest", "pytest-bdd")
TESTS = ("tests/run", "tests/waits", "tests/test_private_api.py")


def bounds() -> list[Requirement]:
    """Return what the project requires of the engines."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    every = [Requirement(line) for line in project["dependencies"]]
    return [each for each in every if each.name in ENGINES]


def lowest() -> list[str]:
    """Return the pins of the lowest versions allowed."""
    lower = [(b.name, s.version) for b in bounds() for s in b.specifier if s.operator == ">="]
    return [f"{name}=={version}" for name, version in lower]


def passes(pins: Iterable[str]) -> bool:
    """Tell whether the tests pass in an environment with these pins, and else the newest."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin/python"
        quiet = ("--quiet", "--disable-pip-version-check", "--upgrade-strategy", "eager")
        install = [
            str(python),
            "-m",
            "pip",
            "install",
            *quiet,
            "--upgrade",
            "--editable",
            str(ROOT),
            *pins,
        ]
        subprocess.run(install, check=True)
        listed = subprocess.run(
            [python, "-m", "pip", "list", "--format", "freeze"],
            check=True,
            capture_output=True,
            text=True,
        )
        versions = [v for v in listed.stdout.split() if v.partition("==")[0] in ENGINES]
        sys.stdout.write(f"With {' and '.join(versions)}:\n")
        sys.stdout.flush()
        return subprocess.run([python, "-m", "pytest", "-q", *TESTS], cwd=ROOT).returncode == 0


def main(pins: list[str]) -> None:
    """Run the tests in one environment after another."""
    environments = [pins] if pins else [lowest(), []]
    passed = [passes(each) for each in environments]
    if not all(passed):
        raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
