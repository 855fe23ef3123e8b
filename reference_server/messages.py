"""The requests that arrive at the endpoints, with what can be read off them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from .errors import InvalidGrant
from .jose import Jwt, take_apart
from .models import Client, Code, Interaction, RefreshToken, RequestedClaims, Session
from .parameters import Parameters
from .provider import Provider
from .seams import Behaviours

presented = Behaviours("presented")


@dataclass(frozen=True)
class AuthorizationRequest:
    """An authorization request, and how far the end-user has come with it."""

    provider: Provider
    parameters: Parameters
    session: Session | None
    interaction: Interaction | None = None

    @cached_property
    def client(self) -> Client:
        """The client that asks."""
        return self.provider.clients[self.parameters.get("client_id") or ""]

    @cached_property
    def prompt(self) -> tuple[str, ...]:
        """The values of `prompt`."""
        return self.parameters.words("prompt")

    @cached_property
    def claims_members(self) -> Mapping[str, Any] | None:
        """The members of the `claims` parameter as they were sent, if it can be read."""
        try:
            members = _object(json.loads(self.parameters.get("claims") or "{}"))
            _ = [_claim_requests(members.get(name)) for name in ("id_token", "userinfo")]
        except (ValueError, RecursionError):
            return None
        return members

    @cached_property
    def claims(self) -> RequestedClaims:
        """The `claims` parameter; nothing is requested by one that cannot be read."""
        members = self.claims_members or {}
        return RequestedClaims(
            id_token=_claim_requests(members.get("id_token")),
            userinfo=_claim_requests(members.get("userinfo")),
        )

    @cached_property
    def is_authenticated_afresh(self) -> bool:
        """Whether the end-user logged in for this very request."""
        began = self.interaction and self.interaction.session_id
        return self.session is not None and self.session.session_id == began


def id_token_hint(parameters: Parameters) -> Jwt | None:
    """The ID Token that comes as a hint; none when it cannot be read."""
    try:
        return take_apart(parameters.get("id_token_hint") or "")
    except ValueError:
        return None


def _claim_requests(value: Any) -> Mapping[str, Any]:
    return {name: _object(request) for name, request in _object(value).items()}


def _object(value: Any) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError("claims is no JSON object of claim requests")
    return value


@dataclass(frozen=True)
class ClientRequest:
    """A client's request at an endpoint, before it is known which client it is."""

    provider: Provider
    method: str
    content_type: str
    authorization: str | None
    parameters: Parameters

    @cached_property
    def grant_type(self) -> str | None:
        """The grant that is asked for."""
        return self.parameters.get("grant_type")

    def with_parameters(self, parameters: Parameters) -> ClientRequest:
        """The same request, its parameters read."""
        return replace(self, parameters=parameters)


@dataclass(frozen=True)
class GrantRequest:
    """A request of a known client at the token endpoint, or at another one for clients."""

    provider: Provider
    parameters: Parameters
    client: Client

    @cached_property
    def code(self) -> Code:
        """The authorization code that is presented."""
        return self.provider.use(code)(self)

    @cached_property
    def refresh_token(self) -> RefreshToken:
        """The refresh token that is presented."""
        return self.provider.use(refresh_token)(self)


@presented
def code(request: GrantRequest) -> Code:
    """RFC 6749 5.2: the code is one that the provider issued."""
    known = request.provider.store.codes.get(request.parameters.get("code") or "")
    if known is None:
        raise InvalidGrant("the code is unknown")
    return known


@presented
def refresh_token(request: GrantRequest) -> RefreshToken:
    """RFC 6749 6: the refresh token is one that the provider issued."""
    value = request.parameters.get("refresh_token")
    known = request.provider.store.refresh_tokens.get(value or "")
    if known is None:
        raise InvalidGrant("the refresh token is unknown")
    return known


@dataclass(frozen=True)
class UserInfoRequest:
    """A request at the UserInfo endpoint."""

    provider: Provider
    method: str
    authorization: str | None
    query: Parameters
    body: Parameters
