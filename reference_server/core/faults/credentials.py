"""What faults ask of a client's credentials."""

from __future__ import annotations

from collections.abc import Callable

from ..client_authentication import Credentials, named_client
from ..clients import Client

When = Callable[[Credentials], bool]


def unauthenticated(presented: Credentials) -> bool:
    """Whether the client names itself at most."""
    return presented.methods == ("none",)


def by_secret_in_body(presented: Credentials) -> bool:
    """Whether the secret stands in the form."""
    return presented.methods == ("client_secret_post",)


def registered_for(method: str) -> When:
    """Whether the client registered an authentication method."""

    def registered(presented: Credentials) -> bool:
        client = presented.client
        return client is not None and client.token_endpoint_auth_method == method

    return registered


def for_grant(grant_type: str) -> When:
    """Whether the credentials come with a token request by a grant."""
    return lambda presented: presented.parameters.get("grant_type") == grant_type


def unauthenticated_for(grant_type: str) -> When:
    """Whether no credentials come with a token request by a grant."""
    asks = for_grant(grant_type)
    return lambda presented: asks(presented) and unauthenticated(presented)


def named_by(
    owner: Callable[[Credentials], Client | None],
) -> Callable[[Credentials], Client | None]:
    """A look-up by which a client need not name itself that sends something of its own."""

    def named(presented: Credentials) -> Client | None:
        client = named_client(presented)
        return owner(presented) if client is None and unauthenticated(presented) else client

    return named
