"""Exchanges as reports show them: complete, readable, and without secrets."""

import hashlib
import html
import json
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, quote_plus

from coatcheck.net.wire import Exchange, Headers

MAX_SHOWN = 20_000
"""How much of a body is kept for reports, in characters."""

_JWS = re.compile(r"(eyJ[\w-]+\.[\w-]+\.)([\w-]{16,})")
_WORD = re.compile(r"[\w.~-]{20,}")
_SECRET_HEADER = re.compile(r"authorization|cookie|token|secret|passw|api-?key|-key$")
_COOKIES = ("cookie", "set-cookie")

_KEY = os.environ.setdefault("COATCHECK_MASKING_KEY", secrets.token_hex(16)).encode()
"""Shared with the workers of a run, and kept nowhere: without it no guess can be tried."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a secret stands behind its name: in a form, in JSON, and in an input of a page."""

    in_form: re.Pattern[str]
    in_json: re.Pattern[str]
    in_input: re.Pattern[str]


@cache
def _named(names: tuple[str, ...]) -> _Named:
    any_of = "|".join(map(re.escape, names)) or "(?!)"
    return _Named(
        re.compile(rf"(?<!\w)((?:26|3F)?(?:{any_of}))(?:(=)([^&\s\"'<>#]+)|(%3D)([^&\s\"'<>#%]+))"),
        re.compile(rf"""(\\{{0,3}}["'])({any_of})(\1\s*:\s*\1)((?:(?!\1)(?:[^\\]|\\.))+)"""),
        re.compile(
            rf"""(<input\b(?=[^<>]*\bname=\\{{0,3}}["']?(?:{any_of})\b)"""
            r"""[^<>]*\bvalue=\\{0,3}["']?)([^\s"'<>\\]+)""",
        ),
    )


def masked(value: str) -> str:
    """Return the mask of a secret: equal for equal secrets within a run, and useless otherwise."""
    octets = value.encode("utf-8", "surrogatepass")
    return f"<redacted:{hashlib.blake2b(octets, key=_KEY, digest_size=4).hexdigest()}>"


def _spellings(secret: str) -> set[str]:
    """Return the spellings of a secret in forms, addresses, HTML and JSON."""
    by_form = quote_plus(secret, safe="*").replace("~", "%7E")
    by_script = quote(secret, safe="!'()*~")
    in_html = html.escape(secret)
    return {
        *(secret, quote(secret, safe=""), quote_plus(secret), by_form, by_script),
        *(in_html, in_html.replace("&quot;", "&#34;").replace("&#x27;", "&#39;")),
        *(json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]),
    }


class Redactor:
    """Takes secrets out of text: those of the target file wherever they stand, others by `names`.

    One that has been seen by its name is known from then on, and masked wherever it is repeated.
    """

    def __init__(self, secrets: Iterable[str], names: Iterable[str] = ()) -> None:
        self._named = _named(tuple(names))
        self._spellings: set[str] = set()
        self._known: re.Pattern[str] | None = None
        self.learn(secrets)
        self._shown: dict[int, dict[str, Any]] = {}
        self._seen: set[str] = set()

    def learn(self, secrets: Iterable[str]) -> None:
        """Hide further values from now on; those of up to three characters are too common to."""
        self._spellings |= {each for s in secrets if len(s) > 3 for each in _spellings(s)}
        known = sorted(self._spellings, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def text(self, text: str) -> str:
        """Return text without secrets."""
        hide = self._masked
        text = self._named.in_form.sub(lambda m: f"{m[1]}{m[2] or m[4]}{hide(m[3] or m[5])}", text)
        text = self._named.in_json.sub(lambda m: f"{m[1]}{m[2]}{m[3]}{hide(m[4])}", text)
        text = self._named.in_input.sub(lambda m: f"{m[1]}{hide(m[2])}", text)
        text = _WORD.sub(self._repeated, text)
        text = _JWS.sub(lambda m: f"{m[1]}{masked(m[2])}", text)
        return self._known.sub(lambda m: masked(m[0]), text) if self._known else text

    def _masked(self, secret: str) -> str:
        """Return the mask of a secret found by its name, and mask it from now on."""
        self._seen.add(secret.rstrip("="))
        return masked(secret)

    def _repeated(self, word: re.Match[str]) -> str:
        secret = word[0].rstrip(".")
        rest = word[0][len(secret) :]
        return f"{masked(secret)}{rest}" if secret in self._seen else word[0]

    def headers(self, headers: Headers) -> list[list[str]]:
        """Return headers without secrets; what authenticates or sets a session is one."""
        return [[name, self._header(name.lower(), value)] for name, value in headers]

    def _header(self, name: str, value: str) -> str:
        if not _SECRET_HEADER.search(name):
            return self.text(value)
        if name not in _COOKIES:
            scheme, space, rest = value.partition(" ")
            return f"{scheme} {self._masked(rest)}" if space else self._masked(value)
        first_only = 1 if name == "set-cookie" else 0
        return re.sub(r"=([^;]+)", lambda m: f"={self._masked(m[1])}", value, count=first_only)

    def exchange(self, exchange: Exchange) -> dict[str, Any]:
        """Return an exchange for results.json; one that is cited is shown once."""
        if exchange.id not in self._shown:
            self._shown[exchange.id] = self._show(exchange)
        return self._shown[exchange.id]

    def _show(self, exchange: Exchange) -> dict[str, Any]:
        """Show what was sent first: an answer may repeat it."""
        sent, reply = exchange.request, exchange.reply
        request = {
            "method": sent.method,
            "url": self.text(sent.url),
            "headers": self.headers(sent.headers),
            "body": self.text(sent.body or ""),
        }
        body = self.text(exchange.answer.text)
        return {
            "id": exchange.id,
            "label": exchange.label,
            "request": request,
            "response": reply
            and {
                "status": reply.status,
                "headers": self.headers(reply.headers),
                "body": body[:MAX_SHOWN],
                "truncated": reply.truncated or len(body) > MAX_SHOWN,
            },
            "error": exchange.error and self.text(exchange.error),
            "started": exchange.started.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "seconds": round(exchange.seconds, 4),
        }
