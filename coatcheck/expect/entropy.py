"""Rules for values that nobody may guess, judged by their length and their alphabet."""

import math
import string
from functools import lru_cache

from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.authorization import AuthorizationResponse
from coatcheck.protocol.messages import TokenResponse

LEAST_BITS, ADVISED_BITS = 128, 160
"""The chance to guess a value is at most 2^-128 and better 2^-160 (RFC 6749, 10.10)."""

BY_CHANCE = 1e-6
"""How likely it is at least that a value lacks a class of characters by chance alone."""

_CLASSES = tuple(map(frozenset, (string.digits, string.ascii_lowercase, string.ascii_uppercase)))
_HEXADECIMAL = (frozenset("0123456789abcdef-"), frozenset("0123456789ABCDEF-"))


@lru_cache(maxsize=64)
def guessing_bits(value: str) -> float:
    """Return the bits that a value of this length and alphabet can have at most."""
    if any(set(value) <= alphabet for alphabet in _HEXADECIMAL):
        return 4.0 * len(value.replace("-", ""))
    return len(value) * math.log2(max(_size_of_alphabet(value), 1))


def _size_of_alphabet(value: str) -> int:
    """Count the characters that the value was probably chosen from.

    They are the classes that it has, and those that a value of its length may lack by chance.
    """
    characters = frozenset(value)
    lacking = [len(each) for each in _CLASSES if characters.isdisjoint(each)]
    others = len(characters.difference(*_CLASSES))
    used = others + sum(map(len, _CLASSES)) - sum(lacking)
    return used + sum(size for size in lacking if (used / (used + size)) ** len(value) >= BY_CHANCE)


def hard_to_guess(value: str) -> None:
    """Raise Nonconformance for a value that is short for its alphabet, at least by the MUST."""
    bits = guessing_bits(value)
    expect(
        bits >= LEAST_BITS,
        f"{LEAST_BITS} bits or more",
        f"at most {bits:.0f} bits in {len(value)} characters",
    )


def well_beyond_guessing(value: str) -> None:
    """Raise Nonconformance for a value that keeps the MUST and not the SHOULD."""
    bits = guessing_bits(value)
    applicable(bits >= LEAST_BITS, "the value is shorter than it must be")
    expect(bits >= ADVISED_BITS, f"{ADVISED_BITS} bits or more", f"at most {bits:.0f} bits")


@rule(AuthorizationResponse, "RFC6749-10.10/code-unguessable", "has a code that is hard to guess")
def code_hard_to_guess(response: AuthorizationResponse) -> None:
    """A code is guessed with a probability of 2^-128 at most (RFC 6749, 10.10)."""
    applicable(response.code, "there is no code")
    hard_to_guess(response.code)


@rule(
    AuthorizationResponse,
    "RFC6749-10.10/credentials-unguessable-160",
    "has a code of at least 160 bits",
)
def code_well_beyond_guessing(response: AuthorizationResponse) -> None:
    """A code is guessed with a probability of 2^-160 at most (RFC 6749, 10.10)."""
    applicable(response.code, "there is no code")
    well_beyond_guessing(response.code)


@rule(
    TokenResponse,
    "RFC6749-10.10/access-token-unguessable",
    "has an access token that is hard to guess",
)
def access_token_hard_to_guess(response: TokenResponse) -> None:
    """An access token is guessed with a probability of 2^-128 at most (RFC 6749, 10.10)."""
    applicable(response.access_token, "there is no access token")
    hard_to_guess(response.access_token)


@rule(
    TokenResponse,
    "RFC6749-10.10/refresh-token-unguessable",
    "has a refresh token that is hard to guess",
)
def refresh_token_hard_to_guess(response: TokenResponse) -> None:
    """A refresh token is guessed with a probability of 2^-128 at most (RFC 6749, 10.10)."""
    applicable(response.refresh_token, "there is no refresh token")
    hard_to_guess(response.refresh_token)


@rule(TokenResponse, "RFC6749-10.10/credentials-unguessable-160", "has tokens of at least 160 bits")
def tokens_well_beyond_guessing(response: TokenResponse) -> None:
    """Tokens are guessed with a probability of 2^-160 at most (RFC 6749, 10.10)."""
    tokens = [token for token in (response.access_token, response.refresh_token) if token]
    applicable(tokens, "there are no tokens")
    for token in tokens:
        well_beyond_guessing(token)
