"""Faults of the device authorization grant at the token endpoint."""

from dataclasses import replace
from typing import Any

from ....core import client_authentication as authentication
from ....core.client_authentication import Credentials
from ....core.client_endpoint import of_error
from ....core.client_request import GrantRequest
from ....core.clients import Client
from ....core.errors import InvalidGrant, InvalidRequest, Refusal
from ....core.faults.credentials import for_grant, named_by, unauthenticated_for
from ....core.faults.fault import (
    Fault,
    also_refusing,
    forgiving,
    misreported,
    of_refusal,
    otherwise,
    skipped,
)
from ....core.sessions import Session
from ....core.store import SPENT
from ...polling.errors import AuthorizationPending, SlowDown
from ...tokens import id_token
from ...tokens.id_token import IdTokenContext
from .. import grant, token_duties as sound
from ..records import DEVICE_AUTHORIZATIONS, DEVICE_CODE, DeviceAuthorization


def _client_of_device_code(presented: Credentials) -> Client | None:
    known = presented.provider.store[DEVICE_AUTHORIZATIONS]
    waiting = known.get(presented.parameters.get("device_code") or "")
    return waiting.client if waiting is not None else None


def _first_poll_misreported(request: GrantRequest) -> None:
    first = sound.presented(request).polled_at is None
    try:
        sound.decided(request)
    except Refusal as refusal:
        raise (InvalidGrant(refusal.description) if first else refusal) from refusal


def _haste_misreported(request: GrantRequest) -> None:
    before, known = sound.presented(request), request.provider.store[DEVICE_AUTHORIZATIONS]
    try:
        sound.decided(request)
    except SlowDown as refusal:
        polled = known[before.device_code]
        known[before.device_code] = replace(polled, interval=before.interval)
        raise InvalidRequest(refusal.description) from refusal


def _of_client(request: GrantRequest) -> list[DeviceAuthorization]:
    known = request.provider.store[DEVICE_AUTHORIZATIONS].values()
    return [waiting for waiting in known if waiting.client == request.client]


def _brings_tokens(request: GrantRequest, waiting: DeviceAuthorization) -> bool:
    return waiting.approved and waiting.device_code not in request.provider.store[SPENT]


def _approved_instead(request: GrantRequest) -> DeviceAuthorization:
    try:
        return sound.authorization_of(request)
    except Refusal:
        approved = [each for each in _of_client(request) if _brings_tokens(request, each)]
        if not approved:
            raise
        return approved[-1]


def _approved_with_the_last(request: GrantRequest) -> DeviceAuthorization:
    waiting, known = sound.authorization_of(request), _of_client(request)
    before = known[known.index(waiting) - 1] if waiting in known[1:] else waiting
    if waiting.is_decided or not _brings_tokens(request, before):
        return waiting
    return replace(waiting, decided_by=before.decided_by, approved=True)


def _of_whoever_presents_it(request: GrantRequest) -> DeviceAuthorization:
    return replace(sound.authorization_of(request), client=request.client)


def _of_a_public_client_too(request: GrantRequest) -> DeviceAuthorization:
    waiting = sound.authorization_of(request)
    taken = request.client.is_public and not waiting.client.is_public
    return replace(waiting, client=request.client) if taken else waiting


def _approved_before(request: GrantRequest) -> bool:
    return sound.presented(request).approved


def _of_another_end_user(request: GrantRequest, waiting: DeviceAuthorization) -> Session:
    session = grant.approver(request, waiting)
    others = (u for u in request.provider.users.values() if u != session.user)
    return replace(session, user=next(others))


def _claim(claim: str, requirement: str, wrong: Any, sentence: str) -> Fault:
    sound_claim = getattr(id_token, claim)

    def changed(context: IdTokenContext) -> Any:
        by_code = context.access_token.grant.parameters.get("response_type") is not None
        return sound_claim(context) if by_code else wrong

    name = f"device_id_token_{claim}_wrong"
    return Fault(name, f"OIDCC-{requirement}", f"id_token.{claim}", changed, sentence)


def _fault(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"device_token_{name}", f"RFC8628-{requirement}", seam, replacement, sentence)


