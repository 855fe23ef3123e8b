"""Redirects of the user agent, to clients and to pages of the provider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from .headers import Header, not_stored
from .provider import Provider
from .seams import ABSENT, Absent, Behaviours, Table

redirect_header = Table[Header]("redirect_header", not_stored)
redirect_to_page = Behaviours("redirect_to_page")


@redirect_header.fixed
def referrer_policy(provider: Provider) -> str | Absent:
    """RFC 9700 4.2.4: the code does not leak in a Referer header."""
    return "no-referrer"


@redirect_header
def access_control_allow_origin(provider: Provider) -> str | Absent:
    """RFC 9700 2.6: the authorization endpoint is not for scripts of other origins."""
    return ABSENT


@redirect_to_page
def status(provider: Provider, method: str) -> int:
    """RFC 9700 4.12: 303, which never carries a login form's body on to the next page."""
    return 303


def with_members(uri: str, members: Mapping[str, Any]) -> str:
    """The URI with further members in its query."""
    return f"{uri}{'&' if '?' in uri else '?'}{urlencode(members)}"


def with_fragment(uri: str, members: Mapping[str, Any]) -> str:
    """The URI with members for its fragment."""
    return f"{uri}#{urlencode(members)}"


def redirect_to(provider: Provider, target: str, status: int = 303) -> Response:
    """The redirect to an address."""
    headers = {**provider.headers(redirect_header, provider), "location": target}
    return Response(status_code=status, headers=headers)


def to_page(provider: Provider, method: str, target: str) -> Response:
    """The redirect to a page of the provider, in answer to a request by some method."""
    return redirect_to(provider, target, provider.use(status)(provider, method))
