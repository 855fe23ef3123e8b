"""Faults of answers: an undocumented status, a member of another type, an unknown member."""

from ...core.faults.fault import absent, altered, constant
from ...flows.backchannel.answer import expires_in as of_auth_req_id
from ...flows.device.answer import expires_in as of_device_code
from ..errors import error_code
from .fault import fault

FAULTS = (
    fault(
        "token_status_201",
        "oidcToken/status",
        "token_status.of_success",
        constant(201),
        "Tokens have the status 201.",
    ),
    fault(
        "token_type_missing",
        "oidcToken/members",
        "token_response.token_type",
        absent,
        "Tokens have no token_type.",
    ),
    fault(
        "token_member_unknown",
        "oidcToken/unknown-members",
        "token_response.issued_token_type",
        constant("urn:ietf:params:oauth:token-type:access_token"),
        "Tokens have issued_token_type although there was no delegation.",
    ),
    fault(
        "revocation_status_204",
        "oidcRevokeToken/status",
        "revocation_status.of_success",
        constant(204),
        "A revocation is confirmed with the status 204.",
    ),
    fault(
        "revocation_error_code_string",
        "oidcRevokeToken/members",
        "revocation_error.error_code",
        altered(error_code, str),
        "The error_code of a refused revocation is a string.",
    ),
    fault(
        "backchannel_status_201",
        "oidcBackchannelAuthenticate/status",
        "backchannel_status.of_success",
        constant(201),
        "An authentication request is answered with the status 201.",
    ),
    fault(
        "backchannel_expires_in_string",
        "oidcBackchannelAuthenticate/members",
        "backchannel_response.expires_in",
        altered(of_auth_req_id, str),
        "The expires_in of an auth_req_id is a string.",
    ),
    fault(
        "device_status_201",
        "oidcDeviceAuth/status",
        "device_authorization_status.of_success",
        constant(201),
        "Codes for a device have the status 201.",
    ),
    fault(
        "device_expires_in_string",
        "oidcDeviceAuth/members",
        "device_authorization_response.expires_in",
        altered(of_device_code, str),
        "The expires_in of a device_code is a string.",
    ),
    fault(
        "device_interval_told",
        "oidcDeviceAuth/unknown-members",
        "device_authorization_response.interval",
        constant(5),
        "Codes for a device have an interval.",
    ),
)
