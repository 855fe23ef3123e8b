"""Faults of the client credentials grant."""

from ...core.client_request import GrantRequest
from ...core.errors import InvalidRequest
from ...core.faults.fault import Fault, forgiving, misreported
from ...core.store import unguessable
from ..token_endpoint.duties import client_authorized
from ..token_endpoint.faults.grant import clients_unproven
from . import duties as sound
from .duties import CLIENT_CREDENTIALS


def _asks_for_itself(request: GrantRequest) -> bool:
    return request.parameters.get("grant_type") == CLIENT_CREDENTIALS


FAULTS = (
    *clients_unproven(CLIENT_CREDENTIALS, "RFC6749-4.4.2"),
    Fault(
        "client_credentials_for_public_client",
        "RFC6749-4.4/confidential-clients-only",
        "token.client_authorized",
        forgiving(client_authorized, _asks_for_itself),
        "A public client gets a token with client credentials.",
    ),
    Fault(
        "client_credentials_refresh_token",
        "RFC6749-4.4.3/no-refresh-token",
        "client_grant.refresh_token",
        lambda grant: unguessable(),
        "A client credentials request brings a refresh token.",
    ),
    Fault(
        "client_credentials_scope_malformed_misreported",
        "RFC6749-5.2/invalid-scope",
        "client_credentials.scope_well_formed",
        misreported(sound.scope_well_formed, InvalidRequest),
        "A malformed scope in a client credentials request is answered with invalid_request.",
    ),
    Fault(
        "client_credentials_scope_unknown_misreported",
        "RFC6749-5.2/invalid-scope",
        "client_credentials.scope_of_api",
        misreported(sound.scope_of_api, InvalidRequest),
        "An unknown scope in a client credentials request is answered with invalid_request.",
    ),
)
