"""A baseline: the findings of a run as known deviations of the target file."""

import datetime
import re
from collections.abc import Iterable
from typing import Any

import yaml

from coatcheck.base.errors import UsageError

KEY = "known_deviations"
DAYS = 90
"""After how many days the entries of a baseline expire by default."""

Entry = dict[str, Any]


def entries(
    rows: Iterable[dict[str, Any]], reason: str, expires: datetime.date
) -> list[tuple[str, Entry]]:
    """Return a comment and an entry for each requirement."""
    return [
        (
            " ".join(f"{row['level']}: {row['text']}".split()),
            {"id": row["id"], "reason": reason, "expires": expires},
        )
        for row in rows
    ]


def as_yaml(commented: Iterable[tuple[str, Entry]], indent: int = 2) -> str:
    """Return the entries as items of a list, each below its comment."""
    blank = " " * indent
    return "".join(f"{blank}# {about}\n{_item(entry, blank)}" for about, entry in commented)


def _item(entry: Entry, blank: str) -> str:
    text = yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=100 - len(blank))
    return "".join(f"{blank}{line}\n" for line in text.splitlines())


def declared(text: str) -> list[str]:
    """Return the ids that a target file declares already."""
    return [entry["id"] for entry in yaml.safe_load(text).get(KEY) or ()]


def added(text: str, commented: list[tuple[str, Entry]]) -> str:
    """Return a target file's text with the entries added, and nothing else changed.

    Raises UsageError where the format of the file does not allow this.
    """
    lines = text.splitlines()
    at, indent, head = _place(text, lines)
    body = as_yaml(commented, indent).splitlines()
    if head is None:
        result = [*lines, *([""] if lines and lines[-1] else []), f"{KEY}:", *body]
    else:
        result = [*lines[: at - head], *([f"{KEY}:"] if head else []), *body, *lines[at:]]
    changed = "\n".join(result) + "\n"
    _require_same(text, changed, [entry for _, entry in commented])
    return changed


def _place(text: str, lines: list[str]) -> tuple[int, int, int | None]:
    """Return before which line to add, how far in, and how many lines of the key to replace.

    The last is None where the file has no such key.
    """
    document = yaml.compose(text)
    assert isinstance(document, yaml.MappingNode), "the results' target was read from it"
    pair = next(((k, v) for k, v in document.value if k.value == KEY), None)
    if pair is None:
        return len(lines), 2, None
    key, value = pair
    if not value.value:
        return key.end_mark.line + 1, 2, 1
    if value.flow_style:
        raise UsageError(
            f"{KEY} is written in brackets, and entries cannot be added to that.",
            "Write it as a list whose entries begin with a dash.",
        )
    indent = value.start_mark.column
    return _end(lines, value.end_mark.line, indent), indent, 0


def _end(lines: list[str], line: int, indent: int) -> int:
    """Return the line after the last entry, before blank lines and comments that follow it."""
    outside = re.compile(rf"\s*$|\s{{0,{indent}}}#")
    while outside.match(lines[line - 1]):
        line -= 1
    return line


def _require_same(before: str, after: str, new: list[Entry]) -> None:
    """Raise UsageError unless the new entries are all that has changed."""
    wanted = yaml.safe_load(before)
    wanted[KEY] = [*(wanted.get(KEY) or ()), *new]
    try:
        same = yaml.safe_load(after) == wanted
    except yaml.YAMLError:
        same = False
    if not same:
        raise UsageError(
            f"The entries cannot be added to {KEY} in this format.",
            "Omit --into, and copy the printed entries into the file by hand.",
        )
