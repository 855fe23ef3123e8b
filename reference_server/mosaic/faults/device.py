"""Faults of the device flow."""

from dataclasses import replace

from ...core.client_request import GrantRequest
from ...core.errors import AccessDenied, InvalidGrant
from ...core.faults.fault import (
    absent,
    also_refusing,
    breaking,
    constant,
    forgiving,
    misreported,
    skipped,
)
from ...core.faults.requests import has
from ...core.provider import Provider
from ...core.sessions import SESSIONS
from ...flows.device import token_duties as device_token, verification
from ...flows.device.records import DEVICE_AUTHORIZATIONS, DeviceAuthorization
from ...flows.polling.errors import AuthorizationPending, ExpiredToken
from ..device import acr_values_present, scope_openid
from .fault import fault
from .polling import approved_soon, nearly_over


def _without_scope(request: GrantRequest) -> bool:
    return request.parameters.get("scope") is None


def _mfa(request: GrantRequest) -> bool:
    return "mfa" in request.parameters.words("acr_values")


def _approved_once_polled(request: GrantRequest) -> DeviceAuthorization:
    waiting = device_token.authorization_of(request)
    if waiting.polled_at is None or waiting.is_decided:
        return waiting
    somebody = next(iter(request.provider.store[SESSIONS].values()), None)
    return replace(waiting, decided_by=somebody, approved=True)


def _the_latest(provider: Provider, entered: str) -> DeviceAuthorization | None:
    known = provider.store[DEVICE_AUTHORIZATIONS].values()
    waiting = [each for each in known if not each.is_decided]
    return verification.named(provider, entered) or (waiting[-1] if waiting else None)


FAULTS = (
    fault(
        "device_approval_ignored",
        "oidcDevice/approved",
        "device_token.approved",
        also_refusing(device_token.approved, approved_soon(device_token.presented), InvalidGrant),
        "An approval within five minutes brings no tokens.",
    ),
    fault(
        "device_any_user_code",
        "oidcDevice/user-code-incorrect",
        "device.named",
        _the_latest,
        "An incorrect user code is treated as the latest one.",
    ),
    fault(
        "device_denial_misreported",
        "oidcDevice/denied",
        "device_token.approved",
        misreported(device_token.approved, InvalidGrant),
        "A denial is answered without its error code.",
    ),
    fault(
        "device_code_pending_misreported",
        "oidcToken/device-code-pending",
        "device_token.decided",
        misreported(device_token.decided, InvalidGrant, AuthorizationPending),
        "A device that polls is refused without the error code.",
    ),
    fault(
        "device_code_polled_twice_good",
        "oidcToken/device-code-slow-down",
        "device_presented.authorization_of",
        _approved_once_polled,
        "A device that polls again gets tokens although the end-user has not decided.",
    ),
    fault(
        "device_code_expiry_misreported",
        "oidcToken/device-code-expired",
        "device_token.device_code_unexpired",
        misreported(device_token.device_code_unexpired, InvalidGrant),
        "A device_code that has expired is refused without the error code.",
    ),
    fault(
        "device_code_short_lived",
        "oidcToken/device-code-lives",
        "device_token.device_code_unexpired",
        also_refusing(
            device_token.device_code_unexpired, nearly_over(device_token.presented), ExpiredToken
        ),
        "A device_code expires a minute before its ten minutes are over.",
    ),
    fault(
        "device_code_missing_misreported",
        "oidcToken/device-code-required",
        "device_token.device_code_present",
        misreported(device_token.device_code_present, AccessDenied),
        "A missing device_code is answered as if the end-user had denied the request.",
    ),
    fault(
        "device_acr_values_unneeded",
        "oidcDeviceAuth/acr-values-required",
        "device_authorization.acr_values_present",
        skipped,
        "A request without acr_values is accepted.",
    ),
    fault(
        "device_mfa_500",
        "oidcDeviceAuth/acr-values-undocumented",
        "device_authorization.acr_values_present",
        breaking(acr_values_present, _mfa),
        "The server fails with an internal error on an undocumented value in acr_values.",
    ),
    fault(
        "device_scope_unneeded",
        "oidcDeviceAuth/scope-required",
        "device_authorization.scope_known",
        forgiving(scope_openid, _without_scope),
        "A request without scope is accepted.",
    ),
    fault(
        "device_scope_without_openid",
        "oidcDeviceAuth/scope-openid",
        "device_authorization.scope_known",
        forgiving(scope_openid, has("scope")),
        "A scope without openid is accepted.",
    ),
    fault(
        "device_five_minutes",
        "oidcDeviceAuth/expires-in",
        "device_authorization_response.expires_in",
        constant(300),
        "The expires_in is 300.",
    ),
    fault(
        "device_address_incomplete",
        "oidcDeviceAuth/verification-uri-complete",
        "device_authorization_response.verification_uri_complete",
        absent,
        "There is no verification_uri_complete.",
    ),
)
