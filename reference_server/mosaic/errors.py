"""Refusals: `{message, error_code}` with 400, and those of polling as in RFC 8628 3.5."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from ..core.errors import OAuthError
from ..core.seams import ABSENT
from .dialect import MOSAIC

POLLING = ("authorization_pending", "slow_down", "access_denied", "expired_token")
"""The errors that the contract documents in the form of RFC 6749 5.2."""

STATUS = 400
SERVER_FAILURE = 500


def message(refusal: OAuthError) -> Any:
    """oidcToken 400: what is wrong, in words."""
    return ABSENT if refusal.code in POLLING else in_words(refusal.description, status(refusal))


def in_words(description: str, of_status: int) -> str | list[str]:
    """oidcToken 400 and 500: a list of what is wrong, or one sentence."""
    return description if of_status == SERVER_FAILURE else [description]


def error_code(refusal: OAuthError) -> Any:
    """oidcToken 400: a number."""
    return ABSENT if refusal.code in POLLING else status(refusal)


def error(refusal: OAuthError) -> Any:
    """oidcToken 400: the code of RFC 6749 5.2 while a client polls, and only then."""
    return refusal.code if refusal.code in POLLING else ABSENT


def error_description(refusal: OAuthError) -> Any:
    """oidcToken 400: the description that goes with the code."""
    return refusal.description if refusal.code in POLLING else ABSENT


def status(refusal: OAuthError | None) -> int:
    """oidcToken 400: the only status of a refusal that is documented."""
    return status_for(refusal.status) if refusal else STATUS


def status_for(status: int) -> int:
    """oidcToken 400 and 500: what is documented in the place of a status."""
    return SERVER_FAILURE if status == SERVER_FAILURE else STATUS


def refused(description: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """oidcAuthenticate and backchannelComplete 400: a refusal to whoever is no client."""
    documented = status_for(status)
    members = {"message": in_words(description, documented), "error_code": documented}
    return Response(json.dumps(members), documented, headers, "application/json")


def no_header(*_: Any) -> Any:
    """oidcToken 400: no header is documented that tells how to authenticate."""
    return ABSENT


ENDPOINTS = (
    "token", "revocation", "introspection", "device_authorization", "backchannel",
    "pushed_authorization",
)  # fmt: skip
"""The endpoints that clients speak to directly."""

for _noun in ENDPOINTS:
    for _function in (message, error_code, error, error_description):
        MOSAIC.at(f"{_noun}_error.{_function.__name__}")(_function)
    MOSAIC.at(f"{_noun}_error_header.www_authenticate", f"{_noun}_error_header.allow")(no_header)
    MOSAIC.at(f"{_noun}_status.of_error")(status)
