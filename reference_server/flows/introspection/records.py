"""The introspection endpoint, and what it tells about: RFC 7662 2."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.client_endpoint import ClientEndpoint
from ...core.provider import Provider
from ..tokens.records import AccessToken, RefreshToken


@dataclass(frozen=True, slots=True)
class Introspected:
    """What a client asked about; `token` is None unless it is active for that client."""

    provider: Provider
    token: AccessToken | RefreshToken | None


introspection = ClientEndpoint[Introspected](
    "introspection", "/token/introspection", ("token", "token_type_hint")
)
