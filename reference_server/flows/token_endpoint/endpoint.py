"""The token endpoint: RFC 6749 3.2. What each grant yields is the business of its flow."""

from __future__ import annotations

from ...core.client_endpoint import ClientEndpoint
from ...core.client_request import GrantRequest
from ..tokens.records import Issued
from .grants import PARAMETERS, grants

token = ClientEndpoint[Issued]("token", "/token", PARAMETERS)


@token.answers(scripts=True, identifies_provider=True)
def issue(request: GrantRequest) -> Issued:
    """What the grant yields that is asked for."""
    offered = request.provider.use(grants)()
    return offered[request.parameters.get("grant_type") or ""].yields(request)
