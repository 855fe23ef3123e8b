"""The outline of a page as the end-user sees it: its fields, buttons and links."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

TEXTUAL = ("text", "email", "tel", "search", "url")
PRESSABLE = ("submit", "image", "button")

READ = """() => ({
  title: document.title,
  text: document.body ? document.body.innerText.slice(0, 2000) : "",
  controls: [...document.querySelectorAll("input, button, textarea, select, a[href]")].map((e) => ({
    tag: e.localName,
    kind: (e.type || "").toLowerCase(),
    attributes: Object.fromEntries([...e.attributes].map((a) => [a.name, a.value])),
    label: [
      ...[...(e.labels || [])].map((label) => label.innerText),
      e.getAttribute("aria-label") || "",
      e.getAttribute("placeholder") || "",
    ].join(" ").trim(),
    text: (e.localName === "input" ? e.value : e.innerText || e.title || "").trim(),
    shown: e.checkVisibility({ visibilityProperty: true }) && !e.disabled,
    form: [...document.forms].indexOf(e.form),
    form_id: (e.form && e.form.getAttribute("id")) || "",
  })),
})"""
"""A script that reads the outline of the page that a browser shows."""


@dataclass(frozen=True)
class Control:
    """A field, a button or a link."""

    tag: str
    kind: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    label: str = ""
    text: str = ""
    shown: bool = True
    form: int = -1
    form_id: str = ""

    def get(self, name: str) -> str:
        """Return an attribute; empty where it is not there."""
        return self.attributes.get(name, "")

    @property
    def is_password(self) -> bool:
        """Whether a password is entered here that the end-user has already."""
        return self._is_field("password") and "new-password" not in self.get("autocomplete")

    @property
    def is_textual(self) -> bool:
        """Whether something is entered here that may be a name."""
        return self._is_field(*TEXTUAL)

    def _is_field(self, *kinds: str) -> bool:
        editable = "readonly" not in self.attributes
        return self.tag == "input" and self.kind in kinds and self.shown and editable

    @property
    def is_button(self) -> bool:
        """Whether it can be pressed."""
        return self.tag in ("button", "input") and self.kind in PRESSABLE and self.shown

    @property
    def is_link(self) -> bool:
        """Whether it leads elsewhere."""
        return self.tag == "a" and self.shown

    @property
    def words(self) -> str:
        """What the end-user reads on it, and what it is called behind that, in small letters."""
        parts = (self.label, self.text, self.get("name"), self.get("id"), self.get("value"))
        return " ".join(parts).lower()

    @property
    def called(self) -> str:
        """The control in a few words."""
        name = self.get("name") or self.get("id")
        said = " ".join((self.label or self.text)[:40].split())
        return " ".join(part for part in (self.tag, name, repr(said) if said else "") if part)


@dataclass(frozen=True)
class Outline:
    """One page: where it is, what it says, what can be done on it."""

    url: str
    title: str
    text: str
    html: str
    controls: tuple[Control, ...]

    @classmethod
    def of(cls, url: str, html: str, read: dict[str, Any]) -> "Outline":
        """Return the outline that READ has brought back."""
        controls = tuple(Control(**row) for row in read["controls"])
        return cls(url, read["title"], read["text"], html, controls)

    @cached_property
    def _soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    def count(self, selector: str) -> int:
        """Return how many elements of the page a selector chooses."""
        return len(self._soup.select(selector))

    @property
    def address(self) -> str:
        """Where the page is, without what its address carries along."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{parts.path}"

    @property
    def described(self) -> str:
        """What the page shows, in one line."""
        shown = [c for c in self.controls if c.shown and c.kind != "hidden"][:12]
        listed = "; ".join(control.called for control in shown)
        return (
            f"{' '.join(self.title.split())!r} at {self.address}: {listed or 'no field, no button'}"
        )
