"""The things that the provider knows and remembers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from joserfc.jwk import Key

from .parameters import Parameters

AUTHORIZATION_CODE = "authorization_code"
REFRESH_TOKEN = "refresh_token"
CLIENT_CREDENTIALS = "client_credentials"
PASSWORD = "password"
CIBA = "urn:openid:params:grant-type:ciba"
DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"


@dataclass(frozen=True, slots=True)
class Client:
    """A registered client; the members have the names of OpenID Connect Registration."""

    client_id: str
    client_name: str
    redirect_uris: tuple[str, ...]
    token_endpoint_auth_method: str
    id_token_signed_response_alg: str
    grant_types: tuple[str, ...]
    scopes: tuple[str, ...]
    client_secret: str | None = None
    token_endpoint_auth_signing_alg: tuple[str, ...] = ()
    jwks: tuple[Key, ...] = ()
    resources: tuple[str, ...] = ()
    """The resources that the client may ask for (RFC 8707)."""
    post_logout_redirect_uris: tuple[str, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether the client has no credentials (RFC 6749 2.1)."""
        return self.token_endpoint_auth_method == "none"


@dataclass(frozen=True, slots=True)
class User:
    """An end-user with a login, an opaque subject and claims."""

    username: str
    password: str
    sub: str
    claims: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Session:
    """A logged-in end-user in one user agent."""

    session_id: str
    user: User
    auth_time: int
    acr: str


@dataclass(frozen=True, slots=True)
class Interaction:
    """An authorization request that waits for the end-user, bound to one user agent."""

    interaction_id: str
    parameters: Parameters
    browser: str
    csrf: str
    session_id: str | None = None
    """The session that was begun in this interaction."""


@dataclass(frozen=True, slots=True)
class DeviceInteraction:
    """An end-user who wants to connect a device, bound to one user agent."""

    interaction_id: str
    browser: str
    csrf: str
    prefilled: str = ""
    """The user code that the address of the page brought along."""
    device_code: str = ""
    """The request that the end-user has named by its user code."""
    approved: bool | None = None


@dataclass(frozen=True, slots=True)
class PendingLogout:
    """A logout request that waits for the end-user."""

    logout_id: str
    parameters: Parameters
    secret: str
    """What the form of its page is bound to the session with."""


@dataclass(frozen=True, slots=True)
class RequestedClaims:
    """The `claims` parameter, read (OpenID Connect Core 5.5)."""

    id_token: Mapping[str, Any] = field(default_factory=dict)
    userinfo: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grant:
    """What an end-user (or a client for itself) granted to a client: the root of its tokens."""

    grant_id: str
    client: Client
    sub: str
    scopes: tuple[str, ...]
    user: User | None = None
    auth_time: int | None = None
    acr: str | None = None
    nonce: str | None = None
    claims: RequestedClaims = RequestedClaims()
    granted_at: int = 0
    parameters: Parameters = field(default_factory=Parameters)
    """The authorization request."""
    resources: tuple[str, ...] = ()
    actor: str | None = None
    """Who acts for the end-user."""


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code and what it is bound to."""

    value: str
    grant: Grant
    redirect_uri: str
    code_challenge: str | None
    expires_at: float


@dataclass(frozen=True, slots=True)
class PushedRequest:
    """A pushed authorization request, its reference, and the client that it is bound to."""

    request_uri: str
    client: Client
    parameters: Parameters
    expires_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PolledRequest(ABC):
    """A request that waits for an end-user's decision, for which the client polls."""

    client: Client
    parameters: Parameters
    expires_at: float
    interval: int
    """The seconds that the client leaves between two polls."""
    polled_at: float | None = None
    approved: bool = False

    @property
    @abstractmethod
    def handle(self) -> str:
        """What the client asks by."""

    @property
    @abstractmethod
    def is_decided(self) -> bool:
        """Whether the end-user has decided."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceAuthorization(PolledRequest):
    """A device's request that waits for whoever enters its user code."""

    device_code: str
    user_code: str
    scopes: tuple[str, ...]
    decided_by: Session | None = None

    @property
    def handle(self) -> str:
        """The device code."""
        return self.device_code

    @property
    def is_decided(self) -> bool:
        """Whether an end-user has decided in a browser."""
        return self.decided_by is not None


@dataclass(frozen=True, slots=True)
class AccessToken:
    """An access token as the provider remembers it."""

    value: str
    grant: Grant
    scopes: tuple[str, ...]
    expires_at: float
    resources: tuple[str, ...] = ()
    """Where it is good; nowhere but at the provider itself when there are none."""
    issued_at: int = 0
    jti: str = ""


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A refresh token, one of the line that a grant yields by rotation."""

    value: str
    grant: Grant
    expires_at: float
