"""Targets of the Makefile that run at once."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

MAKEFILE = "first:\n\t@echo first\nsecond:\n\t@echo second\nbroken:\n\t@echo broken; false\n"


def at_once(folder: Path, *targets: str) -> tuple[int, str]:
    """Return the exit code and the output of targets of a small Makefile."""
    (folder / "Makefile").write_text(MAKEFILE, encoding="utf-8")
    command = [sys.executable, str(ROOT / "tests/at_once.py"), *targets]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_all_pass(tmp_path: Path) -> None:
    assert at_once(tmp_path, "first", "second") == (0, "first\nsecond\n")


def test_one_that_fails_is_shown_and_fails_them_all(tmp_path: Path) -> None:
    code, printed = at_once(tmp_path, "first", "broken")
    assert code == 1
    assert printed.startswith("first\nbroken\n")


def test_the_others_are_shown_where_the_first_fails(tmp_path: Path) -> None:
    code, printed = at_once(tmp_path, "broken", "second")
    assert code == 1
    assert "second" in printed
