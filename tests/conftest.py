"""Fixtures of the suite's own tests."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coatcheck.__main__ import main
from coatcheck.house import FEATURES

ROOT = FEATURES.parent

Coatcheck = Callable[..., tuple[int, str]]


@pytest.fixture
def coatcheck(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Coatcheck:
    """Run the command; returns its exit code and everything that it printed."""

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["coatcheck", *arguments])
        try:
            code = main(list(arguments))
        except SystemExit as exit:
            code = int(exit.code or 0)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


@pytest.fixture
def reference_target() -> str:
    """The text of the reference provider's target file, with its paths made absolute."""
    text = (ROOT / "targets/reference.yaml").read_text(encoding="utf-8")
    keys = ROOT / "reference_server/client_keys.json"
    return text.replace("../reference_server/client_keys.json", str(keys))


@pytest.fixture
def write_target(tmp_path: Path) -> Callable[[str], str]:
    """Write a target file and return its path."""

    def write(text: str) -> str:
        path = tmp_path / "target.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write
