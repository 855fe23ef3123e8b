"""Faults of the token endpoint: a code, a client itself, a password, and how long tokens live."""

from ...core.client_request import GrantRequest
from ...core.errors import AccessDenied, InvalidGrant, InvalidToken
from ...core.faults.fault import also_refusing, constant, misreported, skipped
from ...core.scopes import OFFLINE_ACCESS
from ...core.users import User
from ...flows.authorization_code import duties as authorization_code
from ...flows.authorization_code.code import code_of
from ...flows.client_credentials import duties as client_credentials
from ...flows.password import duties as password
from ...flows.token_endpoint import duties as token
from ...flows.token_endpoint.duties import grant_type_supported
from ...flows.tokens.records import REFRESH_TOKEN, Grant
from ...flows.userinfo import duties as userinfo
from ...flows.userinfo.duties import Presented
from ..token import named
from .fault import fault


def _challenged(request: GrantRequest) -> bool:
    return request.parameters.get("code") is not None and bool(code_of(request).code_challenge)


def _by_secret_alone(request: GrantRequest) -> bool:
    return request.parameters.get("code") is not None and not code_of(request).code_challenge


def _by_secret_and_verifier(request: GrantRequest) -> bool:
    by_secret = request.client.token_endpoint_auth_method == "client_secret_post"
    return by_secret and _challenged(request)


def _by_verifier_alone(request: GrantRequest) -> bool:
    return request.client.is_public and _challenged(request)


def _always(_: object) -> bool:
    return True


def _by_any_name(request: GrantRequest) -> User | None:
    return named(request) or password.named(request)


def _nearly_over(presented: Presented) -> bool:
    return presented.provider.clock.now() >= presented.token.expires_at - 60


def _offline(grant: Grant) -> bool:
    may_refresh = REFRESH_TOKEN in grant.client.grant_types
    return OFFLINE_ACCESS in grant.parameters.words("scope") and may_refresh


def _consented(grant: Grant) -> bool:
    may_refresh = REFRESH_TOKEN in grant.client.grant_types
    return "consent" in grant.parameters.words("prompt") and may_refresh


FAULTS = (
    fault(
        "code_by_secret_refused",
        "oidcToken/code-with-secret",
        "authorization_code.code_present",
        also_refusing(authorization_code.code_present, _by_secret_alone, InvalidGrant),
        "A code that was requested without PKCE is refused.",
    ),
    fault(
        "code_by_secret_and_verifier_refused",
        "oidcToken/code-with-secret-and-verifier",
        "authorization_code.code_present",
        also_refusing(authorization_code.code_present, _by_secret_and_verifier, InvalidGrant),
        "PKCE alongside a secret is refused.",
    ),
    fault(
        "code_by_verifier_refused",
        "oidcToken/code-with-verifier",
        "authorization_code.code_present",
        also_refusing(authorization_code.code_present, _by_verifier_alone, InvalidGrant),
        "PKCE instead of a secret is refused.",
    ),
    fault(
        "code_missing_misreported",
        "oidcToken/code-required",
        "authorization_code.code_present",
        misreported(authorization_code.code_present, AccessDenied),
        "A missing code is answered as if the end-user had denied the request.",
    ),
    fault(
        "redirect_uri_missing_misreported",
        "oidcToken/redirect-uri-required",
        "authorization_code.redirect_uri_present",
        misreported(authorization_code.redirect_uri_present, AccessDenied),
        "A missing redirect_uri is answered as if the end-user had denied the request.",
    ),
    fault(
        "grant_type_missing_misreported",
        "oidcToken/grant-type-required",
        "token_request.grant_type_present",
        misreported(token.grant_type_present, AccessDenied),
        "A missing grant_type is answered as if the end-user had denied the request.",
    ),
    fault(
        "grant_type_unknown_misreported",
        "oidcToken/grant-type-known",
        "token_request.grant_type_supported",
        misreported(grant_type_supported, AccessDenied),
        "An unknown grant_type is answered as if the end-user had denied the request.",
    ),
    fault(
        "code_verifier_unneeded",
        "oidcToken/code-verifier-required",
        "pkce.verifier_present",
        skipped,
        "A code that was requested with a challenge is redeemed without code_verifier.",
    ),
    fault(
        "code_verifier_unchecked",
        "oidcToken/code-verifier-matches",
        "pkce.verifier_matches",
        skipped,
        "Any code_verifier is accepted.",
    ),
    fault(
        "client_credentials_refused",
        "oidcToken/client-credentials",
        "client_credentials.scope_well_formed",
        also_refusing(client_credentials.scope_well_formed, _always, InvalidGrant),
        "A client gets no token with client credentials.",
    ),
    fault(
        "password_refused",
        "oidcToken/password",
        "resource_owner.matches",
        constant(False),
        "The right password is refused.",
    ),
    fault(
        "username_missing_misreported",
        "oidcToken/username-required",
        "password.username_present",
        misreported(password.username_present, AccessDenied),
        "A missing username is answered as if the end-user had denied the request.",
    ),
    fault(
        "password_missing_misreported",
        "oidcToken/password-required",
        "password.password_present",
        misreported(password.password_present, AccessDenied),
        "A missing password is answered as if the end-user had denied the request.",
    ),
    fault(
        "password_unchecked",
        "oidcToken/password-verified",
        "resource_owner.matches",
        constant(True),
        "Any password is accepted.",
    ),
    fault(
        "username_type_ignored",
        "oidcToken/username-type-matches",
        "resource_owner.named",
        _by_any_name,
        "A username is accepted whatever its username_type.",
    ),
    fault(
        "token_for_half_an_hour",
        "oidcToken/expires-in",
        "token_response.expires_in",
        constant(1800),
        "The expires_in is 1800.",
    ),
    fault(
        "access_token_short_lived",
        "oidcToken/access-token-lives",
        "userinfo.token_unexpired",
        also_refusing(userinfo.token_unexpired, _nearly_over, InvalidToken),
        "An access token expires a minute before its hour is over.",
    ),
    fault(
        "access_token_for_ever",
        "oidcToken/access-token-expires",
        "userinfo.token_unexpired",
        skipped,
        "An access token never expires.",
    ),
    fault(
        "refresh_token_withheld",
        "oidcToken/refresh-token-requested",
        "tokens.refresh_token_due",
        constant(False),
        "offline_access with consent brings no refresh token.",
    ),
    fault(
        "refresh_token_without_consent",
        "oidcToken/refresh-token-only-requested",
        "tokens.refresh_token_due",
        _offline,
        "offline_access brings a refresh token without consent.",
    ),
    fault(
        "refresh_token_without_scope",
        "oidcToken/refresh-token-only-requested",
        "tokens.refresh_token_due",
        _consented,
        "Consent brings a refresh token without offline_access.",
    ),
)
