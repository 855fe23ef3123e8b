"""Faults of the client credentials grant."""

from ..store import unguessable
from .fault import Fault, skipped

FAULTS = (
    Fault(
        "client_credentials_for_public_client",
        "RFC6749-4.4/confidential-clients-only",
        "grant.client_authorized",
        skipped,
        "A public client is given a token for itself.",
    ),
    Fault(
        "client_credentials_refresh_token",
        "RFC6749-4.4.3/no-refresh-token",
        "client_grant.refresh_token",
        lambda grant: unguessable(),
        "A client that acts for itself is given a refresh token.",
    ),
)
