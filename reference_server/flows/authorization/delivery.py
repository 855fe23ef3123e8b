"""How a response gets to the client: Multiple Response Types 2.1, Form Post Response Mode 2.

A client may ask for the modes that are offered; a response type has a mode of its own by default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.responses import Response

from ...core.pages import page
from ...core.redirect import redirect_to, with_fragment, with_members
from ...core.seams import Behaviours
from .request import AuthorizationRequest
from .response_types import asked_type

Members = Mapping[str, Any]

QUERY = "query"
FRAGMENT = "fragment"
FORM_POST = "form_post"

OFFERED = [QUERY]
"""The response modes that clients may ask for, to which flows add those that they offer."""

SUBMIT = "document.forms[0].submit()"

redirect = Behaviours("redirect")


@redirect
def status(request: AuthorizationRequest) -> int:
    """RFC 9700 4.12: 303, which never carries a login form's body on."""
    return 303


@redirect
def location(redirect_uri: str, members: Members) -> str:
    """RFC 6749 3.1.2 and 4.1.2: the members join the query of the redirection URI."""
    return with_members(redirect_uri, members)


def in_query(request: AuthorizationRequest, members: Members) -> Response:
    """The redirect that carries the members in the query."""
    return _redirect(request, request.provider.use(location)(_target(request), members))


def in_fragment(request: AuthorizationRequest, members: Members) -> Response:
    """The redirect that carries the members in the fragment."""
    return _redirect(request, with_fragment(_target(request), members))


def as_form(request: AuthorizationRequest, members: Members) -> Response:
    """The page that submits the members to the redirection URI by itself."""
    context = {"target": _target(request), "members": members}
    template = "flows/authorization/templates/form_post.html"
    return page(request.provider, template, context, script=SUBMIT)


_DELIVERIES: Mapping[str, Callable[[AuthorizationRequest, Members], Response]] = {
    QUERY: in_query,
    FRAGMENT: in_fragment,
    FORM_POST: as_form,
}


def mode_of(request: AuthorizationRequest) -> str:
    """The response mode that is asked for, or else that of the response type."""
    asked, kind = request.parameters.get("response_mode"), asked_type(request)
    if asked in OFFERED:
        return asked
    return kind.mode if kind is not None else QUERY


def delivered(request: AuthorizationRequest, members: Members) -> Response:
    """The response with these members, by the response mode of the request."""
    return _DELIVERIES[mode_of(request)](request, members)


def _target(request: AuthorizationRequest) -> str:
    return request.parameters.get("redirect_uri") or ""


def _redirect(request: AuthorizationRequest, target: str) -> Response:
    return redirect_to(request.provider, target, request.provider.use(status)(request))
