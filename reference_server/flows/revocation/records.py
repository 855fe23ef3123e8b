"""The revocation endpoint: RFC 7009 2."""

from __future__ import annotations

from ...core.client_endpoint import ClientEndpoint
from ...core.client_request import GrantRequest

revocation = ClientEndpoint[GrantRequest](
    "revocation", "/token/revocation", ("token", "token_type_hint")
)
