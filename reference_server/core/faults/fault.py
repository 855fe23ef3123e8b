"""What a fault is, and the usual ways to replace a function by a worse one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from ..errors import OAuthError, Refusal
from ..seams import ABSENT, Absent, Function

WITHOUT_TLS = "http://0.0.0.0:9/x"
"""An http URL whose host is no loopback one, needs no look-up, and refuses at once."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One substitution: what stands at the seam instead, and which requirement that breaks.

    A replacement that changes what the provider keeps cannot be tried beside the sound function; it
    `leaves_traces`.
    """

    name: str
    requirement: str
    seam: str
    replacement: Function
    sentence: str
    leaves_traces: bool = False
    dialect: str = "standards"


class Failure(OAuthError):
    """A refusal that is told as a failure of the server's own."""

    code, status = "server_error", 500


def skipped(*_: Any) -> None:
    """A check that objects to nothing."""


def absent(*_: Any) -> Absent:
    """A member, claim or header that is left out."""
    return ABSENT


def constant(value: Any) -> Function:
    """A builder that always answers the same."""
    return lambda *_: value


def numbered() -> Function:
    """A builder whose answers are consecutive numbers."""
    numbers = count(100_000)
    return lambda *_: str(next(numbers))


def otherwise(function: Function, when: Callable[[Any], bool], value: Any) -> Function:
    """A builder that answers something else in some cases."""
    return lambda context: value if when(context) else function(context)


def of_refusal(description: str) -> Callable[[Refusal], bool]:
    """Whether a refusal has this description."""
    return lambda refusal: refusal.description == description


def altered(function: Function, change: Callable[[Any], Any]) -> Function:
    """A builder whose answer is changed, unless it is absent."""

    def changed(*context: Any) -> Any:
        value = function(*context)
        return value if value is ABSENT else change(value)

    return changed


def misreported(check: Function, other: type[Refusal], stated: type[Refusal] = Refusal) -> Function:
    """A check that objects rightly, and says something else; or does so for what is `told`."""

    def objecting(*context: Any) -> None:
        try:
            check(*context)
        except stated as refusal:
            raise other(refusal.description) from refusal

    return objecting


def also_refusing(
    check: Function, objectionable: Callable[[Any], bool], error: type[OAuthError]
) -> Function:
    """A check that objects to something lawful as well."""

    def stricter(context: Any) -> None:
        check(context)
        if objectionable(context):
            raise error("the provider is stricter than the specification")

    return stricter


def forgiving(check: Function, when: Callable[[Any], bool]) -> Function:
    """A check that objects to nothing in some cases."""

    def laxer(context: Any) -> None:
        if not when(context):
            check(context)

    return laxer


def breaking(
    check: Function, when: Callable[[Any], bool], failure: type[Refusal] = Failure
) -> Function:
    """A check that breaks down in some cases."""

    def broken(context: Any) -> None:
        if when(context):
            raise failure("Something went wrong - Internal server error")
        check(context)

    return broken


def without(function: Function, left_out: Any) -> Function:
    """A builder of a list from which something is left out."""
    return altered(function, lambda values: [value for value in values if value != left_out])


def suffixed(function: Function, suffix: str) -> Function:
    """A builder of text with something at its end."""
    return altered(function, lambda text: f"{text}{suffix}")
