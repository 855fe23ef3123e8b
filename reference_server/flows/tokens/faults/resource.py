"""Faults of the resources that an access token is good for."""

from ....core.client_request import GrantRequest
from ....core.faults.fault import Fault
from ..access_token import AccessTokenContext
from ..records import Grant


def _issuer(context: AccessTokenContext) -> str:
    return context.provider.issuer


def _first(context: AccessTokenContext) -> str:
    return (*context.resources, context.provider.issuer)[0]


def _all_that_were_granted(request: GrantRequest, grant: Grant) -> tuple[str, ...]:
    return grant.resources


FAULTS = (
    Fault(
        "resource_ignored",
        "RFC8707-2/audience-restricted",
        "access_token_claim.aud",
        _issuer,
        "The audience of an access token is the provider, whatever resource was requested.",
    ),
    Fault(
        "resource_first_alone",
        "RFC8707-2/audience-restricted",
        "access_token_claim.aud",
        _first,
        "The audience of an access token is the first of the resources that were requested.",
    ),
    Fault(
        "resource_subset_ignored",
        "RFC8707-2.2/subset-honoured",
        "tokens.resources",
        _all_that_were_granted,
        "A token request for one of the resources is given an access token for all.",
    ),
)
