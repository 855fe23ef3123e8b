"""What the provider says of its token endpoint."""

from __future__ import annotations

from ...core.client_authentication import ASSERTION_ALGS, AUTH_METHODS
from ...core.metadata import DISCOVERY, announce, at, listed
from .endpoint import token
from .grants import grants

announce(
    ("token_endpoint", at(token.path), f"{DISCOVERY}: the token endpoint."),
    (
        "grant_types_supported",
        lambda provider: list(provider.use(grants)()),
        f"{DISCOVERY}: the grant types.",
    ),
    (
        "token_endpoint_auth_methods_supported",
        listed(*AUTH_METHODS),
        f"{DISCOVERY}: how clients may authenticate.",
    ),
    (
        "token_endpoint_auth_signing_alg_values_supported",
        listed(*ASSERTION_ALGS),
        "RFC 8414 2: the algorithms of client assertions; required with the JWT methods.",
    ),
)
