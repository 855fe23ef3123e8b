"""Discovery and JWKS: what the contract's provider offers."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..core.keys import SigningKey
from ..core.metadata import listed
from ..core.seams import Function
from .authorization import ACRS
from .clients import SCOPES
from .dialect import MOSAIC

AUTH_METHODS = ("client_secret_post", "private_key_jwt", "none")
ALGORITHM = "RS256"


@MOSAIC.at("jwks.published")
def published(keys: Sequence[SigningKey]) -> Sequence[Mapping[str, Any]]:
    """oidcGetKeys: keys of the type RSA."""
    return [key.public for key in keys if key.alg == ALGORITHM]


_MEMBERS: Mapping[str, Function] = {
    "scopes_supported": listed(*SCOPES),
    "acr_values_supported": listed(*ACRS),
    "id_token_signing_alg_values_supported": listed(ALGORITHM),
    "token_endpoint_auth_methods_supported": listed(*AUTH_METHODS),
    "token_endpoint_auth_signing_alg_values_supported": listed(ALGORITHM),
    "prompt_values_supported": listed("none", "login", "consent"),
}

for _name, _member in _MEMBERS.items():
    _member.__doc__ = "getOidcConfiguration 200: what the contract's provider offers."
    MOSAIC.at(f"metadata.{_name}", f"oauth_metadata.{_name}")(_member)
