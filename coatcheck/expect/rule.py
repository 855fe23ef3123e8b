"""Rules: one kind of message, one requirement, one phrase, one function that judges."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from coatcheck.base.verdict import Nonconformance, NotApplicable, NotTestable
from coatcheck.protocol.message import Message

J = TypeVar("J", bound=Callable[[Any], None])

OUT_OF_ORDER = (429, 502, 503, 504)
"""What a server answers that has no time for a request, or no way to it (RFC 6585, 4; RFC 9110)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a requirement says of one kind of message."""

    message: type[Message]
    phrase: str
    requirement: str
    asserts: Callable[[Any], None]

    def judge(self, message: Message) -> None:
        """Judge a message. Raises NotTestable where the provider has not answered the request."""
        answered(message)
        with concerning(message):
            self.asserts(message)


RULES: list[Rule] = []
"""Every rule, in the order in which the modules of this package are read."""

_BY_KIND: dict[type[Message], tuple[Rule, ...]] = {}


def rule(message: type[Message], requirement: str, phrase: str) -> Callable[[J], J]:
    """Register a function that raises Nonconformance where a message breaks a requirement.

    It raises NotApplicable where the message lacks the optional thing that it judges, and
    NotTestable where it lacks a required one, which is another requirement's business.
    """

    def register(judge: J) -> J:
        RULES.append(Rule(message, phrase, requirement, judge))
        return judge

    return register


def rules_of(kind: type[Message]) -> tuple[Rule, ...]:
    """Return the rules for a kind of message; to be asked once every module has been read."""
    if kind not in _BY_KIND:
        _BY_KIND[kind] = tuple(rule for rule in RULES if issubclass(kind, rule.message))
    return _BY_KIND[kind]


def rule_for(message: Message, phrase: str) -> Rule:
    """Return the rule of this phrase for this kind of message. Raises KeyError for none."""
    for candidate in rules_of(type(message)):
        if candidate.phrase == phrase:
            return candidate
    raise KeyError(f"no rule says of a {type(message).__name__} that it {phrase!r}")


def judge_each(messages: Sequence[Message], phrase: str) -> None:
    """Judge each of several messages, such as the pages of one dialogue, by the rule of a phrase.

    Raises NotApplicable only where the rule applies to none of them.
    """
    neutral: list[NotApplicable] = []
    for message in messages:
        try:
            rule_for(message, phrase).judge(message)
        except NotApplicable as reason:
            neutral.append(reason)
    if neutral and len(neutral) == len(messages):
        raise neutral[0]


@contextmanager
def concerning(message: Message) -> Iterator[None]:
    """Have a Nonconformance tell which exchange brought the message that is judged."""
    try:
        yield
    except Nonconformance as broken:
        broken.exchange = message.exchange.id
        raise


def is_answer(message: Message) -> bool:
    """Tell whether the provider was reached, and had time for the request."""
    came = message.exchange.reply is not None or message.readable
    return came and message.reply.status not in OUT_OF_ORDER


def is_answer_to(kind: str, message: Message) -> bool:
    """Tell whether a message answers a request of this kind, such as `introspection`."""
    return message.exchange.label == f"{kind} request"


def answered(message: Message | None) -> None:
    """Raise NotTestable where a message is no answer to the request, which proves nothing."""
    if message is not None and not is_answer(message):
        raise NotTestable(f"there was no response: {message.exchange.summary}")


def expect(condition: object, expected: str, received: object) -> None:
    """Raise Nonconformance unless a condition holds."""
    if not condition:
        raise Nonconformance(expected, shown(received))


def applicable(condition: object, reason: str) -> None:
    """Raise NotApplicable unless a condition holds."""
    if not condition:
        raise NotApplicable(reason)


def testable(condition: object, reason: str) -> None:
    """Raise NotTestable unless a condition holds: what is judged lacks what it must have."""
    if not condition:
        raise NotTestable(reason)


def shown(value: object, limit: int = 300) -> str:
    """Return a value in words for a report, cut to a readable length."""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text)} characters)"
