"""The end-users of a target file, the pages they are shown, and how they decide elsewhere."""

import string
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import soupsieve

from coatcheck.base.errors import TargetFileError
from coatcheck.base.nearest import asked
from coatcheck.protocol.parties import BY_HAND, User
from coatcheck.protocol.totp import Totp
from coatcheck.target.diagnosis import Keys, Source
from coatcheck.target.target import ENTRIES, Call, Ciba, Decision, Device, Page


def users(rows: Iterable[dict[str, Any]], source: Source, folder: Path) -> tuple[User, ...]:
    """Return the end-users. Raises TargetFileError for errors beyond the schema."""
    return tuple(_user(dict(row), source, ("users", i), folder) for i, row in enumerate(rows))


def _user(row: dict[str, Any], source: Source, keys: Keys, folder: Path) -> User:
    if "totp" in row:
        row["totp"] = _totp(row["totp"], source.where((*keys, "totp")))
    if "session" in row:
        if row.get("login") != BY_HAND:
            raise TargetFileError(
                f"{source.where((*keys, 'session'))}: session needs a login by hand.",
                "Set `login: by hand` for this end-user, or remove session.",
            )
        row["session"] = folder / row["session"]
    return User(**row)


def _totp(text: str, where: str) -> Totp:
    try:
        return Totp.of(text)
    except ValueError as error:
        raise TargetFileError(
            f"{where}: this is not a seed of one-time codes.",
            "Give the seed in base32, or the otpauth:// address in the QR code.",
        ) from error


def pages(rows: Iterable[dict[str, Any]], source: Source) -> tuple[Page, ...]:
    """Return the pages. Raises TargetFileError for invalid selectors and unknown names."""
    return tuple(_page(row, source, ("login", i)) for i, row in enumerate(rows))


def _page(row: dict[str, Any], source: Source, keys: Keys) -> Page:
    for key, selector in _selectors(row):
        try:
            soupsieve.compile(selector)
        except soupsieve.SelectorSyntaxError as error:
            raise TargetFileError(
                f"{source.where((*keys, key))}: {selector!r} is not a CSS selector.",
                str(error).splitlines()[0],
            ) from error
    for selector, text in row.get("fill", {}).items():
        _require_entries(text, source.where((*keys, "fill", selector)), ENTRIES)
    return Page(**{**row, "check": tuple(row.get("check", ()))})


def _selectors(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((key, row[key]) for key in ("when", "wait", "press", "refuse") if key in row)
    yield from ((key, each) for key in ("fill", "check") for each in row.get(key, ()))


def _require_entries(text: str, where: str, entries: Collection[str]) -> None:
    known = f"Known names are {', '.join(f'{{{name}}}' for name in entries)}."
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError as error:
        raise TargetFileError(f"{where}: {error}.", f"Write {{{{ for a brace. {known}") from error
    for name in names:
        if name not in entries:
            what = f"{where}: unknown name {{{name}}}."
            raise TargetFileError(what, asked(name, entries, known))


_OF_ANY_CALL = ("issuer", "client_id", "username", "access_token")


def ciba(row: dict[str, Any] | None, source: Source) -> Ciba | None:
    """Return how end-users decide on a backchannel authentication request, if the file says so."""
    if row is None:
        return None
    _require_entries(row["login_hint"], source.where(("ciba", "login_hint")), ("username",))
    return Ciba(row["login_hint"], *_decisions(row, source, "ciba", "auth_req_id"))


def device(row: dict[str, Any] | None, source: Source) -> Device | None:
    """Return how end-users decide on a device, if not by the pages of `login`."""
    if row is None:
        return None
    return Device(*_decisions(row, source, "device", "user_code", "verification_uri"))


def _decisions(
    row: dict[str, Any], source: Source, of: str, *entries: str
) -> tuple[Decision, Decision]:
    """Return how to approve and how to deny. Raises TargetFileError for unknown names."""
    for name in ("approve", "deny"):
        for keys, text in _texts(row[name], (of, name)):
            _require_entries(text, source.where(keys), (*_OF_ANY_CALL, *entries))
    return _decision(row["approve"]), _decision(row["deny"])


def _texts(value: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Yield the texts in a value, and where each is."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from _texts(item, (*keys, key))
    elif isinstance(value, str):
        yield keys, value


def _decision(data: dict[str, Any] | str) -> Decision:
    return Call(**data) if isinstance(data, dict) else BY_HAND
