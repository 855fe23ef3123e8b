"""CSS selectors that will still choose the same element tomorrow: by id and name, not by place."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from coatcheck.onboarding.outline import Control, Outline

_MADE_UP = re.compile(r"\d{3}|[a-z]\d\d$|[0-9a-f]{8}|^\W|[^\w.\-\[\]]|^$|.{41}")
"""What an id or a name looks like that was made for one page, or that nobody chose."""

_IDENTIFIER = re.compile(r"-?[A-Za-z_][\w-]*")

TELLING = ("autocomplete", "data-testid", "data-test", "data-action", "type")
"""Attributes that say what a control is for, in the order of preference."""


def is_stable(value: str) -> bool:
    """Tell whether somebody has chosen this value, as far as its looks go."""
    return _MADE_UP.search(value) is None


def having(name: str, value: str) -> str:
    """Return the condition that an attribute has a value."""
    if _IDENTIFIER.fullmatch(value):
        return f"[{name}={value}]"
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"[{name}='{escaped}']"


def selector_of(control: Control, page: Outline) -> str | None:
    """Return a selector that chooses this control of a page and no other, if there is one."""
    return next((each for each in candidates(control, page) if page.count(each) == 1), None)


def candidates(control: Control, page: Outline) -> Iterator[str]:
    """Yield selectors of a control, the most stable one first; they may choose others, too."""
    if control.tag == "a":
        yield from _of_link(control)
        return
    by_id, by_name = [*_by_id(control)], [*_by_name(control)]
    yield from (
        (*by_name, *by_id)
        if control.tag == "input" and not control.is_button
        else (
            *by_id,
            *by_name,
        )
    )
    for plain in _plain(control):
        yield plain
        yield f"{plain}:not([name])"
        for form in _forms(control, page):
            yield f"{form} {plain}"
    for word in control.get("class").split():
        if is_stable(word) and _IDENTIFIER.fullmatch(word):
            yield f"{control.tag}.{word}"


def _by_id(control: Control) -> Iterator[str]:
    value = control.get("id")
    if is_stable(value):
        yield f"#{value}" if _IDENTIFIER.fullmatch(value) else having("id", value)


def _by_name(control: Control) -> Iterator[str]:
    name, value = control.get("name"), control.get("value")
    if not is_stable(name):
        return
    yield f"{control.tag}{having('name', name)}"
    if (control.is_button or control.kind == "hidden") and is_stable(value):
        yield f"{control.tag}{having('name', name)}{having('value', value)}"


def _plain(control: Control) -> Iterator[str]:
    for name in TELLING:
        value = control.get(name)
        if value and len(value) <= 40 and value.isprintable():
            yield f"{control.tag}{having(name, value)}"
    yield control.tag


def _forms(control: Control, page: Outline) -> Iterator[str]:
    """Yield what tells the form of a control from the others: its id, or a hidden field."""
    if is_stable(control.form_id):
        yield f"form{having('id', control.form_id)}"
    for other in page.controls:
        if other.kind == "hidden" and other.form == control.form >= 0:
            yield from (f"form:has({selector})" for selector in _by_name(other))


def _of_link(control: Control) -> Iterator[str]:
    yield from _by_id(control)
    last = urlsplit(control.get("href")).path.rpartition("/")[2]
    if last and is_stable(last):
        yield f"a[href$='/{last}']"
