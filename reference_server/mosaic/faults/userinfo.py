"""Faults of the UserInfo endpoint."""

from ...core.faults.fault import absent
from ...core.seams import ABSENT, Absent
from ...flows.tokens.records import ACCESS_TOKENS
from ...flows.userinfo import duties as sound
from ...flows.userinfo.duties import UserInfoRequest
from .fault import fault


def _without_email_by_get(request: UserInfoRequest) -> str | Absent:
    shown = sound.header(request)
    known = request.provider.store[ACCESS_TOKENS].get(str(shown))
    unread = request.method == "GET" and known is not None and "email" in known.scopes
    return ABSENT if unread else shown


def _of_the_latest(request: UserInfoRequest) -> str | Absent:
    """What takes whoever shows nothing by GET for the holder of the latest access token."""
    if request.method == "GET" and request.authorization is None:
        return list(request.provider.store[ACCESS_TOKENS])[-1]
    return sound.header(request)


FAULTS = (
    fault(
        "userinfo_header_unread",
        "oidcUserInfoGet/access-token-in-header",
        "bearer.header",
        _without_email_by_get,
        "An access token of the scope email in the header of a GET request is not read.",
    ),
    fault(
        "userinfo_token_unneeded",
        "oidcUserInfoGet/access-token-required",
        "bearer.header",
        _of_the_latest,
        "A request without an access token brings somebody's claims.",
        leaves_traces=True,
    ),
    fault(
        "userinfo_form_unread",
        "oidcUserInfoPost/access-token-in-form",
        "bearer.body",
        absent,
        "An access token in a form is not read.",
    ),
)
