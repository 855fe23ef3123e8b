"""The end-users of a target file, the pages they are shown, and how they decide elsewhere."""

import string
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import soupsieve

from coatcheck.errors import TargetFileError
from coatcheck.nearest import asked
from coatcheck.protocol.totp import Totp
from coatcheck.target.diagnosis import Keys, Source
from coatcheck.target.target import BY_HAND, ENTRIES, Call, Ciba, Decision, Device, Page, User


def users(rows: Iterable[dict[str, Any]], source: Source, folder: Path) -> tuple[User, ...]:
    """Return the end-users. Raises TargetFileError for what no schema can tell."""
    return tuple(_user(dict(row), source, ("users", i), folder) for i, row in enumerate(rows))


def _user(row: dict[str, Any], source: Source, keys: Keys, folder: Path) -> User:
    if "totp" in row:
        row["totp"] = _totp(row["totp"], source.where((*keys, "totp")))
    if "session" in row:
        if row.get("login") != BY_HAND:
            raise TargetFileError(
                f"{source.where((*keys, 'session'))}: only who logs in by hand has a session kept.",
                "Write `login: by hand` beside it, or remove it.",
            )
        row["session"] = folder / row["session"]
    return User(**row)


def _totp(text: str, where: str) -> Totp:
    try:
        return Totp.of(text)
    except ValueError as error:
        raise TargetFileError(
            f"{where}: this is no seed of one-time codes.",
            "Give the seed in base32, or the otpauth:// address that is in the QR code.",
        ) from error


def pages(rows: Iterable[dict[str, Any]], source: Source) -> tuple[Page, ...]:
    """Return the pages. Raises TargetFileError for selectors and entries that are none."""
    return tuple(_page(row, source, ("login", i)) for i, row in enumerate(rows))


def _page(row: dict[str, Any], source: Source, keys: Keys) -> Page:
    for key, selector in _selectors(row):
        try:
            soupsieve.compile(selector)
        except soupsieve.SelectorSyntaxError as error:
            raise TargetFileError(
                f"{source.where((*keys, key))}: {selector!r} is no CSS selector.",
                str(error).splitlines()[0],
            ) from error
    for selector, text in row.get("fill", {}).items():
        _require_entries(text, source.where((*keys, "fill", selector)))
    return Page(**{**row, "check": tuple(row.get("check", ()))})


def _selectors(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((key, row[key]) for key in ("when", "wait", "press", "refuse") if key in row)
    yield from ((key, each) for key in ("fill", "check") for each in row.get(key, ()))


def _require_entries(text: str, where: str) -> None:
    known = f"Known are {', '.join(f'{{{name}}}' for name in ENTRIES)}."
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError as error:
        raise TargetFileError(f"{where}: {error}.", f"Write {{{{ for a brace. {known}") from error
    for name in names:
        if name not in ENTRIES:
            what = f"{where}: nothing is entered for {{{name}}}."
            raise TargetFileError(what, asked(name, ENTRIES, known))


def ciba(row: dict[str, Any] | None) -> Ciba | None:
    """Return how end-users decide on a backchannel authentication request, if that is told."""
    if row is None:
        return None
    return Ciba(row["login_hint"], _decision(row["approve"]), _decision(row["deny"]))


def device(row: dict[str, Any] | None) -> Device | None:
    """Return how end-users decide on a device, if not by the pages of `login`."""
    return Device(_decision(row["approve"]), _decision(row["deny"])) if row else None


def _decision(told: dict[str, Any] | str) -> Decision:
    return Call(**told) if isinstance(told, dict) else BY_HAND
