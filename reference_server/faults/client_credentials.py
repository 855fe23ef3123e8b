"""Faults of the client credentials grant."""

from ..checks import client_credentials as sound
from ..checks.token import client_authorized
from ..errors import InvalidRequest
from ..messages import GrantRequest
from ..models import CLIENT_CREDENTIALS
from ..store import unguessable
from .fault import Fault, forgiving, misreported


def _asks_for_itself(request: GrantRequest) -> bool:
    return request.parameters.get("grant_type") == CLIENT_CREDENTIALS


FAULTS = (
    Fault(
        "client_credentials_for_public_client",
        "RFC6749-4.4/confidential-clients-only",
        "grant.client_authorized",
        forgiving(client_authorized, _asks_for_itself),
        "A public client is given a token for itself.",
    ),
    Fault(
        "client_credentials_refresh_token",
        "RFC6749-4.4.3/no-refresh-token",
        "client_grant.refresh_token",
        lambda grant: unguessable(),
        "A client that acts for itself is given a refresh token.",
    ),
    Fault(
        "client_credentials_scope_malformed_misreported",
        "RFC6749-5.2/invalid-scope",
        "client_credentials.scope_well_formed",
        misreported(sound.scope_well_formed, InvalidRequest),
        "A malformed scope of a client for itself is answered with invalid_request.",
    ),
    Fault(
        "client_credentials_scope_unknown_misreported",
        "RFC6749-5.2/invalid-scope",
        "client_credentials.scope_of_api",
        misreported(sound.scope_of_api, InvalidRequest),
        "An unknown scope of a client for itself is answered with invalid_request.",
    ),
)
