"""Files kept between runs, readable only by their owner."""

import os
import secrets
from pathlib import Path

from coatcheck.base.errors import UsageError


def folder() -> Path:
    """Return the folder of the suite's state (XDG Base Directory Specification)."""
    home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(home) / "coatcheck"


def keep(file: Path, text: str) -> None:
    """Write a file, at once and whole, that nobody but its owner can ever read.

    Raises UsageError where it cannot be written.
    """
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        _make(draft, text)
        draft.replace(file)
    except OSError as error:
        raise _unwritable(error) from error


def claim(file: Path) -> bool:
    """Make an empty file, and tell whether it was not there before; one process alone succeeds.

    Raises UsageError where it cannot be written.
    """
    try:
        _make(file, "")
    except FileExistsError:
        return False
    except OSError as error:
        raise _unwritable(error) from error
    return True


def _make(file: Path, text: str) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as made:
        made.write(text)


def _unwritable(error: OSError) -> UsageError:
    return UsageError(
        f"Files kept between runs cannot be written: {error}.",
        "Give a writable folder in XDG_STATE_HOME, or in session in the target file.",
    )
