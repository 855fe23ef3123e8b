"""Where a logout ends: at the client, or at a page (RP-Initiated Logout 3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.responses import Response

from ...core.provider import Provider
from ...core.redirect import redirect_to, with_members
from ...core.seams import ABSENT, Behaviours, Table
from .duties import LogoutRequest

logout_response = Table[Callable[[LogoutRequest], Any]]("logout_response")
logout_redirect = Behaviours("logout_redirect")


@logout_response
def state(request: LogoutRequest) -> Any:
    """RP-Initiated Logout 2: the state as it was received, if it was."""
    return request.parameters.get("state") or ABSENT


@logout_redirect
def target(request: LogoutRequest) -> str | None:
    """RP-Initiated Logout 3: the user agent goes to the URI of the request, if it has one."""
    return request.parameters.get("post_logout_redirect_uri")


@logout_redirect
def location(redirect_uri: str, members: Mapping[str, Any]) -> str:
    """RP-Initiated Logout 2: the members join the query of the redirection URI."""
    return with_members(redirect_uri, members) if members else redirect_uri


def logged_out(request: LogoutRequest) -> Response:
    """The redirect to the client, or to the page that says that the end-user is logged out."""
    provider = request.provider
    redirect_uri = provider.use(target)(request)
    if redirect_uri is None:
        return to_page(provider, "/session/ended")
    members = provider.build(logout_response, request)
    return redirect_to(provider, provider.use(location)(redirect_uri, members))


def to_page(provider: Provider, path: str) -> Response:
    """The redirect to a page of the provider."""
    return redirect_to(provider, provider.url(path))
