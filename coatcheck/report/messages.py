"""An exchange as people read it: as HTTP, as one line, and as a command to send it again."""

import re
import shlex
from typing import Any
from urllib.parse import urlsplit

from coatcheck.base.text import clip, one_line, visible

Exchange = dict[str, Any]
_HEADER_LIMIT, _HEADERS_LIMIT = 500, 40


def line(exchange: Exchange, limit: int = 200) -> str:
    """Return the exchange on one line: method, address, and what came back."""
    request = exchange["request"]
    address = clip(one_line(request["url"]), limit)
    return f"{one_line(request['method'])} {address} → {outcome(exchange)}"


def outcome(exchange: Exchange) -> str:
    """Return the status of the response, or why there is none."""
    if exchange["response"] is not None:
        return str(exchange["response"]["status"])
    return clip(one_line(exchange["error"] or "no response"), 200)


def as_http(exchange: Exchange, limit: int) -> str:
    """Return both messages as HTTP, each body cut at the limit."""
    parts = [f"{start_line(exchange)}\n{fields(exchange['request'], limit)}"]
    if exchange["response"] is None:
        parts.append(f"({outcome(exchange)})")
    else:
        response = exchange["response"]
        parts.append(f"HTTP {response['status']}\n{fields(response, limit)}")
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def start_line(exchange: Exchange) -> str:
    """Return the request line."""
    request = exchange["request"]
    return f"{one_line(request['method'])} {clip(one_line(request['url']), 4000)}"


def fields(message: dict[str, Any], limit: int) -> str:
    """Return the header fields and the body of a request or a response."""
    lines = [f"{name}: {value}" for name, value in shown_headers(message)]
    return "\n".join([*lines, "", shown_body(message, limit)])


def shown_headers(message: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the header fields, with long values and long lists cut off."""
    pairs = message["headers"]
    shown = [
        (clip(one_line(name), 100), clip(one_line(value), _HEADER_LIMIT))
        for name, value in pairs[:_HEADERS_LIMIT]
    ]
    if len(pairs) > _HEADERS_LIMIT:
        shown.append(("…", f"{len(pairs) - _HEADERS_LIMIT} more header fields"))
    return shown


def shown_body(message: dict[str, Any], limit: int) -> str:
    """Return the body up to the limit, with a note if only its beginning was kept."""
    body = clip(visible(message["body"] or ""), limit)
    return f"{body}\n(the rest was not stored)" if message.get("truncated") else body


def as_curl(exchange: Exchange) -> str:
    """Return a curl command that sends the request again, its secrets still to be filled in."""
    request = exchange["request"]
    if _scheme(request["url"]) not in ("http", "https"):
        return ""
    words = [["curl", "--include", "--globoff"], ["--request", request["method"]]]
    words += [["--header", f"{name}: {value}"] for name, value in _sent(request)]
    if request["body"]:
        words.append(["--data-raw", visible(request["body"])])
    words.append(["--url", one_line(request["url"])])
    return " \\\n  ".join(shlex.join(word) for word in words)


def _sent(request: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the header fields that curl does not make by itself, none of which names a file."""
    own = {"host", "content-length", "connection", "accept-encoding"}
    headers = shown_headers(request)
    return [(n, v) for n, v in headers if n.lower() not in own and re.match(r"[\w-]+\Z", n)]


def _scheme(address: str) -> str:
    """Return the scheme of an address, or nothing where it cannot be parsed."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""
