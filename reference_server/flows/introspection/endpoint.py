"""What an introspection request is about, and what the provider says of the endpoint."""

from __future__ import annotations

from ...core.client_authentication import ASSERTION_ALGS, AUTH_METHODS
from ...core.client_request import GrantRequest
from ...core.metadata import announce, at, listed
from .duties import active_token
from .records import Introspected, introspection

announce(
    (
        "introspection_endpoint",
        at(introspection.path),
        "RFC 8414 2: the endpoint at which tokens are introspected.",
    ),
    (
        "introspection_endpoint_auth_signing_alg_values_supported",
        listed(*ASSERTION_ALGS),
        "RFC 8414 2: the algorithms of client assertions there.",
    ),
)
announce(
    (
        "introspection_endpoint_auth_methods_supported",
        listed(*(method for method in AUTH_METHODS if method != "none")),
        "RFC 8414 2: how clients must authenticate there.",
    ),
    fixed=True,
)


@introspection.answers()
def introspect(request: GrantRequest) -> Introspected:
    """Find the token, if it is active for the client."""
    return Introspected(request.provider, active_token(request))
