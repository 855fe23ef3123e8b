"""A flow is added by new files, and by very few changes to others."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coatcheck.base import files
from tests.faults.outcome import Outcome

ROOT = files.FEATURES.parent
NAME = "token_greeting"
SCENARIOS = [
    "token_greeting/a-token-greeting-response-has-the-member-token-greeting",
    "token_greeting/the-metadata-names-an-https-token-greeting-endpoint",
]
MOST = 15
"""How many files a further flow may change that exist already."""


def call(checkout: Path, *command: str, given: str = "") -> str:
    """Run Python in a checkout and return what it prints. Raises AssertionError where it fails."""
    done = subprocess.run(
        [sys.executable, *command], cwd=checkout, input=given, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout in which a flow was added."""
    copy = tmp_path_factory.mktemp("checkout") / "coatcheck"
    away = ("reports", ".venv", ".git", ".*_cache", "node_modules", "dist")
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*away))
    call(copy, "docs/new_flow.py", NAME)
    call(copy, "-m", "ruff", "format", "--quiet", ".")
    subprocess.run([sys.executable, "docs/generate.py"], cwd=copy, check=False, capture_output=True)
    return copy


def test_a_further_flow_changes_few_files(checkout: Path) -> None:
    tracked = [path.relative_to(ROOT) for path in _files(ROOT)]
    changed = [p for p in tracked if (ROOT / p).read_bytes() != (checkout / p).read_bytes()]
    assert 0 < len(changed) <= MOST, changed
    assert not [path for path in changed if path.parts[0] in ("coatcheck", "steps", "features")]


def _files(root: Path) -> list[Path]:
    suite = ("coatcheck", "features", "requirements", "schemas", "steps")
    folders = (*suite, "docs", "reference_server", "targets", "tests")
    found = (path for folder in folders for path in (root / folder).rglob("*"))
    made = {"__pycache__", "node_modules"}
    return [path for path in found if path.is_file() and not made & {*path.parts}]


def test_the_skeleton_passes_the_linter(checkout: Path) -> None:
    call(checkout, "-m", "ruff", "check", ".")
    lints = ("tests/test_features.py", "tests/test_rooms.py", "tests/test_server_architecture.py")
    call(checkout, "-m", "pytest", "-q", *lints)


def test_the_sound_provider_passes_and_each_fault_is_red(checkout: Path) -> None:
    faults = (f"{NAME}_absent", f"{NAME}_endpoint_without_tls")
    plan = "".join(f"{json.dumps({name: SCENARIOS})}\n" for name in ("sound", *faults))
    printed = call(checkout, "-m", "tests.faults.matrix", "--plan", "--json", given=plan)
    outcomes = (Outcome.read(json.loads(line)) for line in printed.splitlines())
    sound, absent, without_tls = outcomes
    assert [*sound.scenarios] == SCENARIOS
    assert sound.red == {} == sound.errors
    assert [*absent.red] == ["TOKENGREETING-1/token-greeting-present"]
    assert [*without_tls.red] == ["TOKENGREETING-1/endpoint-https"]


@pytest.mark.parametrize("name", ["Token", "token-greeting", "1st", ""])
def test_an_unusable_name_is_refused(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "docs/new_flow.py", name], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "is no name of a flow" in done.stderr


def test_a_flow_that_is_there_already_is_left_alone(checkout: Path) -> None:
    done = subprocess.run(
        [sys.executable, "docs/new_flow.py", NAME], cwd=checkout, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "is there already" in done.stderr
