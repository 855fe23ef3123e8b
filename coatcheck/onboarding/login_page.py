"""What a page at login is for, and what is entered and pressed on it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from coatcheck.onboarding.outline import Control, Outline
from coatcheck.onboarding.selector import selector_of

USERNAME, PASSWORD = "{username}", "{password}"

_NAME = re.compile(
    r"user|login|log in|e-?mail|account|identif|\buid\b|benutzer|utilisateur|usuario"
)
_ELSEWHERE = re.compile(
    r"forg|reset|regist|sign ?up|create|\bwith\b|google|github|facebook|microsoft|apple|passkey"
    r"|show|help|language|back"
)
_ON = re.compile(r"log ?in|sign ?-?in|log-in|continue|next|submit|proceed|weiter|anmelden")
_YES = re.compile(
    r"\b(allow|accept|approve|authori[sz]e|grant|agree|consent|yes|continue|confirm|ok)"
)
_NO = re.compile(r"\b(deny|cancel|refuse|reject|decline|disallow|abort|disagree|no)\b")
_NO_LINK = re.compile(r"\W*(deny|cancel|refuse|reject|decline|abort)\b")
_NOT_CONSENT = re.compile(r"stay signed in|keep me signed in|remember this device|trust this")


@dataclass(frozen=True, slots=True)
class Understood:
    """A page that makes sense: its kind, and the selectors of what matters on it."""

    outline: Outline
    page: str
    fill: dict[str, str]
    press: str
    refuse: str | None = None

    @property
    def asks_password(self) -> bool:
        """Whether it cannot be dealt with before a password is known."""
        return PASSWORD in self.fill.values()


def understand(page: Outline, *, logged_in: bool) -> Understood | None:
    """Return what a page is for and how to go on from it; None where that cannot be told."""
    password = next((control for control in page.controls if control.is_password), None)
    if password is not None:
        return _filled(page, "login", _username(page, password), password)
    username = _username(page, None)
    if username is not None and not logged_in:
        return _filled(page, "other", username, None)
    fields = [control for control in page.controls if control.is_textual]
    return _decision(page) if logged_in and not fields else None


def _filled(
    page: Outline, kind: str, username: Control | None, password: Control | None
) -> Understood | None:
    """Return a page with fields; None where one of them or the button has no stable selector."""
    entries = [(username, USERNAME), (password, PASSWORD)]
    chosen = [(selector_of(control, page), text) for control, text in entries if control]
    button = _button(page, password or username)
    press = selector_of(button, page) if button else None
    if press is None or any(selector is None for selector, _ in chosen):
        return None
    fill = {selector: text for selector, text in chosen if selector is not None}
    return Understood(page, kind, fill, press, _refusal(page, button))


def _username(page: Outline, password: Control | None) -> Control | None:
    """Return the field for the user name: the one that looks most like it."""
    fields = [control for control in page.controls if control.is_textual]
    if password is not None:
        fields = [field for field in fields if field.form == password.form]
    before = _last_before(page, fields, password)
    return _best(fields, lambda field: _likeness(field) + (field is before))


def _last_before(page: Outline, fields: list[Control], password: Control | None) -> Control | None:
    if password is None:
        return None
    order = [id(control) for control in page.controls]
    earlier = [field for field in fields if order.index(id(field)) < order.index(id(password))]
    return earlier[-1] if earlier else None


def _likeness(field: Control) -> int:
    """Return how much a field looks like that of a user name, by what it says of itself."""
    purposes = field.get("autocomplete").split()
    score = 8 * ("username" in purposes) + 4 * ("email" in purposes) + 2 * (field.kind == "email")
    named = f"{field.get('name')} {field.get('id')}".lower()
    return score + 4 * bool(_NAME.search(named)) + 3 * bool(_NAME.search(field.label.lower()))


def _button(page: Outline, field: Control | None) -> Control | None:
    """Return what is pressed when a field has been filled: a button of its form, if it has any."""
    buttons = [control for control in page.controls if control.is_button]
    same = [button for button in buttons if field and button.form == field.form]

    def likeness(button: Control) -> int:
        apart = bool(_ELSEWHERE.search(button.words)) + bool(_NO.search(button.words))
        by_key = 3 * (button.kind in ("submit", "image") and button.form >= 0)
        return by_key + 2 * bool(_ON.search(button.words)) - 4 * apart

    return _best(same or buttons, likeness)


def _decision(page: Outline) -> Understood | None:
    """Return a page with buttons alone, on which the end-user allows something or goes on."""
    buttons = [control for control in page.controls if control.is_button and control.form >= 0]
    accepting = [b for b in buttons if _YES.search(b.words) and not _NO.search(_read(b))]
    accept = next(iter(accepting), buttons[0] if len(buttons) == 1 else None)
    press = selector_of(accept, page) if accept else None
    if press is None:
        return None
    kind = "other" if _NOT_CONSENT.search(page.text.lower()) else "consent"
    return Understood(page, kind, {}, press, _refusal(page, accept))


def _read(control: Control) -> str:
    """Return what the end-user reads on a control, and what it sends."""
    return f"{control.label} {control.text} {control.get('value')}".lower()


def _refusal(page: Outline, accept: Control | None) -> str | None:
    """Return the selector of the button or link by which the end-user refuses."""
    ways = [c for c in page.controls if c.is_button and c is not accept and _NO.search(_read(c))]
    ways += [c for c in page.controls if c.is_link and _NO_LINK.match(c.text.lower())]
    found = (selector_of(way, page) for way in ways)
    return next((selector for selector in found if selector), None)


def _best(controls: Iterable[Control], likeness: Callable[[Control], int]) -> Control | None:
    """Return the control of the highest likeness above nothing; the first of equals."""
    best = max(controls, key=likeness, default=None)
    return best if best is not None and likeness(best) > 0 else None
