"""HTTP headers that several kinds of answers share."""

from __future__ import annotations

from collections.abc import Callable

from .provider import Provider
from .seams import Absent, Rows

JSON = "application/json"
ANY_ORIGIN = "*"

Header = Callable[[Provider], str | Absent]
json_for_scripts = Rows[Header]()
not_stored = Rows[Header]()
not_stored_by_http_1 = Rows[Header]()


@json_for_scripts
def content_type(provider: Provider) -> str | Absent:
    """OpenID Connect Discovery 4.2: metadata is JSON."""
    return JSON


@json_for_scripts
def access_control_allow_origin(provider: Provider) -> str | Absent:
    """RFC 9700 2.6: endpoints that a script may read allow any origin."""
    return ANY_ORIGIN


@not_stored
def cache_control(provider: Provider) -> str | Absent:
    """RFC 6749 5.1: what holds a credential or personal data is not stored."""
    return "no-store"


@not_stored_by_http_1
def pragma(provider: Provider) -> str | Absent:
    """RFC 6749 5.1: nor by caches of HTTP/1.0."""
    return "no-cache"
