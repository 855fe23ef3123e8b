"""Hostile text made fit to be shown: nothing that a target sent may act, hide or reorder."""

import re

# Controls (line feed and tab are kept), marks that steer direction or have no width, surrogates,
# and code points that XML does not know. Shown as escapes, so that nothing is lost either.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_LINE_END = re.compile(r"\r\n")


def visible(text: str) -> str:
    r"""Return the text with its unseen characters written out, such as `\x1b` or `\u202e`."""
    return _UNSEEN.sub(_escape, _LINE_END.sub("\n", text))


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def one_line(text: str) -> str:
    """Return the text on one line, its unseen characters written out."""
    return " ".join(visible(text).split())


def clip(text: str, limit: int) -> str:
    """Return the text, its rest replaced by a note of how much is left out beyond the limit."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… ({len(text) - limit:,} more characters)"


def web_link(address: str | None) -> str:
    """Return the address if following it opens a web page and nothing else, or nothing."""
    if address is None or not re.match(r"https?://[^\s]+\Z", address, re.IGNORECASE):
        return ""
    return address


def local_path(path: str) -> str:
    """Return the path if it stays inside the directory of the run, or nothing."""
    parts = re.split(r"[/\\]", path)
    if not path or ":" in parts[0] or "" in parts or ".." in parts:
        return ""
    return path


def plural(number: int, noun: str) -> str:
    """Return the number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
