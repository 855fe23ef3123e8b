"""Redirects of the user agent, to clients and to pages of the provider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from ..provider import Provider
from .headers import redirect_header


def with_members(uri: str, members: Mapping[str, Any]) -> str:
    """The URI with further members in its query."""
    return f"{uri}{'&' if '?' in uri else '?'}{urlencode(members)}"


def redirect_to(provider: Provider, target: str, status: int = 303) -> Response:
    """The redirect to an address."""
    headers = {**provider.headers(redirect_header, provider), "location": target}
    return Response(status_code=status, headers=headers)
