"""The provider's metadata: OpenID Connect Discovery 3 and RFC 8414 2."""

from collections.abc import Callable
from typing import Any

from ..checks.authorization import PROMPTS
from ..checks.end_user import ACRS
from ..checks.token import GRANT_TYPES
from ..provider import Provider
from ..scopes import ALL_SCOPES
from ..seams import ABSENT, Table
from .claims import claim

DOCUMENTATION = "https://openid.net/specs/openid-connect-core-1_0.html"
AUTH_METHODS = (
    "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none",
)  # fmt: skip
ASSERTION_ALGS = ("HS256", "RS256", "PS256", "ES256")
ID_TOKEN_CLAIMS = ("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr")

DISCOVERY = "OpenID Connect Discovery 3"
"""The clause of most members."""

Member = Callable[[Provider], Any]
metadata = Table[Member]("metadata")
oauth_metadata = Table[Member]("oauth_metadata")


def _at(path: str) -> Member:
    """The address of an endpoint."""
    return lambda provider: provider.url(path)


def listed(*values: str) -> Member:
    """A list of values."""
    return lambda provider: list(values)


def _always(value: bool | str) -> Member:
    """A value that is always the same."""
    return lambda provider: value


_MEMBERS: tuple[tuple[str, Member, str], ...] = (
    ("issuer", lambda provider: provider.issuer,
     f"{DISCOVERY} and 4.3: the issuer, as configured and in every ID Token."),
    ("authorization_endpoint", _at("/auth"), f"{DISCOVERY}: the authorization endpoint."),
    ("token_endpoint", _at("/token"), f"{DISCOVERY}: the token endpoint."),
    ("userinfo_endpoint", _at("/me"), f"{DISCOVERY}: the UserInfo endpoint."),
    ("jwks_uri", _at("/jwks"), f"{DISCOVERY}: the provider's keys."),
    ("scopes_supported", listed(*ALL_SCOPES), f"{DISCOVERY}: the scopes, openid among them."),
    ("response_types_supported", listed("code"), f"{DISCOVERY}: the response types."),
    ("response_modes_supported", listed("query"), f"{DISCOVERY}: the response modes."),
    ("grant_types_supported", listed(*GRANT_TYPES), f"{DISCOVERY}: the grant types."),
    ("acr_values_supported", listed(*ACRS),
     f"{DISCOVERY}: the authentication context classes."),
    ("subject_types_supported", listed("public"),
     f"{DISCOVERY}: the same subject for every client."),
    ("id_token_signing_alg_values_supported", lambda provider: list(provider.keys),
     f"{DISCOVERY}: the ID Token algorithms, RS256 among them."),
    ("token_endpoint_auth_methods_supported", listed(*AUTH_METHODS),
     f"{DISCOVERY}: how clients may authenticate."),
    ("token_endpoint_auth_signing_alg_values_supported", listed(*ASSERTION_ALGS),
     "RFC 8414 2: the algorithms of client assertions; required with the JWT methods."),
    ("code_challenge_methods_supported", listed("S256"), "RFC 9700 2.1.1: PKCE can be detected."),
    ("display_values_supported", listed("page", "popup", "touch"),
     f"{DISCOVERY}: the displays that the pages suit."),
    ("claim_types_supported", listed("normal"),
     f"{DISCOVERY}: only claims of the provider's own."),
    ("claims_supported", listed(*ID_TOKEN_CLAIMS, *claim.names),
     f"{DISCOVERY}: the claims that can be had."),
    ("claims_locales_supported", listed("en"), f"{DISCOVERY}: the languages of claims."),
    ("ui_locales_supported", listed("en"), f"{DISCOVERY}: the languages of the pages."),
    ("claims_parameter_supported", _always(True),
     f"{DISCOVERY}: the `claims` parameter is understood."),
    ("request_parameter_supported", _always(False),
     f"{DISCOVERY}: the `request` parameter is not."),
    ("request_uri_parameter_supported", _always(False),
     f"{DISCOVERY}: nor is `request_uri`, though the default says so."),
    ("authorization_response_iss_parameter_supported", _always(True),
     "RFC 9207 2.3: authorization responses bear iss."),
    ("prompt_values_supported", listed(*PROMPTS),
     "OpenID Connect Prompt Create 4: the values of prompt."),
    ("service_documentation", _always(DOCUMENTATION), f"{DISCOVERY}: where developers read on."),
    ("require_request_uri_registration", _always(False),
     f"{DISCOVERY}: there is no request_uri to be registered."),
    ("pushed_authorization_request_endpoint", _at("/request"),
     "RFC 9126 5: the endpoint at which authorization requests are pushed."),
    ("require_pushed_authorization_requests", _always(False),
     "RFC 9126 5: a request need not be pushed."),
    ("end_session_endpoint", _at("/session/end"), "RP-Initiated Logout 2.1: the logout endpoint."),
    ("revocation_endpoint", _at("/token/revocation"),
     "RFC 8414 2: the endpoint at which clients revoke tokens."),
    ("revocation_endpoint_auth_methods_supported", listed(*AUTH_METHODS),
     "RFC 8414 2: how clients may authenticate there."),
    ("revocation_endpoint_auth_signing_alg_values_supported", listed(*ASSERTION_ALGS),
     "RFC 8414 2: the algorithms of client assertions there."),
    ("introspection_endpoint", _at("/token/introspection"),
     "RFC 8414 2: the endpoint at which tokens are introspected."),
    ("introspection_endpoint_auth_methods_supported",
     listed(*(method for method in AUTH_METHODS if method != "none")),
     "RFC 8414 2: how clients must authenticate there."),
    ("introspection_endpoint_auth_signing_alg_values_supported", listed(*ASSERTION_ALGS),
     "RFC 8414 2: the algorithms of client assertions there."),
    ("device_authorization_endpoint", _at("/device/auth"),
     "RFC 8628 4: the endpoint at which devices ask to be connected."),
    ("backchannel_authentication_endpoint", _at("/backchannel"),
     "CIBA 4: the endpoint at which clients ask for an end-user's authentication."),
    ("backchannel_token_delivery_modes_supported", listed("poll"),
     "CIBA 4: how clients get what came of it."),
)  # fmt: skip

for _name, _member, _clause in _MEMBERS:
    _member.__doc__ = _clause
    metadata.add(_name, _member)


def _left_out(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: an optional member that the provider does without."""
    return ABSENT


for _name in (
    "registration_endpoint",
    "id_token_encryption_alg_values_supported",
    "id_token_encryption_enc_values_supported",
    "userinfo_signing_alg_values_supported",
    "userinfo_encryption_alg_values_supported",
    "userinfo_encryption_enc_values_supported",
    "request_object_signing_alg_values_supported",
    "request_object_encryption_alg_values_supported",
    "request_object_encryption_enc_values_supported",
    "backchannel_authentication_request_signing_alg_values_supported",
    "backchannel_user_code_parameter_supported",
    "op_policy_uri",
    "op_tos_uri",
):
    metadata.add(_name, _left_out)

oauth_metadata.extend(metadata)
