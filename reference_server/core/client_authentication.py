"""Client authentication by secret or by nothing; `assertion` has the checks of JWTs."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote_plus

from .client_request import ClientRequest
from .clients import Client
from .errors import InvalidClient, InvalidRequest
from .jose import Jwt, take_apart
from .parameters import Parameters
from .provider import Provider
from .seams import Behaviours, Rows

AUTH_METHODS = (
    "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none",
)  # fmt: skip
ASSERTION_ALGS = ("HS256", "RS256", "PS256", "ES256")
ASSERTION_METHODS = ("client_secret_jwt", "private_key_jwt")
CREDENTIALS = ("client_secret", "client_assertion", "client_assertion_type")
"""The parameters by which a client authenticates in a form, beside its client_id."""


@dataclass(frozen=True)
class Credentials:
    """What a token request says about its client."""

    request: ClientRequest

    @property
    def provider(self) -> Provider:
        """The provider that is asked."""
        return self.request.provider

    @property
    def parameters(self) -> Parameters:
        """The parameters of the request."""
        return self.request.parameters

    @cached_property
    def basic(self) -> tuple[str, str] | None:
        """The client_id and secret of the Basic scheme; ValueError when unreadable."""
        if self.request.authorization is None:
            return None
        return self.provider.use(decoded_basic)(self.request.authorization)

    @cached_property
    def assertion(self) -> Jwt | None:
        """The client assertion; ValueError when it is no JWT."""
        encoded = self.parameters.get("client_assertion")
        return self.provider.use(decoded_assertion)(encoded) if encoded else None

    @cached_property
    def methods(self) -> tuple[str, ...]:
        """The ways in which the request authenticates."""
        ways = {
            "assertion": self.parameters.get("client_assertion"),
            "client_secret_basic": self.request.authorization,
            "client_secret_post": self.parameters.get("client_secret"),
        }
        return tuple(way for way, used in ways.items() if used is not None) or ("none",)

    @cached_property
    def client(self) -> Client | None:
        """The client that the request names."""
        return self.provider.use(named_client)(self)

    def names(self) -> tuple[str, ...]:
        """The names under which the client is looked up: those of its credentials, if any."""
        if self.basic is not None:
            return (self.basic[0],)
        if self.assertion is not None:
            return tuple(str(self.assertion.claims.get(claim)) for claim in ("sub", "iss"))
        return (self.parameters.get("client_id") or "",)


client_authentication = Rows[Callable[[Credentials], None]]()
credentials = Behaviours("credentials")


@credentials
def decoded_basic(authorization: str) -> tuple[str, str]:
    """RFC 6749 2.3.1: client_id and secret are form-encoded, then joined for HTTP Basic."""
    scheme, _, encoded = authorization.partition(" ")
    decoded = base64.b64decode(encoded.strip(), validate=True).decode()
    client_id, colon, secret = decoded.partition(":")
    if scheme.lower() != "basic" or not colon:
        raise ValueError("no Basic credentials")
    return unquote_plus(client_id), unquote_plus(secret)


@credentials
def decoded_assertion(encoded: str) -> Jwt | None:
    """RFC 7523 2.2: a client assertion is a JWT."""
    return take_apart(encoded)


@credentials
def named_client(presented: Credentials) -> Client | None:
    """RFC 6749 3.2.1: a client is known by its credentials, or by its client_id."""
    known = (presented.provider.clients.get(name) for name in presented.names())
    return next((client for client in known if client is not None), None)


@client_authentication
def one_method(presented: Credentials) -> None:
    """RFC 6749 2.3: a request uses one authentication method at most."""
    if len(presented.methods) > 1:
        raise InvalidRequest("the client authenticates by more than one method")


@client_authentication
def readable(presented: Credentials) -> None:
    """RFC 6749 5.2: unreadable credentials authenticate nobody."""
    try:
        _ = presented.basic, presented.assertion
    except (ValueError, binascii.Error) as error:
        raise InvalidClient("the credentials cannot be read") from error


@client_authentication
def client_known(presented: Credentials) -> None:
    """RFC 6749 5.2: the client is known."""
    if presented.client is None:
        raise InvalidClient("the client is unknown")


@client_authentication
def client_id_consistent(presented: Credentials) -> None:
    """RFC 7521 4.2: client_id, where it is sent as well, names the same client."""
    sent, client = presented.parameters.get("client_id"), presented.client
    if sent is not None and client is not None and sent != client.client_id:
        raise InvalidClient("client_id and the credentials name different clients")


@client_authentication
def method_registered(presented: Credentials) -> None:
    """OpenID Connect Core 9: the client authenticates by the method that it registered."""
    registered = presented.client.token_endpoint_auth_method if presented.client else "none"
    if presented.methods[0] != ("assertion" if registered in ASSERTION_METHODS else registered):
        raise InvalidClient("the client does not authenticate by its registered method")


@client_authentication
def secret_matches(presented: Credentials) -> None:
    """RFC 6749 2.3.1: the secret is the client's."""
    if presented.methods[0] not in ("client_secret_basic", "client_secret_post"):
        return
    sent = presented.basic[1] if presented.basic else presented.parameters.get("client_secret")
    expected = presented.client.client_secret if presented.client else None
    if not hmac.compare_digest((sent or "").encode(), (expected or "").encode()):
        raise InvalidClient("the client's credentials are wrong")
