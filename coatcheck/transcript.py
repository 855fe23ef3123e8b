"""Exchanges as reports show them: complete, readable, and without secrets."""

import hashlib
import html
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, quote_plus

from coatcheck.protocol.wire import Exchange, Headers

MAX_SHOWN = 20_000
"""How much of a body is kept for reports, in characters."""

_SECRET_NAMES = (
    "client_secret",
    "client_assertion",
    "password",
    "code_verifier",
    "access_token",
    "refresh_token",
    "id_token",
    "id_token_hint",
    "token",
    "device_code",
    "auth_req_id",
    "code",
)
_NAMES = "|".join(_SECRET_NAMES)
_IN_FORM = re.compile(rf"(?<![\w])({_NAMES})=([^&\s\"'<>#]+)")
_IN_JSON = re.compile(rf'"({_NAMES})"(\s*:\s*)"((?:[^"\\]|\\.)+)')
_SECRET_HEADERS = ("authorization", "cookie", "set-cookie")


def masked(value: str) -> str:
    """Return what stands for a secret: the same for equal secrets, and of no use to anybody."""
    digest = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
    return f"<redacted:{digest[:8]}>"


def _spellings(secret: str) -> set[str]:
    """Return a secret as it stands in forms, addresses, HTML and JSON."""
    return {
        secret,
        quote(secret, safe=""),
        quote_plus(secret),
        html.escape(secret),
        json.dumps(secret)[1:-1],
    }


class Redactor:
    """Takes secrets out of text: those of the target file wherever they stand, others by name."""

    def __init__(self, secrets: Iterable[str]) -> None:
        spellings = {each for s in secrets if len(s) > 3 for each in _spellings(s)}
        known = sorted(spellings, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None
        self._shown: dict[int, dict[str, Any]] = {}

    def text(self, text: str) -> str:
        """Return text without secrets."""
        text = _IN_FORM.sub(lambda m: f"{m[1]}={masked(m[2])}", text)
        text = _IN_JSON.sub(lambda m: f'"{m[1]}"{m[2]}"{masked(m[3])}', text)
        return self._known.sub(lambda m: masked(m[0]), text) if self._known else text

    def headers(self, headers: Headers) -> list[list[str]]:
        """Return headers without secrets; what authenticates or sets a session is one."""
        return [[name, self._header(name.lower(), value)] for name, value in headers]

    def _header(self, name: str, value: str) -> str:
        if name not in _SECRET_HEADERS:
            return self.text(value)
        if name == "authorization":
            scheme, _, rest = value.partition(" ")
            return f"{scheme} {masked(rest)}"
        first_only = 1 if name == "set-cookie" else 0
        return re.sub(r"=([^;]+)", lambda m: f"={masked(m[1])}", value, count=first_only)

    def exchange(self, exchange: Exchange) -> dict[str, Any]:
        """Return an exchange as it stands in results.json; one that is cited is shown once."""
        if exchange.id not in self._shown:
            self._shown[exchange.id] = self._show(exchange)
        return self._shown[exchange.id]

    def _show(self, exchange: Exchange) -> dict[str, Any]:
        sent, reply = exchange.request, exchange.reply
        return {
            "id": exchange.id,
            "label": exchange.label,
            "request": {
                "method": sent.method,
                "url": self.text(sent.url),
                "headers": self.headers(sent.headers),
                "body": self.text(sent.body or ""),
            },
            "response": reply
            and {
                "status": reply.status,
                "headers": self.headers(reply.headers),
                "body": self.text(reply.text[:MAX_SHOWN]),
                "truncated": reply.truncated or len(reply.text) > MAX_SHOWN,
            },
            "error": exchange.error,
            "started": exchange.started.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "seconds": round(exchange.seconds, 4),
        }
