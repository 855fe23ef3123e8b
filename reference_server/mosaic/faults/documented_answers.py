"""Faults of what is documented of the authorization, PAR, logout, JWKS and discovery answers."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from ...core.faults.fault import altered, constant
from ...core.provider import Provider
from ...core.seams import Function
from ...flows.logout.duties import LogoutRequest, PendingLogout
from ...flows.pushed_authorization.answer import expires_in
from .. import authorization, logout
from .fault import fault


def _numbered_by_text(about: str) -> Function:
    """A refusal in JSON whose error_code is a string, where it is about one parameter."""

    def refusal_answer(provider: Provider, description: str, status: int) -> Response:
        if not description.startswith(about):
            return authorization.refusal_answer(provider, description, status)
        members = {"message": [description], "error_code": "400"}
        return Response(json.dumps(members), 400, media_type="application/json")

    return refusal_answer


def _with_unknown_member(members: Mapping[str, Any]) -> str:
    return json.dumps({**members, "made_at": 1_700_000_000})


def _logout_with(status: int) -> Function:
    def begun(request: LogoutRequest, pending: PendingLogout, method: str) -> Response:
        response = logout.begun(request, pending, method)
        response.status_code = status if method == "GET" else response.status_code
        return response

    return begun


FAULTS = (
    fault(
        "authorization_status_301", "oidcAuthenticate/status", "redirect_to_page.status",
        constant(301), "The user agent is sent to the login page with the status 301.",
    ),
    fault(
        "authorization_error_code_string", "oidcAuthenticate/members", "pages.refusal_answer",
        _numbered_by_text("redirect_uri"), "The error_code of a malformed request is a string.",
    ),
    fault(
        "logout_error_code_string", "endOidcSession/members", "pages.refusal_answer",
        _numbered_by_text("post_logout_redirect_uri"),
        "The error_code of a refused logout is a string.",
    ),
    fault(
        "pushed_status_202", "pushedAuthorizationRequest/status",
        "pushed_authorization_status.of_success", constant(202),
        "A pushed request is accepted with the status 202.",
    ),
    fault(
        "pushed_expires_in_string", "pushedAuthorizationRequest/members",
        "pushed_authorization_response.expires_in", altered(expires_in, str),
        "The expires_in of a request_uri is a string.",
    ),
    fault(
        "logout_status_203", "endOidcSession/status", "logging_out.begun", _logout_with(203),
        "The page that finishes a logout has the status 203.",
    ),
    fault(
        "keys_status_203", "oidcGetKeys/status", "key_set.status", constant(203),
        "The keys have the status 203.",
    ),
    fault(
        "keys_unknown_member", "oidcGetKeys/unknown-members", "jwks.serialised",
        _with_unknown_member, "The answer with the keys tells when it was made.",
    ),
    fault(
        "pushed_unknown_member", "pushedAuthorizationRequest/unknown-members",
        "pushed_authorization_body.serialised", _with_unknown_member,
        "The answer to a pushed request tells when it was made.",
    ),
    fault(
        "keys_alg_number", "oidcGetKeys/members", "jwk.alg", constant(256),
        "The alg of a key is a number.",
    ),
    fault(
        "discovery_status_203", "getOidcConfiguration/status",
        "documents.openid_configuration_status", constant(203),
        "The discovery document has the status 203.",
    ),
    fault(
        "discovery_text", "getOidcConfiguration/members", "documents.metadata_serialised",
        constant("issuer, authorization_endpoint, token_endpoint"),
        "The discovery document is not JSON.",
    ),
)  # fmt: skip
