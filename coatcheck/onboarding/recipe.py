"""The login recipe of a target file, made from the pages that were seen."""

from collections.abc import Iterator

from coatcheck.onboarding.login_page import Understood
from coatcheck.onboarding.selector import candidates, having
from coatcheck.target.target import Page

_ORDER = ("login", "consent", "other")
"""A page with a password may repeat the user name of the page before it, so it is known first."""

BLANK = (
    Page(
        "login",
        "input[type=password]",
        "button[type=submit]",
        {"input[name=username]": "{username}", "input[type=password]": "{password}"},
    ),
)
"""A typical login page, to be corrected by hand."""


def recipe(seen: list[Understood]) -> tuple[Page, ...]:
    """Return the pages, each identified by something that the others do not have.

    A page without anything of its own comes after the others.
    """
    own = {id(page): _own_mark(page, seen) for page in seen}
    ordered = sorted(seen, key=lambda page: (_ORDER.index(page.page), own[id(page)] is None))
    return tuple(
        Page(page.page, own[id(page)] or next(_marks(page)), page.press, page.fill, page.refuse)
        for page in ordered
    )


def _own_mark(page: Understood, seen: list[Understood]) -> str | None:
    others = [other.outline for other in seen if other is not page]
    alone = (mark for mark in _marks(page) if not any(other.count(mark) for other in others))
    return next(alone, None)


def _marks(page: Understood) -> Iterator[str]:
    """Yield selectors by which a page may be known: its own fields and buttons, then the rest."""
    for selector in sorted(page.fill, key=lambda selector: page.fill[selector] != "{password}"):
        yield from (selector, f"{selector}:not([type=hidden])")
    yield page.press
    if page.refuse and not page.refuse.startswith("a["):
        yield page.refuse
    for control in page.outline.controls:
        if control.kind == "hidden":
            yield from (s for s in candidates(control, page.outline) if "value" in s)
        if control.form_id.isprintable() and control.form_id:
            yield f"form{having('id', control.form_id)}"
