"""Clients that are registered here, where the provider allows it.

The requests are those of OpenID Connect Dynamic Client Registration 1.0, 3.1, which is compatible
with RFC 7591.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from coatcheck.net.wire import Exchange, Reply, Request, Wire
from coatcheck.onboarding.discovery import Discovered
from coatcheck.protocol.parties import Client

SECRET_METHODS = ("client_secret_basic", "client_secret_post", "client_secret_jwt")
GRANTS = ("authorization_code", "refresh_token", "client_credentials")
"""What a registered client may do at most, where the provider offers it."""

_YEAR_10000 = 253_402_300_800

REDIRECT_URIS = ("https://client.example/callback", "https://other.example/callback")
"""The default redirection URIs of the first client and of the others."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A client that the provider has registered, and how it can be managed or deleted."""

    client: Client
    management: dict[str, str] = field(default_factory=dict)
    expires: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """A registration that was not made, and what came instead."""

    what: str
    unauthorized: bool = False


@dataclass(frozen=True, slots=True)
class Registrar:
    """Registers clients at one provider, with an initial access token where there is one."""

    wire: Wire
    provider: Discovered
    token: str | None = None

    @property
    def endpoint(self) -> str:
        """Where clients are registered; empty where the metadata names no such place."""
        return self.provider.text("registration_endpoint")

    def clients(self, redirect_uris: tuple[str, ...]) -> Iterator[Registered | Refused]:
        """Register two clients that are alike, and a public one; the first refusal is the last."""
        for number, method in enumerate(self._methods()):
            uri = redirect_uris[min(number, len(redirect_uris) - 1)]
            came = self._register(number + 1, method, uri)
            yield came
            if isinstance(came, Refused):
                return

    def _methods(self) -> tuple[str, ...]:
        offered = self.provider.methods
        method = next((each for each in SECRET_METHODS if each in offered), None)
        public = ("none",) if "none" in offered else ()
        return (method, method, *public) if method else public * 2

    def _register(self, number: int, method: str, uri: str) -> Registered | Refused:
        asked = self._metadata(number, method, uri)
        headers = [("Content-Type", "application/json"), ("Accept", "application/json")]
        headers += [("Authorization", f"Bearer {self.token}")] if self.token else []
        request = Request("POST", self.endpoint, tuple(headers), json.dumps(asked))
        exchange = self.wire.send("registration request", request)
        reply = exchange.answer
        if reply.status not in (200, 201) or not isinstance(reply.members.get("client_id"), str):
            return Refused(_described(exchange), unauthorized=reply.status in (401, 403))
        return _registered(reply, asked)

    def _metadata(self, number: int, method: str, uri: str) -> dict[str, Any]:
        grants = [grant for grant in GRANTS if grant in self.provider.grant_types]
        if method == "none":
            grants = [grant for grant in grants if grant != "client_credentials"]
        return {
            "client_name": f"coatcheck {number}",
            "application_type": "web",
            "redirect_uris": [uri],
            "token_endpoint_auth_method": method,
            "grant_types": grants or ["authorization_code"],
            "response_types": ["code"],
        }


def _registered(reply: Reply, asked: dict[str, Any]) -> Registered | Refused:
    """Read a registration, in which values may have been replaced (Registration 1.0, 3.2)."""
    members = {**asked, **reply.members}
    if not all(_is_list_of_text(members[name]) for name in ("redirect_uris", "grant_types")):
        return Refused("the registered client's redirect_uris or grant_types are not lists of text")
    method, secret = members["token_endpoint_auth_method"], members.get("client_secret")
    if method in SECRET_METHODS and not isinstance(secret, str):
        return Refused(f"the registered client with {method} has no client_secret")
    if method not in (*SECRET_METHODS, "none"):
        return Refused(f"the registered client has the method {method}, but there are no keys")
    alg = members.get("id_token_signed_response_alg")
    client = Client(
        client_id=members["client_id"],
        token_endpoint_auth_method=method,
        redirect_uris=tuple(members["redirect_uris"]),
        client_secret=None if method == "none" else secret,
        grant_types=tuple(members["grant_types"]),
        id_token_signed_response_alg=alg if isinstance(alg, str) else "RS256",
    )
    names = ("registration_client_uri", "registration_access_token")
    named = {name: members[name] for name in names if isinstance(members.get(name), str)}
    expires = members.get("client_secret_expires_at")
    if not isinstance(expires, int) or not 0 < expires < _YEAR_10000:
        expires = 0
    return Registered(client, named, expires)


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _described(exchange: Exchange) -> str:
    members = exchange.answer.members
    said = " ".join(str(members[n]) for n in ("error", "error_description") if n in members)
    return f"{exchange.summary} {said}".strip()
