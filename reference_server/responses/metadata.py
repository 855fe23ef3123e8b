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

Member = Callable[[Provider], Any]
metadata = Table[Member]("metadata")
oauth_metadata = Table[Member]("oauth_metadata")


@metadata
def issuer(provider: Provider) -> Any:
    """OpenID Connect Discovery 3 and 4.3: the issuer, as configured and in every ID Token."""
    return provider.issuer


@metadata
def authorization_endpoint(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the authorization endpoint."""
    return provider.url("/auth")


@metadata
def token_endpoint(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the token endpoint."""
    return provider.url("/token")


@metadata
def userinfo_endpoint(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the UserInfo endpoint."""
    return provider.url("/me")


@metadata
def jwks_uri(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the provider's keys."""
    return provider.url("/jwks")


@metadata
def scopes_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the scopes, openid among them."""
    return list(ALL_SCOPES)


@metadata
def response_types_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the response types."""
    return ["code"]


@metadata
def response_modes_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the response modes."""
    return ["query"]


@metadata
def grant_types_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the grant types."""
    return list(GRANT_TYPES)


@metadata
def acr_values_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the authentication context classes."""
    return list(ACRS)


@metadata
def subject_types_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the same subject for every client."""
    return ["public"]


@metadata
def id_token_signing_alg_values_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the ID Token algorithms, RS256 among them."""
    return list(provider.keys)


@metadata
def token_endpoint_auth_methods_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: how clients may authenticate."""
    return list(AUTH_METHODS)


@metadata
def token_endpoint_auth_signing_alg_values_supported(provider: Provider) -> Any:
    """RFC 8414 2: the algorithms of client assertions; required with the JWT methods."""
    return list(ASSERTION_ALGS)


@metadata
def code_challenge_methods_supported(provider: Provider) -> Any:
    """RFC 9700 2.1.1: PKCE can be detected."""
    return ["S256"]


@metadata
def display_values_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the displays that the pages suit."""
    return ["page", "popup", "touch"]


@metadata
def claim_types_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: only claims of the provider's own."""
    return ["normal"]


@metadata
def claims_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the claims that can be had."""
    return ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", *claim.names]


@metadata
def claims_locales_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the languages of claims."""
    return ["en"]


@metadata
def ui_locales_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the languages of the pages."""
    return ["en"]


@metadata
def claims_parameter_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the `claims` parameter is understood."""
    return True


@metadata
def request_parameter_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: the `request` parameter is not."""
    return False


@metadata
def request_uri_parameter_supported(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: nor is `request_uri`, though the default says so."""
    return False


@metadata
def authorization_response_iss_parameter_supported(provider: Provider) -> Any:
    """RFC 9207 2.3: authorization responses bear iss."""
    return True


@metadata
def prompt_values_supported(provider: Provider) -> Any:
    """OpenID Connect Prompt Create 4: the values of prompt."""
    return list(PROMPTS)


@metadata
def service_documentation(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: where developers read on."""
    return DOCUMENTATION


@metadata
def require_request_uri_registration(provider: Provider) -> Any:
    """OpenID Connect Discovery 3: there is no request_uri to be registered."""
    return False


@metadata
def pushed_authorization_request_endpoint(provider: Provider) -> Any:
    """RFC 9126 5: the endpoint at which authorization requests are pushed."""
    return provider.url("/request")


@metadata
def require_pushed_authorization_requests(provider: Provider) -> Any:
    """RFC 9126 5: a request need not be pushed."""
    return False


@metadata
def end_session_endpoint(provider: Provider) -> Any:
    """RP-Initiated Logout 2.1: the logout endpoint."""
    return provider.url("/session/end")


@metadata
def revocation_endpoint(provider: Provider) -> Any:
    """RFC 8414 2: the endpoint at which clients revoke tokens."""
    return provider.url("/token/revocation")


@metadata
def revocation_endpoint_auth_methods_supported(provider: Provider) -> Any:
    """RFC 8414 2: how clients may authenticate there."""
    return list(AUTH_METHODS)


@metadata
def revocation_endpoint_auth_signing_alg_values_supported(provider: Provider) -> Any:
    """RFC 8414 2: the algorithms of client assertions there."""
    return list(ASSERTION_ALGS)


@metadata
def introspection_endpoint(provider: Provider) -> Any:
    """RFC 8414 2: the endpoint at which tokens are introspected."""
    return provider.url("/token/introspection")


@metadata
def introspection_endpoint_auth_methods_supported(provider: Provider) -> Any:
    """RFC 8414 2: how clients must authenticate there."""
    return [method for method in AUTH_METHODS if method != "none"]


@metadata
def introspection_endpoint_auth_signing_alg_values_supported(provider: Provider) -> Any:
    """RFC 8414 2: the algorithms of client assertions there."""
    return list(ASSERTION_ALGS)


@metadata
def device_authorization_endpoint(provider: Provider) -> Any:
    """RFC 8628 4: the endpoint at which devices ask to be connected."""
    return provider.url("/device/auth")


@metadata
def backchannel_authentication_endpoint(provider: Provider) -> Any:
    """CIBA 4: the endpoint at which clients ask for an end-user's authentication."""
    return provider.url("/backchannel")


@metadata
def backchannel_token_delivery_modes_supported(provider: Provider) -> Any:
    """CIBA 4: how clients get what came of it."""
    return ["poll"]


def _unused(name: str) -> None:
    def value(provider: Provider) -> Any:
        """OpenID Connect Discovery 3: an optional member that the provider does without."""
        return ABSENT

    metadata.add(name, value)


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
    _unused(_name)

oauth_metadata.extend(metadata)
