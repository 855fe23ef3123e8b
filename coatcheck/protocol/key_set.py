"""The provider's JWK Set, and what may be asked of it (RFC 7517, 5)."""

from dataclasses import dataclass, field
from typing import Any

_KEY_TYPES = {"R": "RSA", "P": "RSA", "E": "EC"}


@dataclass(frozen=True)
class KeySet:
    """A JWK Set as it was fetched, well-formed or not."""

    document: dict[str, Any] = field(default_factory=dict)

    def is_readable(self) -> bool:
        """Tell whether there is a list of keys."""
        return isinstance(self.document.get("keys"), list)

    def has_several(self) -> bool:
        """Tell whether a signature's key has to be picked among others."""
        return len(self) > 1

    def __len__(self) -> int:
        keys = self.document.get("keys")
        return len(keys) if isinstance(keys, list) else 0

    def fitting(self, alg: str, kid: str | None) -> list[dict[str, Any]]:
        """Return the keys that may have made a signature, by their type and kid.

        A signature without kid may be of any key, and so may any where the keys have no kid.
        """
        kty = "OKP" if alg.startswith("Ed") else _KEY_TYPES.get(alg[:1])
        found = [key for key in self._keys() if kty and key.get("kty") == kty]
        return found if kid is None else [key for key in found if key.get("kid", kid) == kid]

    def named(self, kid: str | None) -> "KeySet":
        """Return the keys that have this kid."""
        return KeySet({"keys": [key for key in self._keys() if key.get("kid") == kid]})

    def _keys(self) -> list[dict[str, Any]]:
        keys = self.document.get("keys")
        return [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []
