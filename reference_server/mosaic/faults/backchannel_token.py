"""Faults of backchannel authentication: how it is completed, and the client that polls."""

from ...core.client_request import GrantRequest
from ...core.errors import AccessDenied, InvalidGrant
from ...core.faults.fault import also_refusing, forgiving, misreported, skipped
from ...flows.backchannel import token_duties as sound
from ...flows.polling.errors import AuthorizationPending, ExpiredToken
from .fault import fault
from .polling import approved_soon, nearly_over


def _polled(request: GrantRequest) -> bool:
    waiting = sound.presented(request)
    return not waiting.is_decided and waiting.polled_at is not None


FAULTS = (
    fault(
        "completion_ignored",
        "backchannelComplete/approved",
        "backchannel_token.approved",
        also_refusing(sound.approved, approved_soon(sound.presented), InvalidGrant),
        "An approval within five minutes brings no tokens.",
    ),
    fault(
        "denial_misreported",
        "backchannelComplete/denied",
        "backchannel_token.approved",
        misreported(sound.approved, InvalidGrant),
        "A denial is answered without its error code.",
    ),
    fault(
        "completion_by_other_end_user",
        "backchannelComplete/access-token",
        "completion.end_user_named",
        skipped,
        "Any end-user can approve.",
    ),
    fault(
        "completion_by_anybody",
        "backchannelComplete/access-token",
        "completion.access_token_good",
        skipped,
        "An access token that is unknown or expired is accepted for an approval.",
    ),
    fault(
        "auth_req_id_pending_misreported",
        "oidcToken/auth-req-id-pending",
        "backchannel_token.decided",
        misreported(sound.decided, InvalidGrant, AuthorizationPending),
        "A client that polls is refused without the error code.",
    ),
    fault(
        "auth_req_id_polled_twice_good",
        "oidcToken/auth-req-id-slow-down",
        "backchannel_token.decided",
        forgiving(sound.decided, _polled),
        "A client that polls again gets tokens although the end-user has not decided.",
        leaves_traces=True,
    ),
    fault(
        "auth_req_id_expiry_misreported",
        "oidcToken/auth-req-id-expired",
        "backchannel_token.auth_req_id_unexpired",
        misreported(sound.auth_req_id_unexpired, InvalidGrant),
        "An auth_req_id that has expired is refused without the error code.",
    ),
    fault(
        "auth_req_id_short_lived",
        "oidcToken/auth-req-id-lives",
        "backchannel_token.auth_req_id_unexpired",
        also_refusing(sound.auth_req_id_unexpired, nearly_over(sound.presented), ExpiredToken),
        "An auth_req_id expires a minute before its ten minutes are over.",
    ),
    fault(
        "auth_req_id_missing_misreported",
        "oidcToken/auth-req-id-required",
        "backchannel_token.auth_req_id_present",
        misreported(sound.auth_req_id_present, AccessDenied),
        "A missing auth_req_id is answered as if the end-user had denied the request.",
    ),
)
