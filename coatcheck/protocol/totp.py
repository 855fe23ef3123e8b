"""One-time codes by the time (RFC 6238), as authenticator apps make them of a seed."""

import base64
import hmac
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

ALGORITHMS = ("SHA1", "SHA256", "SHA512")
"""The hash functions of RFC 6238, 1.2."""

_LENGTHS = ("6", "7", "8")


@dataclass(frozen=True, slots=True)
class Totp:
    """A seed, and what kind of code is made of it."""

    key: bytes = field(repr=False)
    digits: int = 6
    period: int = 30
    algorithm: str = ALGORITHMS[0]

    @classmethod
    def of(cls, text: str) -> "Totp":
        """Read a seed in base32, or an otpauth:// address. Raises ValueError for neither."""
        if not text.lower().startswith("otpauth:"):
            return cls(_decoded(text))
        given = {name: values[0] for name, values in parse_qs(urlsplit(text).query).items()}
        digits, period = given.get("digits", "6"), given.get("period", "30")
        algorithm = given.get("algorithm", ALGORITHMS[0]).upper()
        by_the_time = urlsplit(text).netloc.lower() == "totp"
        sound = digits in _LENGTHS and algorithm in ALGORITHMS and int(period) > 0
        if not by_the_time or not sound:
            raise ValueError("not an otpauth address of time-based codes")
        return cls(_decoded(given.get("secret", "")), int(digits), int(period), algorithm)

    @property
    def seed(self) -> str:
        """The seed in base32, as it must not be seen."""
        return base64.b32encode(self.key).decode().rstrip("=")

    def step(self, now: float) -> int:
        """Return the number of the time step at a time (RFC 6238, 4.2)."""
        return int(now // self.period)

    def code(self, step: int) -> str:
        """Return the code of a time step (RFC 4226, 5.3)."""
        mac = hmac.digest(self.key, step.to_bytes(8, "big"), self.algorithm)
        offset = mac[-1] & 0xF
        number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFFFFFF
        return str(number % 10**self.digits).zfill(self.digits)


def _decoded(seed: str) -> bytes:
    letters = "".join(seed.split()).rstrip("=").upper()
    key = base64.b32decode(letters + "=" * (-len(letters) % 8))
    if not key:
        raise ValueError("an empty seed")
    return key
