"""What a grant may be had for without its client's credentials."""

from __future__ import annotations

from collections.abc import Callable

from ....core.client_authentication import Credentials, method_registered, secret_matches
from ....core.faults.credentials import for_grant, unauthenticated_for
from ....core.faults.fault import Fault, forgiving
from ....core.faults.requests import has

_is_typed = has("client_assertion_type")


def _nothing_sent_for(grant_type: str) -> Callable[[Credentials], bool]:
    """Whether a grant is asked for without credentials, or the type of an assertion."""
    asks = unauthenticated_for(grant_type)
    return lambda presented: asks(presented) and not _is_typed(presented)


def clients_unproven(grant_type: str, clause: str) -> tuple[Fault, ...]:
    """A confidential client need not authenticate for a grant, or may do so by any secret."""
    return (
        Fault(
            f"client_unauthenticated_for_{grant_type}",
            f"{clause}/client-authentication-required",
            "token_client.method_registered",
            forgiving(method_registered, _nothing_sent_for(grant_type)),
            f"A confidential client need not authenticate for the grant {grant_type}.",
        ),
        Fault(
            f"client_secret_ignored_for_{grant_type}",
            f"{clause}/client-authentication-verified",
            "token_client.secret_matches",
            forgiving(secret_matches, for_grant(grant_type)),
            f"Any secret authenticates a client for the grant {grant_type}.",
        ),
    )
