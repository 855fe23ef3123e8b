"""What a client assertion must keep: RFC 7521, RFC 7523, OpenID Connect Core 9."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from joserfc.jwk import Key, OctKey

from .clients import Client
from .errors import InvalidClient
from .jose import Jwt, verified_by
from .parameters import Parameters
from .provider import Provider
from .seams import Behaviours, Rows
from .store import Kind

JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LIFETIME_AT_MOST = 3600
LEEWAY = 30
LAST_TIME = 2**53

ASSERTIONS = Kind[float]()
"""The `jti` of each client assertion that was accepted, with its expiry."""

_audiences: list[str] = []


def takes_assertions(path: str) -> None:
    """Have an endpoint identify the provider beside its issuer, as an audience of assertions."""
    _audiences.append(path)


@dataclass(frozen=True, slots=True)
class Assertion:
    """A client assertion, the client that it claims to come from, and the request's parameters."""

    provider: Provider
    client: Client
    jwt: Jwt
    parameters: Parameters

    def number(self, claim: str) -> float | None:
        """A claim's value when it is a number that can be a time."""
        value = self.jwt.claims.get(claim)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return value if abs(value) <= LAST_TIME else None

    def is_past(self, claim: str) -> bool:
        """Whether a claim, where there is one, is a time that has come."""
        time = self.number(claim) if claim in self.jwt.claims else self.now
        return time is not None and time <= self.now + LEEWAY

    @property
    def is_unsigned(self) -> bool:
        """Whether the assertion is of the algorithm `none`."""
        return self.jwt.header.get("alg") == "none"

    @property
    def now(self) -> float:
        """The provider's time."""
        return self.provider.clock.now()


assertion = Rows[Callable[[Assertion], None]]()
assertion_audience = Behaviours("assertion_audience")


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise InvalidClient(f"the client assertion {otherwise}")


@assertion
def type_is_jwt_bearer(presented: Assertion) -> None:
    """RFC 7523 2.2: client_assertion_type is the URN of JWT bearer tokens."""
    _require(presented.parameters.get("client_assertion_type") == JWT_BEARER, "has no known type")


@assertion
def signed(presented: Assertion) -> None:
    """RFC 7523 3: the assertion is signed at all."""
    _require(not presented.is_unsigned, "is not signed")


@assertion
def alg_registered(presented: Assertion) -> None:
    """OpenID Connect Core 9: the algorithm of a signature is one that the client registered."""
    alg = presented.jwt.header.get("alg")
    _require(
        presented.is_unsigned or alg in presented.client.token_endpoint_auth_signing_alg,
        "has an unregistered alg",
    )


@assertion
def signature_verifies(presented: Assertion) -> None:
    """RFC 7523 3: the client's key made the signature, where there is one."""
    verified = presented.is_unsigned or verified_by(presented.jwt, _keys(presented))
    _require(verified, "has a wrong signature")


def _keys(presented: Assertion) -> Iterable[Key]:
    client, kid = presented.client, presented.jwt.header.get("kid")
    if client.client_secret is not None:
        return (OctKey.import_key(client.client_secret),)
    return (key for key in client.jwks if kid in (None, key.kid))


@assertion
def iss_is_client(presented: Assertion) -> None:
    """RFC 7523 3: iss is the client."""
    _require(presented.jwt.claims.get("iss") == presented.client.client_id, "has a wrong iss")


@assertion
def sub_is_client(presented: Assertion) -> None:
    """RFC 7523 3: sub is the client."""
    _require(presented.jwt.claims.get("sub") == presented.client.client_id, "has a wrong sub")


@assertion_audience
def names(provider: Provider) -> frozenset[str]:
    """RFC 7523 3: the provider's names are its issuer and the endpoints that take assertions."""
    return frozenset((provider.issuer, *map(provider.url, _audiences)))


@assertion
def aud_is_provider(presented: Assertion) -> None:
    """RFC 7523 3: aud names the provider."""
    ours = presented.provider.use(names)(presented.provider)
    named = [value for value in _listed(presented.jwt.claims.get("aud")) if isinstance(value, str)]
    _require(not ours.isdisjoint(named), "has a wrong aud")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@assertion
def exp_present(presented: Assertion) -> None:
    """RFC 7523 3: exp is required."""
    _require(presented.number("exp") is not None, "has no exp")


@assertion
def exp_ahead(presented: Assertion) -> None:
    """RFC 7523 3: the assertion has not expired."""
    _require(presented.now < (presented.number("exp") or presented.now + 1), "has expired")


@assertion
def lifetime_reasonable(presented: Assertion) -> None:
    """RFC 7523 3: exp does not lie unreasonably far ahead."""
    ahead = (presented.number("exp") or 0) - presented.now
    _require(ahead <= LIFETIME_AT_MOST, "expires too far ahead")


@assertion
def nbf_reached(presented: Assertion) -> None:
    """RFC 7523 3: the assertion is not used before nbf."""
    _require(presented.is_past("nbf"), "is not valid yet")


@assertion
def iat_past(presented: Assertion) -> None:
    """RFC 7519 4.1.6: the assertion was not issued in the future."""
    _require(presented.is_past("iat"), "was issued in the future")


@assertion
def jti_present(presented: Assertion) -> None:
    """OpenID Connect Core 9: jti is required."""
    _require(isinstance(presented.jwt.claims.get("jti"), str), "has no jti")


@assertion
def jti_unused(presented: Assertion) -> None:
    """OpenID Connect Core 9: an assertion is used once."""
    used = f"{presented.client.client_id} {presented.jwt.claims.get('jti')}"
    assertions = presented.provider.store[ASSERTIONS]
    _require(assertions.get(used, 0) <= presented.now, "was used before")
    assertions[used] = presented.number("exp") or presented.now
