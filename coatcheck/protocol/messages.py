"""The messages of OAuth 2.0 and OpenID Connect, as they came."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coatcheck.net.wire import Exchange
from coatcheck.protocol import jose
from coatcheck.protocol.authorization import AuthorizationMessage
from coatcheck.protocol.message import Message
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client


class Document(Message):
    """A JSON object that the provider publishes."""

    @property
    def members(self) -> dict[str, Any]:
        """The members of the document; an error in its place has none."""
        return self.reply.members if 200 <= self.reply.status < 300 else {}

    @property
    def readable(self) -> bool:
        """Whether the document came."""
        return 200 <= self.reply.status < 300 and isinstance(self.reply.json, dict)


class MetadataResponse(Document):
    """The OpenID Provider's configuration (OpenID Connect Discovery 1.0, 4.2)."""

    schema = "openid_provider_metadata"


class AuthorizationServerMetadataResponse(Document):
    """The authorization server's metadata (RFC 8414, 3.2)."""

    schema = "authorization_server_metadata"


class JwksResponse(Document):
    """The provider's JWK Set (RFC 7517, 5)."""

    schema = "jwk_set"

    @property
    def keys(self) -> list[dict[str, Any]]:
        """The keys of the set that are JSON objects."""
        keys = self.members.get("keys")
        return [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []


@dataclass(frozen=True)
class TokenRequest:
    """A token request (RFC 6749, 4.1.3, 4.4.2 and 6), and what it goes back to."""

    client: Client
    parameters: Parameters
    authorization: AuthorizationMessage | None = None
    first: "TokenResponse | None" = None

    @property
    def grant_type(self) -> str:
        """The grant that is asked for."""
        return self.parameters.get("grant_type") or ""

    @property
    def authorization_parameters(self) -> Parameters:
        """The parameters of the authorization request that it goes back to; maybe none."""
        return self.authorization.request.parameters if self.authorization else Parameters()


@dataclass(frozen=True)
class TokenMessage(Message):
    """The response to a token request."""

    request: TokenRequest


class TokenErrorResponse(TokenMessage):
    """A refusal by the token endpoint (RFC 6749, 5.2)."""

    schema = "token_error_response"


class TokenResponse(TokenMessage):
    """Tokens from the token endpoint (RFC 6749, 5.1; OIDC Core, 3.1.3.3)."""

    schema = "token_response"
    brings = ("access_token", "refresh_token", "id_token")

    def _text(self, name: str) -> str:
        value = self.members.get(name)
        return value if isinstance(value, str) else ""

    @property
    def access_token(self) -> str:
        """The access token."""
        return self._text("access_token")

    @property
    def refresh_token(self) -> str:
        """The refresh token; empty where none came."""
        return self._text("refresh_token")

    @property
    def next_refresh_token(self) -> str:
        """The refresh token to use next: the one that came, or else the one that was sent."""
        return self.refresh_token or self.request.parameters.get("refresh_token") or ""

    @cached_property
    def id_token(self) -> "IdToken | None":
        """The ID Token, where one came."""
        raw = self._text("id_token")
        return IdToken(self.provider, self.exchange, jose.parse(raw), self) if raw else None

    @cached_property
    def jwt_access_token(self) -> "JwtAccessToken | None":
        """The access token, where it is a JWT."""
        if not jose.looks_like_jwt(self.access_token):
            return None
        return JwtAccessToken(self.provider, self.exchange, jose.parse(self.access_token), self)


def token_message(exchange: Exchange) -> type[TokenMessage]:
    """Return what an answer of the token endpoint is: tokens, an error, or neither.

    What answers a GET, or comes from a server that is out of order, is neither where it has not
    the members of one: RFC 6749 prescribes no form for it.
    """
    reply, by_post = exchange.answer, exchange.request.method == "POST"
    if "error" in reply.members:
        return TokenErrorResponse
    if 200 <= reply.status < 300 and (by_post or "access_token" in reply.members):
        return TokenResponse
    return TokenErrorResponse if by_post and reply.status in (400, 401) else TokenMessage


@dataclass(frozen=True)
class Token(Message):
    """A JWT out of a token response."""

    jwt: jose.Jwt
    response: TokenResponse

    @property
    def members(self) -> dict[str, Any]:
        """The claims."""
        return self.jwt.claims

    @property
    def readable(self) -> bool:
        """Whether it could be taken apart."""
        return self.jwt.malformed is None

    @property
    def client(self) -> Client:
        """The client that the token was issued to."""
        return self.response.request.client


class IdToken(Token):
    """An ID Token (OIDC Core, 2)."""

    schema = "id_token"

    @property
    def authorization_request(self) -> Parameters:
        """The parameters of the authorization request that it goes back to; maybe none."""
        return self.response.request.authorization_parameters


class JwtAccessToken(Token):
    """An access token in the form of a JWT."""

    schema = "jwt_access_token"