def _polling(name: str, replacement: Any, sentence: str) -> Fault:
    requirement = "3.5/authorization-pending"
    fault = _fault(name, requirement, "device_token.decided", replacement, sentence)
    return replace(fault, leaves_traces=True)


FAULTS = (
    _fault(
        "code_missing_misreported", "3.4/device-code-required", "device_token.device_code_present",
        misreported(sound.device_code_present, InvalidGrant),
        "A missing device_code is answered with invalid_grant.",
    ),
    _fault(
        "unauthenticated", "3.4/client-authentication-required",
        "token_client.method_registered",
        forgiving(authentication.method_registered, unauthenticated_for(DEVICE_CODE)),
        "A confidential client need not authenticate for the device grant.",
    ),
    _fault(
        "secret_ignored", "3.4/client-authentication-verified",
        "token_client.secret_matches",
        forgiving(authentication.secret_matches, for_grant(DEVICE_CODE)),
        "Any secret authenticates a client for the device grant.",
    ),
    _fault(
        "client_unnamed", "3.4/client-identified", "credentials.named_client",
        named_by(_client_of_device_code),
        "A public client need not send its client_id with a device_code.",
    ),
    _fault(
        "never_approved", "3.5/tokens-after-approval", "device_token.approved",
        also_refusing(sound.approved, lambda request: True, AuthorizationPending),
        "A device whose request was approved gets authorization_pending.",
    ),
    _fault(
        "of_another_end_user", "3.5/tokens-of-approving-end-user", "device_grant.approver",
        _of_another_end_user, "The tokens of a device are about another end-user.",
    ),
    _fault(
        "next_one_approved", "3.3/user-code-identifies-session",
        "device_presented.authorization_of", _approved_with_the_last,
        "The approval of a device holds for the client's next one as well.",
    ),
    _fault(
        "code_never_issued_accepted", "3.5/device-code-valid",
        "device_presented.authorization_of", _approved_instead,
        "A device_code that was never issued is treated as the last approved one.",
    ),
    _fault(
        "code_not_bound_to_client", "3.5/device-code-bound-to-client",
        "device_presented.authorization_of", _of_whoever_presents_it,
        "A client can use the device_code of another client.",
    ),
    _fault(
        "unbound_for_public", "3.5/device-code-bound-to-client",
        "device_presented.authorization_of", _of_a_public_client_too,
        "A public client can use the device_code of a confidential one.",
    ),
    _fault(
        "pending_status_403", "3.5/status-400", "token_status.of_error",
        otherwise(of_error, of_refusal(sound.UNDECIDED), 403),
        "A device that polls is answered with the status 403.",
    ),
    _polling(
        "pending_misreported", _first_poll_misreported,
        "A device that polls gets invalid_grant at first.",
    ),
    _polling(
        "haste_misreported", _haste_misreported,
        "A device that polls too soon gets invalid_request.",
    ),
    _fault(
        "slowed_by_thirty_seconds", "3.5/slow-down-five-seconds", "polling.slower",
        lambda waiting: waiting.interval + 30,
        "The interval of a device that polls too soon grows by thirty seconds.",
    ),
    _fault(
        "denial_misreported", "3.5/access-denied", "device_token.approved",
        misreported(sound.approved, InvalidGrant), "A denial is answered with invalid_grant.",
    ),
    _fault(
        "code_everlasting", "3.5/expired-token", "device_token.device_code_unexpired", skipped,
        "A device code never expires.",
    ),
    _fault(
        "approved_everlasting", "3.5/expired-token", "device_token.device_code_unexpired",
        forgiving(sound.device_code_unexpired, _approved_before),
        "A device code that was approved never expires.",
    ),
    _claim(
        "iss", "3.1.3.7/iss-equals-issuer", "https://elsewhere.example",
        "The iss of a device's ID Token is another provider.",
    ),
    _claim(
        "aud", "3.1.3.7/aud-contains-client", "somebody-else",
        "A device's ID Token is for another client.",
    ),
    _claim(
        "iat", "2/iat-is-time-of-issue", 1, "The iat of a device's ID Token lies in 1970.",
    ),
)  # fmt: skip
