"""The registered clients: one for each way to authenticate, two where binding is tested."""

import json
from collections.abc import Mapping
from pathlib import Path

from joserfc.jwk import JWKRegistry, Key

from .models import (
    AUTHORIZATION_CODE,
    CIBA,
    CLIENT_CREDENTIALS,
    DEVICE_CODE,
    PASSWORD,
    REFRESH_TOKEN,
    Client,
)
from .resources import RESOURCES
from .scopes import ALL_SCOPES, END_USER_SCOPES

CALLBACK = "https://client.example/callback"
OTHER_CALLBACK = "https://other.example/callback"
LOGGED_OUT = {
    CALLBACK: "https://client.example/logged-out",
    OTHER_CALLBACK: "https://other.example/logged-out",
}
END_USER_GRANTS = (AUTHORIZATION_CODE, REFRESH_TOKEN)


def _client_keys() -> tuple[Key, ...]:
    """The public halves of the published private keys of client-private-key-jwt."""
    document = json.loads((Path(__file__).parent / "client_keys.json").read_text())
    keys = (JWKRegistry.import_key(member) for member in document["keys"])
    return tuple(JWKRegistry.import_key(key.as_dict(private=False)) for key in keys)


def _confidential(
    client_id: str,
    method: str,
    alg: str,
    *,
    redirect_uris: tuple[str, ...] = (CALLBACK,),
    signing_alg: tuple[str, ...] = (),
    jwks: tuple[Key, ...] = (),
    further_grants: tuple[str, ...] = (PASSWORD, CIBA, DEVICE_CODE),
) -> Client:
    return Client(
        client_id=client_id,
        client_name=client_id.replace("-", " ").capitalize(),
        redirect_uris=redirect_uris,
        post_logout_redirect_uris=(LOGGED_OUT[redirect_uris[0]],),
        token_endpoint_auth_method=method,
        id_token_signed_response_alg=alg,
        grant_types=(*END_USER_GRANTS, CLIENT_CREDENTIALS, *further_grants),
        scopes=ALL_SCOPES,
        client_secret=None if jwks else f"secret-of-{client_id}-for-tests-only-0123456789",
        token_endpoint_auth_signing_alg=signing_alg,
        jwks=jwks,
        resources=RESOURCES,
    )


def _public(client_id: str, redirect_uri: str) -> Client:
    return Client(
        client_id=client_id,
        client_name=client_id.replace("-", " ").capitalize(),
        redirect_uris=(redirect_uri,),
        post_logout_redirect_uris=(LOGGED_OUT[redirect_uri],),
        token_endpoint_auth_method="none",
        id_token_signed_response_alg="EdDSA",
        grant_types=(*END_USER_GRANTS, DEVICE_CODE),
        scopes=END_USER_SCOPES,
    )


CLIENTS: Mapping[str, Client] = {
    client.client_id: client
    for client in (
        _confidential(
            "client-basic",
            "client_secret_basic",
            "RS256",
            redirect_uris=(CALLBACK, "https://client.example/other", f"{CALLBACK}?tenant=a"),
        ),
        _confidential(
            "client-basic-2", "client_secret_basic", "RS256", redirect_uris=(OTHER_CALLBACK,)
        ),
        _confidential("client-post", "client_secret_post", "ES256"),
        _confidential(
            "client-secret-jwt",
            "client_secret_jwt",
            "RS256",
            signing_alg=("HS256",),
            further_grants=(),
        ),
        _confidential(
            "client-private-key-jwt",
            "private_key_jwt",
            "PS256",
            signing_alg=("RS256", "PS256", "ES256"),
            jwks=_client_keys(),
        ),
        _public("client-public", CALLBACK),
        _public("client-public-2", OTHER_CALLBACK),
    )
}
