"""The wheel holds everything, and runs from an empty folder."""

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

FOLDERS = {
    "features": "*.feature",
    "profiles": "*.yaml",
    "requirements": "*.yaml",
    "schemas": "**/*.json",
    "steps": "*.py",
    "targets": "*.yaml",
    "reference_server": "**/*",
}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from an sdist of the checkout."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    [built] = out.glob("*.whl")
    return built


def is_cached(name: Path) -> bool:
    """Tell whether a file is what Python or a tool has left in the checkout."""
    return any(part == "__pycache__" or part.startswith(".") for part in name.parts)


def test_wheel_holds_every_part_of_the_specification(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, pattern in FOLDERS.items():
        for path in (ROOT / folder).glob(pattern):
            name = path.relative_to(ROOT)
            if path.is_file() and not is_cached(name):
                assert f"coatcheck/{name}" in names


def test_wheel_holds_no_stray_files(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top.partition("-")[0] for top in tops} == {"coatcheck"}
    assert [name for name in names if "node_modules" in name or "__pycache__" in name] == []


@pytest.fixture(scope="session")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel, which borrows the dependencies of this one."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False)
    [site] = folder.glob("lib/python*/site-packages")
    zipfile.ZipFile(wheel).extractall(site)
    borrowed = [path for path in sys.path if path.endswith("site-packages")]
    (site / "borrowed.pth").write_text("\n".join(borrowed))
    return folder / "bin/python"


def test_run_from_an_empty_folder(installation: Path, tmp_path: Path) -> None:
    command = [str(installation), "-m", "coatcheck", "run", "-n", "1", "--flow", "pkce"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    [path] = tmp_path.glob("reports/*/results.json")
    results = json.loads(path.read_text(encoding="utf-8"))
    assert results["verdict"] == "conforms"
    assert results["counts"]["scenarios"]["PASS"] > 0
