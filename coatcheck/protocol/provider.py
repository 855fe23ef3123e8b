"""What is known of the provider: what it says of itself, and has said before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coatcheck.protocol.key_set import KeySet
from coatcheck.protocol.parties import Resource


@dataclass
class Memory:
    """What the provider has said before, where it must not say otherwise later."""

    _kept: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def first(self, *of: object, value: Any) -> Any:
        """Return the value that was noted first under this heading: this one, if there is none."""
        return self._kept.setdefault(of, value)


@dataclass(frozen=True)
class Provider:
    """What is known of the provider when a message of its is judged."""

    issuer: str
    metadata: dict[str, Any] = field(default_factory=dict)
    keys: KeySet = field(default_factory=KeySet)
    now: float = 0.0
    memory: Memory = field(default_factory=Memory)
    contract: str | None = None
    """The documented contract against which it is tested."""
    refusal_members: tuple[str, ...] = ()
    """By what a refusal is known that has no error code of RFC 6749, 5.2."""
    lifetimes: Mapping[str, float] = field(default_factory=dict)
    """How many seconds its artifacts live, as far as the target file tells."""
    resources: tuple[Resource, ...] = ()
    """The resources that clients may ask for."""

    def endpoint(self, name: str) -> str:
        """Return the address of an endpoint, or an empty string where none is announced."""
        value = self.metadata.get(name)
        return value if isinstance(value, str) else ""
