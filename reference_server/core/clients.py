"""The registered clients: one for each way to authenticate, two where binding is tested.

They may use the grants of the flows that say so, each by `allow`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from joserfc.jwk import JWKRegistry, Key

from .resources import RESOURCES
from .scopes import ALL_SCOPES, END_USER_SCOPES

CALLBACK = "https://client.example/callback"
OTHER_CALLBACK = "https://other.example/callback"
LOGGED_OUT = {
    CALLBACK: "https://client.example/logged-out",
    OTHER_CALLBACK: "https://other.example/logged-out",
}
KEYS = Path(__file__).resolve().parent.parent / "client_keys.json"
"""The private keys of client-private-key-jwt, which are published."""


@dataclass(frozen=True, slots=True)
class Client:
    """A registered client; the members have the names of OpenID Connect Registration."""

    client_id: str
    client_name: str
    redirect_uris: tuple[str, ...]
    token_endpoint_auth_method: str
    id_token_signed_response_alg: str
    scopes: tuple[str, ...]
    grant_types: tuple[str, ...] = ()
    client_secret: str | None = None
    token_endpoint_auth_signing_alg: tuple[str, ...] = ()
    jwks: tuple[Key, ...] = ()
    resources: tuple[str, ...] = ()
    """The resources that the client may ask for (RFC 8707)."""
    post_logout_redirect_uris: tuple[str, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether the client has no credentials (RFC 6749 2.1)."""
        return self.token_endpoint_auth_method == "none"


def _client_keys() -> tuple[Key, ...]:
    """The public halves of the published private keys of client-private-key-jwt."""
    keys = (JWKRegistry.import_key(member) for member in json.loads(KEYS.read_text())["keys"])
    return tuple(JWKRegistry.import_key(key.as_dict(private=False)) for key in keys)


def _confidential(
    client_id: str,
    method: str,
    alg: str,
    *,
    redirect_uris: tuple[str, ...] = (CALLBACK,),
    signing_alg: tuple[str, ...] = (),
    jwks: tuple[Key, ...] = (),
) -> Client:
    return Client(
        client_id=client_id,
        client_name=client_id.replace("-", " ").capitalize(),
        redirect_uris=redirect_uris,
        post_logout_redirect_uris=(LOGGED_OUT[redirect_uris[0]],),
        token_endpoint_auth_method=method,
        id_token_signed_response_alg=alg,
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
        scopes=END_USER_SCOPES,
    )


CLIENTS: dict[str, Client] = {
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
        _confidential("client-secret-jwt", "client_secret_jwt", "RS256", signing_alg=("HS256",)),
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

EVERY_CLIENT = tuple(CLIENTS)
CONFIDENTIAL = tuple(name for name, client in CLIENTS.items() if not client.is_public)
PUBLIC = tuple(name for name, client in CLIENTS.items() if client.is_public)
TRUSTED = tuple(name for name in CONFIDENTIAL if name != "client-secret-jwt")
"""Those that may use every grant; one confidential client may not, which can be tested."""


def allow(grant_type: str, client_ids: Iterable[str]) -> None:
    """Have clients be registered for a grant."""
    for name in client_ids:
        client = CLIENTS[name]
        CLIENTS[name] = replace(client, grant_types=(*client.grant_types, grant_type))
