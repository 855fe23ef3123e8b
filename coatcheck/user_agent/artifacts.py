"""Screenshots and Playwright traces, kept of scenarios that did not pass, without secrets."""

import contextlib
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, TimeoutError as PlaywrightTimeout

from coatcheck.evidence.redactor import Redactor

WORDS = {".png": ("screenshot", "image/png"), ".zip": ("Playwright trace", "application/zip")}
"""What a file is called in a report, and its media type, by its suffix."""


class Artifacts:
    """What the browser saw since the last scenario ended; kept or dropped when the next one has."""

    def __init__(self, folder: Path, redactor: Redactor) -> None:
        self._folder = folder
        self._redactor = redactor
        self._pending: list[Path] = []
        self._sessions: set[str] = set()

    def begin(self, context: BrowserContext) -> None:
        """Start to record what a browser context shows."""
        context.tracing.start(screenshots=True, snapshots=True)

    def take(self, context: BrowserContext, origins: Iterable[dict[str, Any]] = ()) -> None:
        """Save what a browser context has shown, until it is known how the scenario ends.

        What makes a session, in cookies or in the local storage of `origins`, is not to be seen.
        """
        self._sessions.update(cookie.get("value", "") for cookie in context.cookies())
        self._sessions.update(item["value"] for each in origins for item in each["localStorage"])
        self._folder.mkdir(parents=True, exist_ok=True)
        stem = self._folder / f"pending-{os.getpid()}-{len(self._pending)}"
        for number, tab in enumerate(context.pages):
            file = Path(f"{stem}-{number}.png")
            with contextlib.suppress(PlaywrightTimeout):  # a page that hangs has no picture
                tab.screenshot(path=file)
                self._pending.append(file)
        context.tracing.stop(path=f"{stem}.zip")
        self._pending.append(Path(f"{stem}.zip"))

    def keep(self, name: str) -> list[dict[str, str]]:
        """Keep what was saved under a scenario's name, and return it as a report lists it."""
        kept = []
        for number, path in enumerate(self._pending):
            if path.suffix == ".zip":
                _redact(path, self._redactor, Redactor(self._sessions))
            kept.append(path.rename(path.with_name(f"{name}-{number}{path.suffix}")))
        self._pending, self._sessions = [], set()
        return [_listed(path) for path in kept]

    def drop(self) -> None:
        """Forget what was saved."""
        for path in self._pending:
            path.unlink()
        self._pending, self._sessions = [], set()


def _listed(path: Path) -> dict[str, str]:
    name, media_type = WORDS[path.suffix]
    return {"name": name, "path": f"{path.parent.name}/{path.name}", "type": media_type}


def _redact(path: Path, *redactors: Redactor) -> None:
    """Take the secrets out of a trace, which records what was typed."""
    with zipfile.ZipFile(path) as trace:
        members = {name: trace.read(name) for name in trace.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as trace:
        for name, content in members.items():
            trace.writestr(name, _without_secrets(content, redactors))


def _without_secrets(content: bytes, redactors: Iterable[Redactor]) -> bytes:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return content
    for redactor in redactors:
        text = redactor.text(text)
    return text.encode()
