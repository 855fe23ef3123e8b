"""No false alarm: a certified provider that nobody here wrote passes whatever it claims."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from coatcheck.__main__ import main
from coatcheck.house import TARGETS

FOLDER = TARGETS / "node-oidc-provider"


@pytest.fixture(scope="session")
def installed() -> Path:
    """The folder of the provider with its packages installed as they are locked."""
    if shutil.which("npm") is None:
        pytest.skip("NOT RUN: npm is missing; install Node.js to judge the certified provider")
    lock, done = FOLDER / "package-lock.json", FOLDER / "node_modules/.package-lock.json"
    if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
        command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=FOLDER, check=True)
    return FOLDER


@pytest.fixture(scope="session")
def results(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The results of a whole run."""
    out = tmp_path_factory.mktemp("reports")
    main(["run", "--target", str(installed / "target.yaml"), "--out", str(out)])
    [path] = out.glob("*/results.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def told(results: dict[str, Any], verdict: str) -> list[str]:
    rows = [*results["scenarios"], *results["findings"]]
    return [f"{r['requirement']}: {r['received']}" for r in rows if r["verdict"] == verdict]


def test_nothing_could_not_be_told(results: dict[str, Any]) -> None:
    errors = [f"{s['id']}: {s['reason']}" for s in results["scenarios"] if s["verdict"] == "ERROR"]
    assert errors == []
    assert results["problems"] == []


def test_no_requirement_is_broken(results: dict[str, Any]) -> None:
    assert told(results, "FAIL") == []


def test_exclusions_are_declared_with_evidence(results: dict[str, Any]) -> None:
    for row in [*results["scenarios"], *results["findings"]]:
        if row["verdict"] == "EXCLUDED":
            assert row["known"]["reason"]


def test_the_run_says_that_the_provider_conforms(results: dict[str, Any]) -> None:
    assert (results["verdict"], results["exit_code"]) == ("conforms", 0)
    assert results["counts"]["scenarios"]["PASS"] > 100
