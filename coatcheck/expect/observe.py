"""Judging whatever comes by, besides what the running scenario is about."""

from dataclasses import dataclass

from coatcheck.base.verdict import Finding, Nonconformance, NotApplicable, NotTestable
from coatcheck.expect.rule import is_answer, rules_of
from coatcheck.expect.schema import breaches, requirements_judged
from coatcheck.protocol.message import Message


@dataclass(frozen=True, slots=True)
class Observation:
    """What was judged of one message, and what was found."""

    judged: frozenset[str]
    findings: tuple[Finding, ...]
    crashes: tuple[str, ...] = ()


def observe(message: Message) -> Observation:
    """Judge a message by its schema and by every rule for its kind, if an answer came at all."""
    if not is_answer(message):
        return Observation(frozenset(), ())
    exchange = message.exchange.id
    judged = set(requirements_judged(message))
    findings = [
        Finding(breach.requirement, breach.expected, breach.received, exchange)
        for breach in breaches(message)
    ]
    crashes: list[str] = []
    for rule in rules_of(type(message)):
        try:
            rule.asserts(message)
        except Nonconformance as broken:
            findings.append(Finding(rule.requirement, broken.expected, broken.received, exchange))
        except (NotApplicable, NotTestable):
            continue
        except Exception as error:  # a message that none foresaw must not end the run
            crashes.append(
                f"{rule.requirement} could not be checked: {type(error).__name__}: {error}"
            )
            continue
        judged.add(rule.requirement)
    return Observation(frozenset(judged), tuple(findings), tuple(crashes))
