"""The six results, and how a judgement comes to one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What is known of a scenario or a requirement; only the last two are neutral."""

    PASS = "PASS"
    FAIL = "FAIL"
    WARNING = "WARNING"
    ERROR = "ERROR"
    NOT_APPLICABLE = "NOT APPLICABLE"
    EXCLUDED = "EXCLUDED"


_WORST_FIRST = (
    Verdict.FAIL,
    Verdict.ERROR,
    Verdict.WARNING,
    Verdict.EXCLUDED,
    Verdict.PASS,
    Verdict.NOT_APPLICABLE,
)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return what a requirement is worth whose scenarios and findings came to these verdicts."""
    seen = set(verdicts)
    return next((v for v in _WORST_FIRST if v in seen), Verdict.NOT_APPLICABLE)


def of_breach(level: str) -> Verdict:
    """Return the verdict of a broken requirement of this level: only a MUST makes it FAIL."""
    return Verdict.FAIL if level == "MUST" else Verdict.WARNING


class Nonconformance(AssertionError):
    """The provider does not keep a requirement: what was expected, and what came.

    `requirement` is the one that is broken, where the message's schema tells it; `exchange` is the
    id of the exchange that brought the message, where one message is judged.
    """

    exchange: int | None = None

    def __init__(self, expected: str, received: str, requirement: str | None = None) -> None:
        super().__init__(f"expected {expected}; received {received}")
        self.expected = expected
        self.received = received
        self.requirement = requirement


class NotTestable(Exception):
    """A positive control failed, so what depends on it cannot be tested."""


class NotApplicable(Exception):
    """The provider does not offer what is judged; the message names what decided it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An incidental finding: a requirement seen broken while a scenario tested something else."""

    requirement: str
    expected: str
    received: str
    exchange: int | None


def exit_code(verdicts: Iterable[Verdict], *, strict: bool, problems: bool) -> int:
    """Return 0 where the provider conforms, 1 where it does not, 2 where that cannot be told."""
    seen = set(verdicts)
    if Verdict.FAIL in seen or (strict and Verdict.WARNING in seen):
        return 1
    if problems or Verdict.ERROR in seen or not seen & {Verdict.PASS, Verdict.WARNING}:
        return 2
    return 0
