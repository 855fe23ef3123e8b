"""The clients of the contract's provider: they authenticate in the body, or by PKCE alone.

After a logout the user agent may be sent to any of a client's redirect URIs.
"""

from collections.abc import Mapping
from dataclasses import replace

from ..core.clients import CALLBACK, CLIENTS as STANDARDS, OTHER_CALLBACK, Client
from ..core.resources import RESOURCES
from ..core.scopes import API_SCOPES
from ..flows.authorization_code.code import AUTHORIZATION_CODE
from ..flows.tokens.records import REFRESH_TOKEN
from .grant_types import GRANT_TYPES

SCOPES = ("openid", "email", "phone", "offline_access")
"""The scopes that the contract documents."""


def _native(client_id: str, *redirect_uris: str) -> Client:
    return Client(
        client_id=client_id,
        client_name=client_id.replace("-", " ").capitalize(),
        redirect_uris=redirect_uris,
        token_endpoint_auth_method="none",
        id_token_signed_response_alg="RS256",
        grant_types=(AUTHORIZATION_CODE, REFRESH_TOKEN),
        scopes=SCOPES,
        post_logout_redirect_uris=redirect_uris,
    )


def _confidential(client_id: str, *redirect_uris: str) -> Client:
    return replace(
        _native(client_id, *redirect_uris),
        grant_types=GRANT_TYPES,
        scopes=(*SCOPES, *API_SCOPES),
        resources=RESOURCES,
    )


def _web(client_id: str, *redirect_uris: str) -> Client:
    return replace(
        _confidential(client_id, *redirect_uris),
        token_endpoint_auth_method="client_secret_post",
        client_secret=f"secret-of-{client_id}-for-tests-only-0123456789",
    )


def _with_key(client_id: str, *redirect_uris: str) -> Client:
    return replace(
        _confidential(client_id, *redirect_uris),
        token_endpoint_auth_method="private_key_jwt",
        token_endpoint_auth_signing_alg=("RS256",),
        jwks=STANDARDS["client-private-key-jwt"].jwks,
    )


CLIENTS: Mapping[str, Client] = {
    client.client_id: client
    for client in (
        _web("web", CALLBACK, "https://client.example/other", f"{CALLBACK}?tenant=a"),
        _web("web-2", OTHER_CALLBACK),
        _with_key("web-with-key", CALLBACK),
        _native("native", CALLBACK),
        _native("native-2", OTHER_CALLBACK),
    )
}
