"""What a revocation request does, and what the provider says of the endpoint: RFC 7009 2."""

from __future__ import annotations

from ...core.client_authentication import ASSERTION_ALGS, AUTH_METHODS
from ...core.client_request import GrantRequest
from ...core.metadata import announce, at, listed
from .duties import revocation_effect
from .records import revocation

announce(
    (
        "revocation_endpoint",
        at(revocation.path),
        "RFC 8414 2: the endpoint at which clients revoke tokens.",
    ),
    (
        "revocation_endpoint_auth_signing_alg_values_supported",
        listed(*ASSERTION_ALGS),
        "RFC 8414 2: the algorithms of client assertions there.",
    ),
)
announce(
    (
        "revocation_endpoint_auth_methods_supported",
        listed(*AUTH_METHODS),
        "RFC 8414 2: how clients may authenticate there.",
    ),
    fixed=True,
)


@revocation.answers(scripts=True)
def revoke(request: GrantRequest) -> GrantRequest:
    """Invalidate the token; there is nothing to tell of it."""
    request.provider.check(revocation_effect, request)
    return request
