"""Dialects: the same provider, with what it says otherwise and where it says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .clients import CLIENTS
from .models import Client, User
from .seams import Function
from .users import USERS


@dataclass(frozen=True)
class Dialect:
    """A way in which a provider speaks."""

    name: str
    issuer_path: str
    """The path of the issuer identifier."""
    endpoints_path: str
    """The path below which the endpoints are."""
    clients: Mapping[str, Client]
    users: Mapping[str, User]
    seams: Mapping[str, Function] = field(default_factory=dict)
    """What stands at seams in the place of the standards' functions."""


STANDARDS = Dialect("standards", "/oidc", "/oidc", CLIENTS, USERS)
