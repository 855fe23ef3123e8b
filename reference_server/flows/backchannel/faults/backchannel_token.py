"""Faults of the CIBA grant."""

from dataclasses import replace
from typing import Any

from ....core import client_authentication
from ....core.client_endpoint import of_error
from ....core.client_request import GrantRequest
from ....core.errors import InvalidGrant, Refusal
from ....core.faults.credentials import for_grant, unauthenticated_for
from ....core.faults.fault import (
    Fault,
    absent,
    also_refusing,
    constant,
    forgiving,
    misreported,
    of_refusal,
    otherwise,
    skipped,
    suffixed,
)
from ....core.store import SPENT
from ...polling.errors import AuthorizationPending
from ...tokens import id_token
from .. import token_duties as sound
from ..records import BACKCHANNEL_REQUESTS, CIBA, BackchannelRequest


def _approved_unasked(request: GrantRequest) -> bool:
    waiting = sound.presented(request)
    return waiting.approved and waiting.polled_at is None


def _of_whoever_presents_it(request: GrantRequest) -> BackchannelRequest:
    return replace(sound.request_of(request), client=request.client)


def _of_either_method(request: GrantRequest) -> BackchannelRequest:
    waiting, own = sound.request_of(request), request.client.token_endpoint_auth_method
    alike = waiting.client.token_endpoint_auth_method == own
    return waiting if alike else replace(waiting, client=request.client)


def _approved_before(request: GrantRequest) -> bool:
    return sound.presented(request).approved


def _approved_for_now(request: GrantRequest) -> BackchannelRequest:
    """Tokens come by it, and it is there to be asked for again."""
    waiting = sound.request_of(request)
    if waiting.is_decided:
        return waiting
    now, spent = int(request.provider.clock.now()), request.provider.store[SPENT]
    another = f"{waiting.auth_req_id}-{len(spent)}"
    return replace(waiting, auth_req_id=another, decided_at=now, approved=True)


def _latest_approved_instead(request: GrantRequest) -> BackchannelRequest:
    store = request.provider.store
    try:
        return sound.request_of(request)
    except Refusal:
        approved = [
            known
            for known in store[BACKCHANNEL_REQUESTS].values()
            if known.approved and known.auth_req_id not in store[SPENT]
        ]
        if not approved:
            raise
        return approved[-1]


def _fault(
    name: str,
    clause: str,
    seam: str,
    replacement: Any,
    sentence: str,
    *,
    leaves_traces: bool = False,
) -> Fault:
    requirement = f"CIBA-{clause}"
    return Fault(
        f"backchannel_token_{name}", requirement, seam, replacement, sentence, leaves_traces
    )


_REQUESTS = (
    _fault(
        "auth_req_id_missing_misreported", "10.1/auth-req-id-required",
        "backchannel_token.auth_req_id_present",
        misreported(sound.auth_req_id_present, InvalidGrant),
        "A missing auth_req_id is answered with invalid_grant.",
    ),
    _fault(
        "never_issued_accepted", "11/unknown-auth-req-id", "backchannel_presented.request_of",
        _latest_approved_instead,
        "An auth_req_id that was never issued is treated as the last approved one.",
    ),
    _fault(
        "not_bound_to_client", "10.1/auth-req-id-bound-to-client",
        "backchannel_presented.request_of", _of_whoever_presents_it,
        "A client can use the auth_req_id of another client.",
    ),
    _fault(
        "unbound_across_methods", "10.1/auth-req-id-bound-to-client",
        "backchannel_presented.request_of", _of_either_method,
        "A client can use the auth_req_id of one that authenticates in another way.",
    ),
    _fault(
        "reusable", "10.1.1/auth-req-id-single-use", "backchannel_token.auth_req_id_unused",
        skipped, "An auth_req_id brings tokens again and again.",
    ),
    _fault(
        "everlasting", "11/expired", "backchannel_token.auth_req_id_unexpired", skipped,
        "An auth_req_id never expires.",
    ),
    _fault(
        "approved_everlasting", "11/expired", "backchannel_token.auth_req_id_unexpired",
        forgiving(sound.auth_req_id_unexpired, _approved_before),
        "An auth_req_id that was approved never expires.",
    ),
    _fault(
        "unauthenticated", "10.1/client-authentication-required",
        "token_client.method_registered",
        forgiving(client_authentication.method_registered, unauthenticated_for(CIBA)),
        "A confidential client need not authenticate to use an auth_req_id.",
    ),
    _fault(
        "secret_ignored", "10.1/client-authentication-verified",
        "token_client.secret_matches",
        forgiving(client_authentication.secret_matches, for_grant(CIBA)),
        "Any secret authenticates a client with an auth_req_id.",
    ),
)  # fmt: skip

_DECISIONS = (
    _fault(
        "undecided_granted", "10.1.1/undecided-refused", "backchannel_presented.request_of",
        _approved_for_now, "Tokens are issued before the end-user has decided.",
    ),
    _fault(
        "approved_unasked_refused", "10.1.1/tokens-after-approval", "backchannel_token.decided",
        also_refusing(sound.decided, _approved_unasked, AuthorizationPending),
        "The first poll after the approval gets authorization_pending.", leaves_traces=True,
    ),
    _fault(
        "denied_granted", "11/denied", "backchannel_token.approved", skipped,
        "Tokens are issued although the end-user denied.",
    ),
    _fault(
        "pending_status_403", "11/status-400", "token_status.of_error",
        otherwise(of_error, of_refusal(sound.UNDECIDED), 403),
        "A client that polls is answered with the status 403.",
    ),
)  # fmt: skip

_TOKENS = (
    _fault(
        "id_token_missing", "10.1.1/id-token-present", "backchannel_grant.id_token_due",
        constant(False), "The token response lacks id_token.",
    ),
    _fault(
        "iss_wrong", "10.1.1/id-token-iss", "backchannel_id_token.iss",
        suffixed(id_token.iss, "/"), "The iss of the ID Token has a trailing slash.",
    ),
    _fault(
        "aud_wrong", "10.1.1/id-token-aud", "backchannel_id_token.aud",
        constant("somebody-else"), "The ID Token is for another client.",
    ),
    _fault(
        "acr_missing", "7.1/acr-returned", "backchannel_id_token.acr", absent,
        "The ID Token has no acr, though the client asked for one.",
    ),
)  # fmt: skip

FAULTS = (*_REQUESTS, *_DECISIONS, *_TOKENS)
