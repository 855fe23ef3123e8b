"""Faults of the resources that a refresh token is good for."""

from ....core.client_request import GrantRequest
from ....core.errors import InvalidTarget
from ....core.faults.fault import Fault, skipped
from ....core.resources import asked
from ...tokens.records import ACCESS_TOKENS
from ..presented import refresh_token_of


def _bound_to_the_latest_token(request: GrantRequest) -> None:
    grant_id = refresh_token_of(request).grant.grant_id
    tokens = request.provider.store[ACCESS_TOKENS].values()
    of_grant = [token for token in tokens if token.grant.grant_id == grant_id]
    if not set(asked(request.parameters)) <= set(of_grant[-1].resources):
        raise InvalidTarget("the resource exceeds what the last access token was good for")


FAULTS = (
    Fault(
        "resource_forgotten_by_refresh_token",
        "RFC8707-2.2/refresh-token-bound-to-full-grant",
        "refresh_token.resource_granted",
        _bound_to_the_latest_token,
        "A refresh token is valid only for the resources of the last access token.",
    ),
    Fault(
        "resource_exceeded_by_refresh",
        "RFC9700-4.14.2/bound-to-resource-servers",
        "refresh_token.resource_granted",
        skipped,
        "A refresh can ask for a resource that was not granted.",
    ),
)
