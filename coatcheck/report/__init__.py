"""Reports: every view of a run, made from its one document `results.json`."""

import json
import os
from pathlib import Path
from typing import Any

from coatcheck.report import allure, html, junit, markdown


def write_all(results: dict[str, Any], directory: Path) -> None:
    """Write results.json and every view of it into the directory of the run."""
    write_interim(results, directory)
    _write(directory / "junit.xml", junit.render(results))
    _write(directory / "summary.md", markdown.render(results))
    allure.write(results, directory / "allure-results", directory)


def write_interim(results: dict[str, Any], directory: Path) -> None:
    """Write the reports of a run that is in progress, or was killed."""
    directory.mkdir(parents=True, exist_ok=True)
    _write(directory / "results.json", json.dumps(results, indent=1) + "\n")
    _write(directory / "report.html", html.render(results))


def _write(path: Path, text: str) -> None:
    """Write a file in one piece: a reader never finds a part of it."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8", newline="\n")
    os.replace(part, path)
