"""Who may introspect a token, and whether it is active for them: RFC 7662 2 and 4."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...core.client_request import GrantRequest
from ...core.errors import InvalidClient, InvalidRequest
from ...core.provider import Provider
from ...core.seams import Behaviours, Table
from ...core.store import SPENT
from ..tokens.records import AccessToken, RefreshToken, is_revoked, known_token
from .records import introspection

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Inspection:
    """A token that the provider issued, and the request about it."""

    request: GrantRequest
    token: AccessToken | RefreshToken

    @property
    def provider(self) -> Provider:
        """The provider that is asked."""
        return self.request.provider


activity = Table[Callable[[Inspection], bool]]("activity")
introspection_token = Behaviours("introspection_token")


@introspection_token
def found(request: GrantRequest) -> AccessToken | RefreshToken | None:
    """RFC 7662 2.1: the token is looked for everywhere, whatever token_type_hint says."""
    return known_token(request.provider.store, request.parameters.get("token") or "")


@introspection.check
def client_confidential(request: GrantRequest) -> None:
    """RFC 7662 2.1: a client that cannot authenticate learns nothing of tokens."""
    if request.client.is_public:
        raise InvalidClient("a public client cannot introspect tokens")


@introspection.check
def token_present(request: GrantRequest) -> None:
    """RFC 7662 2.1: token is required."""
    if request.parameters.get("token") is None:
        raise InvalidRequest("token is missing")


@activity.fixed
def of_client(inspection: Inspection) -> bool:
    """RFC 7662 2.2: a client may know of its own tokens alone."""
    return inspection.token.grant.client.client_id == inspection.request.client.client_id


@activity
def unexpired(inspection: Inspection) -> bool:
    """RFC 7662 4: an expired token is not active."""
    return inspection.provider.clock.now() < inspection.token.expires_at


@activity
def unrevoked(inspection: Inspection) -> bool:
    """RFC 7662 4: a revoked token is not active."""
    return not is_revoked(inspection.provider.store, inspection.token)


@activity
def unused(inspection: Inspection) -> bool:
    """RFC 9700 4.14.2: a refresh token that was replaced is not active."""
    return inspection.token.value not in inspection.provider.store[SPENT]


def active_token(request: GrantRequest) -> AccessToken | RefreshToken | None:
    """The token that a request is about, if it is active for the client."""
    token = request.provider.use(found)(request)
    if token is None:
        return None
    inspection = Inspection(request, token)
    active = all(function(inspection) for function in request.provider.table(activity).values())
    return token if active else None
