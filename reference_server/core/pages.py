"""The pages for the end-user; each flow that shows some has their templates in its folder."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from .headers import Header
from .provider import Provider
from .seams import Absent, Behaviours, Table

_SERVER = Path(__file__).resolve().parent.parent
_STYLE = (_SERVER / "core/templates/style.css").read_text(encoding="utf-8")
_TEMPLATES = Environment(
    loader=FileSystemLoader(_SERVER), autoescape=True, undefined=StrictUndefined
)

page_header = Table[Header]("page_header")
pages = Behaviours("pages")


@pages
def received_text(text: str) -> str:
    """RFC 6749 10.14: what was received is text, which the template escapes."""
    return text


@pages
def refusal_page(html: str) -> str:
    """RFC 6749 4.1.2.1: the end-user is informed of what the client may not be told."""
    return html


@pages
def refusal_answer(provider: Provider, description: str, status: int) -> Response:
    """RFC 6749 4.1.2.1: the refusal is a page for the end-user."""
    html = _rendered(provider, "core/templates/error.html", {"description": description})
    return _answer(provider, provider.use(refusal_page)(html), status)


@pages
def page_body(html: str) -> str:
    """RFC 9700 4.2.4: a page neither loads nor links to anything of others."""
    return html


@pages
def page_headers(headers: dict[str, str]) -> dict[str, str]:
    """RFC 9700 4.16: a page has all of its headers."""
    return headers


@page_header
def content_security_policy(provider: Provider) -> str | Absent:
    """RFC 9700 4.16: the page is framed by nobody, and loads nothing from anywhere."""
    style = f"style-src '{_hash(_STYLE)}'"
    return f"default-src 'none'; {style}; base-uri 'none'; frame-ancestors 'none'"


@page_header
def x_frame_options(provider: Provider) -> str | Absent:
    """RFC 6749 10.13: nor is it framed in an older browser."""
    return "DENY"


@page_header.fixed
def referrer_policy(provider: Provider) -> str | Absent:
    """RFC 9700 4.2.4: the page's address does not leak."""
    return "no-referrer"


@page_header.fixed
def cache_control(provider: Provider) -> str | Absent:
    """RFC 6819 5.1.4.2: the page is not stored."""
    return "no-store"


@page_header.fixed
def x_content_type_options(provider: Provider) -> str | Absent:
    """The page is what its media type says."""
    return "nosniff"


def page(
    provider: Provider, template: str, context: Mapping[str, Any], script: str = ""
) -> HTMLResponse:
    """A page made from a template, which is named by its path within the server.

    The one `script` that it may have is run, and no other.
    """
    answer = _answer(provider, _rendered(provider, template, {**context, "script": script}), 200)
    policy = answer.headers.get("content-security-policy")
    if script and policy is not None:
        answer.headers["content-security-policy"] = f"{policy}; script-src '{_hash(script)}'"
    return answer


def error_page(provider: Provider, description: str, status: int = 400) -> Response:
    """What tells the end-user what went wrong, since the client may not be told."""
    return provider.use(refusal_answer)(provider, description, status)


def _rendered(provider: Provider, template: str, context: Mapping[str, Any]) -> str:
    html = _TEMPLATES.get_template(template).render(style=_STYLE, **context)
    return provider.use(page_body)(html)


def _answer(provider: Provider, html: str, status: int) -> HTMLResponse:
    headers = provider.use(page_headers)(provider.headers(page_header, provider))
    return HTMLResponse(html, status, headers)


def _hash(text: str) -> str:
    """What a Content-Security-Policy knows an inline style or script by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
