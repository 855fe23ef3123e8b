"""The provider's public keys as a JWK Set (RFC 7517)."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...core.keys import SigningKey
from ...core.provider import Provider
from ...core.seams import ABSENT, Behaviours, Table

PublicMembers = Mapping[str, Any]
jwk = Table[Callable[[PublicMembers], Any]]("jwk")
jwks = Behaviours("jwks")


def _published(member: str, clause: str) -> None:
    """Have a member published where the key has it."""

    def value(key: PublicMembers) -> Any:
        return key.get(member, ABSENT)

    value.__doc__ = clause
    jwk.add(member, value)


_published("kty", "RFC 7517 4.1: the key type is required.")
_published("use", "RFC 7517 4.2: the key verifies signatures.")
_published("key_ops", "RFC 7517 4.3: a key that has use needs no key_ops.")
_published("alg", "RFC 7517 4.4: the algorithm that the key serves.")
_published("kid", "RFC 7517 4.5: the name by which the key is chosen.")
for _member in ("n", "e", "crv", "x", "y"):
    _published(_member, "RFC 7518 6: a public member, where the key's type has it.")


@jwk
def d(key: PublicMembers) -> Any:
    """RFC 7517 9.2: nothing of the private key is published."""
    return ABSENT


_published("k", "OpenID Connect Discovery 3: no key is a symmetric one, which would have k.")
_published("x5c", "RFC 7517 4.7: the certificate of the key, where there is one.")


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
