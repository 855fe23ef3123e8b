"""Fixtures of the suite's own tests."""

import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coatcheck.__main__ import main
from coatcheck.base.files import FEATURES
from coatcheck.user_agent.browser import BrowserDriver
from reference_server.catalogue import catalogue
from tests.reference import target_text

ROOT = FEATURES.parent

Coatcheck = Callable[..., tuple[int, str]]
Write = Callable[[str], str]


@pytest.fixture(scope="session", autouse=True)
def whole_reference_provider() -> None:
    """Import the whole reference provider: its seams are there whichever test comes first."""
    catalogue()


@pytest.fixture
def coatcheck(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Coatcheck:
    """Run the command; returns its exit code and everything that it printed."""

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["coatcheck", *arguments])
        try:
            code = main(list(arguments))
        except SystemExit as exit:
            code = int(exit.code or 0)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def refused(printed: tuple[int, str], *words: str) -> None:
    """Expect exit code 2 and a message with these words, without a traceback or a verdict."""
    code, text = printed
    flat = " ".join(text.split())
    assert code == 2, text
    assert "Traceback" not in text
    assert "FAIL" not in text
    for word in words:
        assert word in flat


@pytest.fixture
def reference_target() -> str:
    """The text of the reference provider's target file, with its paths made absolute."""
    return target_text()


@pytest.fixture
def write_target(tmp_path: Path) -> Write:
    """Write a target file and return its path."""

    def write(text: str) -> str:
        path = tmp_path / "target.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address at which nobody listens, and nobody else will meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}"


@pytest.fixture
def no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a browser that does not start."""
    fake = tmp_path / "browser"
    fake.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("COATCHECK_BROWSER", str(fake))


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserDriver]:
    """A browser."""
    driver = BrowserDriver()
    yield driver
    driver.close()
