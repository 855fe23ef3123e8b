"""The parties of the protocol besides the provider: clients, end-users and resources."""

import base64
import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote_plus

from coatcheck.net.route import Certificate
from coatcheck.protocol.totp import Totp

BY_HAND: Literal["by hand"] = "by hand"
"""What the target file says of an act that no script can do."""

BASIC = "basic"
"""What the target file says of an end-user who logs in by HTTP authentication (RFC 7617)."""


@dataclass(frozen=True, slots=True)
class Client:
    """A client registered with the provider."""

    client_id: str
    token_endpoint_auth_method: str
    redirect_uris: tuple[str, ...] = ()
    client_secret: str | None = field(default=None, repr=False)
    jwks: dict[str, Any] | None = field(default=None, repr=False)
    grant_types: tuple[str, ...] = ("authorization_code",)
    id_token_signed_response_alg: str = "RS256"
    token_endpoint_auth_signing_alg: str | None = None
    assertion_audience: str | None = None
    scope: str | None = None
    post_logout_redirect_uris: tuple[str, ...] = ()
    certificate: Certificate | None = None
    """What the client shows in TLS; without one, what the target file has every request show."""

    def at(self, issuer: str) -> "Client":
        """Return the client with `{issuer}` filled in."""
        audience = self.assertion_audience
        filled = audience and audience.replace("{issuer}", issuer)
        return dataclasses.replace(self, assertion_audience=filled)

    @property
    def is_public(self) -> bool:
        """Whether the client has no credentials (RFC 6749, 2.1)."""
        return self.token_endpoint_auth_method == "none"

    @property
    def uses_codes(self) -> bool:
        """Whether the client sends authorization requests, and redeems codes."""
        return "authorization_code" in self.grant_types

    @property
    def basic_credentials(self) -> Iterator[str]:
        """The id and the secret as HTTP authentication has them, form-encoded and as they are."""
        parts = (self.client_id, self.client_secret or "")
        for pair in (parts, map(quote_plus, parts)):
            yield base64.b64encode(":".join(pair).encode()).decode()

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values of this client that no report may show."""
        return (self.client_secret, *self.basic_credentials) if self.client_secret else ()

    def likeness(self, other: "Client") -> tuple[bool, bool, int]:
        """Return how like another client is: in codes, in its authentication, in its grants."""
        codes = self.uses_codes == other.uses_codes
        method = self.token_endpoint_auth_method == other.token_endpoint_auth_method
        return codes, method, len(set(self.grant_types) & set(other.grant_types))

    @property
    def redirect_uri(self) -> str:
        """The redirection URI that scenarios use unless they name another; empty without one."""
        return self.redirect_uris[0] if self.redirect_uris else ""


@dataclass(frozen=True, slots=True)
class User:
    """An end-user with an account at the provider."""

    username: str
    password: str = field(default="", repr=False)
    claims: dict[str, Any] = field(default_factory=dict)
    login: str = "pages"
    totp: Totp | None = None
    totp_reusable: bool = False
    session: Path | None = None

    @property
    def by_hand(self) -> bool:
        """Whether a person logs in, and the suite has only the session."""
        return self.login == BY_HAND

    @property
    def basic_credentials(self) -> str:
        """The name and the password as HTTP authentication has them (RFC 7617, 2)."""
        return base64.b64encode(f"{self.username}:{self.password}".encode()).decode()

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values of this end-user that no report may show."""
        seed = (self.totp.seed,) if self.totp else ()
        return (self.password, self.basic_credentials, *seed) if self.password else seed


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource that clients request, and its audience if known (RFC 8707, 2)."""

    resource: str
    audience: str | None = None
