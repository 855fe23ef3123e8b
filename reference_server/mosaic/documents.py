"""Discovery and JWKS: what the contract's provider offers."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..keys import SigningKey
from ..provider import Provider
from ..seams import Function
from .authorization import ACRS
from .clients import SCOPES

AUTH_METHODS = ("client_secret_post", "private_key_jwt", "none")
ALGORITHM = "RS256"


def always(*values: str) -> Function:
    """A list that is announced."""

    def listed(provider: Provider) -> Any:
        """getOidcConfiguration: what is offered."""
        return list(values)

    return listed


def published(keys: Sequence[SigningKey]) -> Sequence[Mapping[str, Any]]:
    """oidcGetKeys: keys of the type RSA."""
    return [key.public for key in keys if key.alg == ALGORITHM]


_MEMBERS: Mapping[str, Function] = {
    "scopes_supported": always(*SCOPES),
    "acr_values_supported": always(*ACRS),
    "id_token_signing_alg_values_supported": always(ALGORITHM),
    "token_endpoint_auth_methods_supported": always(*AUTH_METHODS),
    "token_endpoint_auth_signing_alg_values_supported": always(ALGORITHM),
    "prompt_values_supported": always("none", "login", "consent"),
}

SEAMS: Mapping[str, Function] = {
    "jwks.published": published,
    **{
        f"{table}.{name}": member
        for table in ("metadata", "oauth_metadata")
        for name, member in _MEMBERS.items()
    },
}
