"""`coatcheck baseline`: declare the findings of a run as known deviations."""

import argparse
import datetime
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console

from coatcheck.base.errors import UsageError
from coatcheck.base.text import plural, visible
from coatcheck.results import baseline
from coatcheck.results.earlier import EarlierRun

MIN_REASON = 10
"""The minimum length of a reason, as in the schema of the target file."""


def act(arguments: argparse.Namespace) -> int:
    """Print the entries, or add them to the target file; return 0."""
    earlier = EarlierRun.read(arguments.results)
    today = datetime.datetime.now(datetime.UTC).date()
    expires = arguments.expires or today + datetime.timedelta(days=baseline.DAYS)
    entries = baseline.entries(earlier.broken(), _reason(arguments.reason, earlier), expires)
    if earlier.interrupted:
        _say("The run was interrupted: scenarios that did not run are missing from the baseline.")
    if arguments.into:
        _add(entries, arguments.into, earlier)
    elif entries:
        sys.stdout.write(f"{baseline.KEY}:\n{baseline.as_yaml(entries)}")
    if not entries:
        _say(f"Nothing to declare: no requirement is FAIL or WARNING in {earlier.id}.")
    return 0


def _reason(given: str | None, earlier: EarlierRun) -> str:
    reason = given or f"Baseline of {earlier.id}; nobody has looked into it yet."
    if len(reason.strip()) < MIN_REASON:
        raise UsageError(
            f"The reason {reason!r} is too short.", f"Give at least {MIN_REASON} characters."
        )
    return reason


def _add(entries: list[tuple[str, baseline.Entry]], path: Path, earlier: EarlierRun) -> None:
    """Add to the target file the entries that it does not have yet."""
    try:
        text = path.read_text(encoding="utf-8")
        data: Any = yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise UsageError(f"{path} cannot be read: {error}.", "Give a target file.") from error
    earlier.require(str(data.get("name")) if isinstance(data, dict) else str(path))
    standing = baseline.declared(text)
    fresh = [entry for entry in entries if entry[1]["id"] not in standing]
    for name in (entry["id"] for _, entry in entries if entry["id"] in standing):
        _say(f"{name} is already in {path} but has no effect. Renew or remove it.")
    if fresh:
        _write(path.resolve(), baseline.added(text, fresh))
    _say(f"Added {len(fresh)} of {plural(len(entries), 'known deviation')} to {path}.")


def _write(path: Path, text: str) -> None:
    """Write a file in one piece, and keep its permissions."""
    part = path.with_name(f"{path.name}.part")
    part.touch(mode=0o600)
    part.write_text(text, encoding="utf-8", newline="\n")
    shutil.copymode(path, part)
    os.replace(part, path)


def _say(words: str) -> None:
    console = Console(stderr=True, highlight=False)
    console.print(visible(words), markup=False, soft_wrap=True)
