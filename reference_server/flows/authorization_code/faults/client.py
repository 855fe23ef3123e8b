"""Faults of what a code may be redeemed by."""

from ....core.client_authentication import Credentials
from ....core.clients import Client
from ....core.faults.credentials import named_by
from ....core.faults.fault import Fault
from ...token_endpoint.faults.grant import clients_unproven
from ..code import AUTHORIZATION_CODE, CODES


def _client_of_code(presented: Credentials) -> Client | None:
    code = presented.provider.store[CODES].get(presented.parameters.get("code") or "")
    return code.grant.client if code is not None else None


FAULTS = (
    *clients_unproven(AUTHORIZATION_CODE, "RFC6749-4.1.3"),
    Fault(
        "client_named_by_code",
        "RFC6749-3.2.1/unauthenticated-client-sends-client-id",
        "credentials.named_client",
        named_by(_client_of_code),
        "A public client need not send its client_id with a code.",
    ),
)
