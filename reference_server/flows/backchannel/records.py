"""Authentication requests that wait for the end-user whom they name: CIBA."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.client_endpoint import ClientEndpoint
from ...core.provider import Provider
from ...core.store import Kind
from ...core.users import User
from ..polling.handle import PolledRequest

CIBA = "urn:openid:params:grant-type:ciba"
PARAMETERS = (
    "scope", "acr_values", "login_hint", "login_hint_token", "id_token_hint", "binding_message",
    "requested_expiry", "user_code", "client_notification_token", "request",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BackchannelRequest(PolledRequest):
    """An authentication request that waits for the end-user whom it names."""

    auth_req_id: str
    user: User
    decided_at: float | None = None

    @property
    def handle(self) -> str:
        """The auth_req_id."""
        return self.auth_req_id

    @property
    def is_decided(self) -> bool:
        """Whether the end-user has decided on the authentication device."""
        return self.decided_at is not None


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An authentication request that was taken."""

    provider: Provider
    request: BackchannelRequest


BACKCHANNEL_REQUESTS = Kind[BackchannelRequest]()

backchannel = ClientEndpoint[Acknowledged]("backchannel", "/backchannel", PARAMETERS)
