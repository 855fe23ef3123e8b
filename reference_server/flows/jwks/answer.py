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


@jwk
def use(key: PublicMembers) -> Any:
    """RFC 7517 4.2: the key verifies signatures."""
    return key.get("use", ABSENT)


@jwk
def alg(key: PublicMembers) -> Any:
    """RFC 7517 4.4: the algorithm that the key serves."""
    return key.get("alg", ABSENT)


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
    return provider.use(serialised)({"keys": [_members(provider, key) for key in keys]})


def _members(provider: Provider, key: PublicMembers) -> PublicMembers:
    others = {name: value for name, value in key.items() if name not in jwk.names}
    return {**others, **provider.build(jwk, key)}
