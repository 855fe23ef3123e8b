"""Faults over what the documents leave open of tokens: the server breaks down."""

from ...core.client_endpoint import content_type_form, method_post
from ...core.client_request import GrantRequest
from ...core.faults.fault import breaking
from ...core.faults.requests import asks_for_unknown_resource, is_get, is_json, repeats
from ...core.scopes import ALL_SCOPES, OFFLINE_ACCESS
from ...core.store import SPENT
from ...flows.authorization_code import duties as authorization_code
from ...flows.authorization_code.code import code_of
from ...flows.backchannel import token_duties as backchannel_token
from ...flows.device import token_duties as device_token
from ...flows.password import duties as password
from ...flows.refresh_token import duties as refresh_token
from ...flows.refresh_token.presented import refresh_token_of
from ...flows.revocation import duties as of_revocation
from ...flows.token_endpoint import duties as token
from ...flows.tokens.records import ACCESS_TOKENS, GRANTS_WITHOUT_ACCESS, REVOKED
from ...flows.userinfo import duties as userinfo
from ...flows.userinfo.duties import Presented
from ..aliases import USERNAME
from ..token import named, parameters_once
from .fault import fault


def _by_other_name(request: GrantRequest) -> bool:
    of_type = request.parameters.get("username_type") or USERNAME
    return of_type != USERNAME and named(request) is not None


def _scope_unknown(request: GrantRequest) -> bool:
    return not set(request.parameters.words("scope")) <= set(ALL_SCOPES)


def _code_used(request: GrantRequest) -> bool:
    return code_of(request).value in request.provider.store[SPENT]


def _refresh_token_used(request: GrantRequest) -> bool:
    return refresh_token_of(request).value in request.provider.store[SPENT]


def _auth_req_id_used(request: GrantRequest) -> bool:
    return backchannel_token.presented(request).auth_req_id in request.provider.store[SPENT]


def _device_code_used(request: GrantRequest) -> bool:
    return device_token.presented(request).device_code in request.provider.store[SPENT]


def _offline_by_auth_req_id(request: GrantRequest) -> bool:
    return OFFLINE_ACCESS in backchannel_token.presented(request).parameters.words("scope")


def _offline_by_device_code(request: GrantRequest) -> bool:
    return OFFLINE_ACCESS in device_token.presented(request).scopes


def _token_unknown(request: GrantRequest) -> bool:
    sent = request.parameters.get("token")
    return sent is not None and of_revocation.presented(request) is None


def _of_revoked_refresh_token(presented: Presented) -> bool:
    grants = presented.provider.store[GRANTS_WITHOUT_ACCESS]
    return presented.token.grant.grant_id in grants


def _of_revoked_access_token(request: GrantRequest) -> bool:
    store, grant_id = request.provider.store, refresh_token_of(request).grant.grant_id
    revoked = (store[ACCESS_TOKENS][value] for value in store[REVOKED])
    return any(token.grant.grant_id == grant_id for token in revoked)


FAULTS = (
    fault(
        "token_repeated_parameter_500",
        "oidcToken/parameter-repeated",
        "token_request.parameters_once",
        breaking(parameters_once, repeats("redirect_uri")),
        "The server fails with an internal error on a repeated parameter.",
    ),
    fault(
        "token_json_500",
        "oidcToken/json-body",
        "token_request.content_type_form",
        breaking(content_type_form, is_json),
        "The server fails with an internal error on a token request in JSON.",
    ),
    fault(
        "token_by_get_500",
        "oidcToken/by-get",
        "token_request.method_post",
        breaking(method_post, is_get),
        "The server fails with an internal error on a token request by GET.",
    ),
    fault(
        "token_unknown_resource_500",
        "oidcToken/resource-unknown",
        "token.resource_acceptable",
        breaking(token.resource_acceptable, asks_for_unknown_resource),
        "The server fails with an internal error on an unknown resource.",
    ),
    fault(
        "token_username_type_500",
        "oidcToken/username-type",
        "password.username_present",
        breaking(password.username_present, _by_other_name),
        "The server fails with an internal error on an e-mail address or telephone number.",
    ),
    fault(
        "token_unknown_scope_500",
        "oidcToken/scope-unknown",
        "password.scope_known",
        breaking(password.scope_known, _scope_unknown),
        "The server fails with an internal error on an unknown scope.",
    ),
    fault(
        "token_used_code_500",
        "oidcToken/code-used",
        "code_use.unused",
        breaking(authorization_code.unused, _code_used),
        "The server fails with an internal error on a code that was redeemed.",
    ),
    fault(
        "token_used_refresh_token_500",
        "oidcToken/refresh-token-used",
        "refresh_token.refresh_token_unused",
        breaking(refresh_token.refresh_token_unused, _refresh_token_used),
        "The server fails with an internal error on a refresh token that was replaced.",
    ),
    fault(
        "token_used_auth_req_id_500",
        "oidcToken/auth-req-id-used",
        "backchannel_token.auth_req_id_unused",
        breaking(backchannel_token.auth_req_id_unused, _auth_req_id_used),
        "The server fails with an internal error on an auth_req_id that has brought tokens.",
    ),
    fault(
        "token_used_device_code_500",
        "oidcToken/device-code-used",
        "device_token.device_code_unused",
        breaking(device_token.device_code_unused, _device_code_used),
        "The server fails with an internal error on a device_code that has brought tokens.",
    ),
    fault(
        "token_offline_auth_req_id_500",
        "oidcToken/refresh-token-by-auth-req-id",
        "backchannel_token.approved",
        breaking(backchannel_token.approved, _offline_by_auth_req_id),
        "The server fails with an internal error on offline_access without a prompt.",
    ),
    fault(
        "token_offline_device_500",
        "oidcToken/refresh-token-by-device-code",
        "device_token.approved",
        breaking(device_token.approved, _offline_by_device_code),
        "The server fails with an internal error on a device that asks for offline_access.",
    ),
    fault(
        "revocation_unknown_token_500",
        "oidcRevokeToken/token-unknown",
        "revocation.token_present",
        breaking(of_revocation.token_present, _token_unknown),
        "The server fails with an internal error on the revocation of an unknown token.",
    ),
    fault(
        "userinfo_of_revoked_refresh_token_500",
        "oidcRevokeToken/access-tokens-of-refresh-token",
        "userinfo.token_unrevoked",
        breaking(userinfo.token_unrevoked, _of_revoked_refresh_token),
        "The server fails with an internal error on the access token of a revoked refresh token.",
    ),
    fault(
        "token_of_revoked_access_token_500",
        "oidcRevokeToken/refresh-token-of-access-token",
        "refresh_token.refresh_token_unrevoked",
        breaking(refresh_token.refresh_token_unrevoked, _of_revoked_access_token),
        "The server fails with an internal error on the refresh token of a revoked access token.",
    ),
)
