"""The provider's public keys as a JWK Set (RFC 7517)."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..keys import SigningKey
from ..provider import Provider
from ..seams import ABSENT, Behaviours, Table

PublicMembers = Mapping[str, Any]
jwk = Table[Callable[[PublicMembers], Any]]("jwk")
jwks = Behaviours("jwks")


@jwk
def kty(key: PublicMembers) -> Any:
    """RFC 7517 4.1: the key type is required."""
    return key.get("kty", ABSENT)


@jwk
def use(key: PublicMembers) -> Any:
    """RFC 7517 4.2: the key verifies signatures."""
    return key.get("use", ABSENT)


@jwk
def key_ops(key: PublicMembers) -> Any:
    """RFC 7517 4.3: a key that has use needs no key_ops."""
    return key.get("key_ops", ABSENT)


@jwk
def alg(key: PublicMembers) -> Any:
    """RFC 7517 4.4: the algorithm that the key serves."""
    return key.get("alg", ABSENT)


@jwk
def kid(key: PublicMembers) -> Any:
    """RFC 7517 4.5: the name by which the key is chosen."""
    return key.get("kid", ABSENT)


def _of_type(member: str) -> Callable[[PublicMembers], Any]:
    def value(key: PublicMembers) -> Any:
        """RFC 7518 6: a public member, where the key's type has it."""
        return key.get(member, ABSENT)

    return value


for _member in ("n", "e", "crv", "x", "y"):
    jwk.add(_member, _of_type(_member))


@jwk
def d(key: PublicMembers) -> Any:
    """RFC 7517 9.2: nothing of the private key is published."""
    return ABSENT


@jwk
def k(key: PublicMembers) -> Any:
    """OpenID Connect Discovery 3: no key is a symmetric one, which would have k."""
    return key.get("k", ABSENT)


@jwk
def x5c(key: PublicMembers) -> Any:
    """RFC 7517 4.7: the certificate of the key, where there is one."""
    return key.get("x5c", ABSENT)


@jwks
def published(keys: Sequence[SigningKey]) -> Sequence[PublicMembers]:
    """RFC 7517 5: every key that signs."""
    return [key.public for key in keys]


@jwks
def serialised(document: Mapping[str, Any]) -> str:
    """RFC 7517 5: the keys are members of one JSON object."""
    return json.dumps(document)


def jwk_set(provider: Provider) -> str:
    """The JWK Set of the provider."""
    keys = provider.use(published)(tuple(provider.keys.values()))
    return provider.use(serialised)({"keys": [provider.build(jwk, key) for key in keys]})
