"""Screenshots and Playwright traces, kept of scenarios that did not pass, without secrets."""

import os
import zipfile
from pathlib import Path

from playwright.sync_api import BrowserContext

from coatcheck.transcript import Redactor

WORDS = {".png": ("screenshot", "image/png"), ".zip": ("Playwright trace", "application/zip")}
"""What a file is called in a report, and its media type, by its suffix."""


class Artifacts:
    """What the browser saw since the last scenario ended; kept or dropped when the next one has."""

    def __init__(self, folder: Path, redactor: Redactor) -> None:
        self._folder = folder
        self._redactor = redactor
        self._pending: list[Path] = []

    def begin(self, context: BrowserContext) -> None:
        """Start to record what a browser context shows."""
        context.tracing.start(screenshots=True, snapshots=True)

    def take(self, context: BrowserContext) -> None:
        """Save what a browser context has shown, until it is known how the scenario ends."""
        self._folder.mkdir(parents=True, exist_ok=True)
        stem = self._folder / f"pending-{os.getpid()}-{len(self._pending)}"
        for tab in context.pages:
            tab.screenshot(path=f"{stem}.png")
            self._pending.append(Path(f"{stem}.png"))
        context.tracing.stop(path=f"{stem}.zip")
        self._pending.append(Path(f"{stem}.zip"))

    def keep(self, name: str) -> list[dict[str, str]]:
        """Keep what was saved under a scenario's name, and return it as a report lists it."""
        kept = []
        for number, path in enumerate(self._pending):
            if path.suffix == ".zip":
                _redact(path, self._redactor)
            kept.append(path.rename(path.with_name(f"{name}-{number}{path.suffix}")))
        self._pending = []
        return [_listed(path) for path in kept]

    def drop(self) -> None:
        """Forget what was saved."""
        for path in self._pending:
            path.unlink()
        self._pending = []


def _listed(path: Path) -> dict[str, str]:
    name, media_type = WORDS[path.suffix]
    return {"name": name, "path": f"{path.parent.name}/{path.name}", "type": media_type}


def _redact(path: Path, redactor: Redactor) -> None:
    """Take the secrets out of a trace, which records what was typed."""
    with zipfile.ZipFile(path) as trace:
        members = {name: trace.read(name) for name in trace.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as trace:
        for name, content in members.items():
            trace.writestr(name, _without_secrets(content, redactor))


def _without_secrets(content: bytes, redactor: Redactor) -> bytes:
    try:
        return redactor.text(content.decode()).encode()
    except UnicodeDecodeError:
        return content
