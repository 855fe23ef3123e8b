"""The clients of the contract's provider: they authenticate in the body, or by PKCE alone.

After a logout the user agent may be sent to any of a client's redirect URIs.
"""

from collections.abc import Mapping

from ..clients import CALLBACK, OTHER_CALLBACK
from ..clients import CLIENTS as STANDARDS
from ..models import AUTHORIZATION_CODE, REFRESH_TOKEN, Client
from ..resources import RESOURCES
from ..scopes import API_SCOPES
from .grant_types import GRANT_TYPES

SCOPES = ("openid", "email", "phone", "offline_access")
"""The scopes that the contract documents."""


def _web(client_id: str, redirect_uris: tuple[str, ...]) -> Client:
    return Client(
        client_id=client_id,
        client_name=client_id.replace("-", " ").capitalize(),
        redirect_uris=redirect_uris,
        token_endpoint_auth_method="client_secret_post",
        id_token_signed_response_alg="RS256",
        grant_types=GRANT_TYPES,
        scopes=(*SCOPES, *API_SCOPES),
        client_secret=f"secret-of-{client_id}-for-tests-only-0123456789",
        resources=RESOURCES,
        post_logout_redirect_uris=redirect_uris,
    )


def _with_key(client_id: str) -> Client:
    return Client(
        client_id=client_id,
        client_name=client_id.replace("-", " ").capitalize(),
        redirect_uris=(CALLBACK,),
        token_endpoint_auth_method="private_key_jwt",
        id_token_signed_response_alg="RS256",
        grant_types=GRANT_TYPES,
        scopes=(*SCOPES, *API_SCOPES),
        token_endpoint_auth_signing_alg=("RS256",),
        jwks=STANDARDS["client-private-key-jwt"].jwks,
        resources=RESOURCES,
        post_logout_redirect_uris=(CALLBACK,),
    )


def _native(client_id: str, redirect_uri: str) -> Client:
    return Client(
        client_id=client_id,
        client_name=client_id.replace("-", " ").capitalize(),
        redirect_uris=(redirect_uri,),
        token_endpoint_auth_method="none",
        id_token_signed_response_alg="RS256",
        grant_types=(AUTHORIZATION_CODE, REFRESH_TOKEN),
        scopes=SCOPES,
        post_logout_redirect_uris=(redirect_uri,),
    )


CLIENTS: Mapping[str, Client] = {
    client.client_id: client
    for client in (
        _web("web", (CALLBACK, "https://client.example/other", f"{CALLBACK}?tenant=a")),
        _web("web-2", (OTHER_CALLBACK,)),
        _with_key("web-with-key"),
        _native("native", CALLBACK),
        _native("native-2", OTHER_CALLBACK),
    )
}
