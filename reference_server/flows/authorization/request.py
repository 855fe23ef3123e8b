"""The authorization request, and how far the end-user has come with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...core.clients import Client
from ...core.parameters import Parameters
from ...core.provider import Provider
from ...core.sessions import Session
from ...core.store import Kind
from ..tokens.records import RequestedClaims

PARAMETERS = [
    "response_type", "client_id", "redirect_uri", "scope", "state", "response_mode", "nonce",
    "display", "prompt", "max_age", "ui_locales", "claims_locales", "id_token_hint", "login_hint",
    "acr_values", "claims", "request", "request_uri", "registration",
]  # fmt: skip
"""The parameters of an authorization request, to which flows add their own."""


@dataclass(frozen=True, slots=True)
class Interaction:
    """An authorization request that waits for the end-user, bound to one user agent."""

    interaction_id: str
    parameters: Parameters
    browser: str
    csrf: str
    session_id: str | None = None
    """The session that was begun in this interaction."""


INTERACTIONS = Kind[Interaction]()


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


def _claim_requests(value: Any) -> Mapping[str, Any]:
    return {name: _object(request) for name, request in _object(value).items()}


def _object(value: Any) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError("claims is no JSON object of claim requests")
    return value
