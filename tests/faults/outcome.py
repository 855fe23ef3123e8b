"""What a run against the reference provider with faults came to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from coatcheck.run.engine import Record

CONTRACT = "MOSAIC"
"""How the requirements of the contract begin, which alone are judged in its dialect."""

RED = ("FAIL", "WARNING")


@dataclass(frozen=True)
class Seen:
    """What a scenario came to: its verdict with the reason, and what it shows to be broken."""

    verdict: str
    red: dict[str, str]
    """What is told of each requirement that is broken."""
    reason: str | None = None


@dataclass
class Outcome:
    """What scenarios came to under the faults of a name."""

    name: str
    scenarios: dict[str, Seen] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @classmethod
    def read(cls, stated: dict[str, Any]) -> "Outcome":
        """Return an outcome that another process has told."""
        seen = {scenario: Seen(**each) for scenario, each in stated.pop("scenarios").items()}
        return cls(scenarios=seen, **stated)

    @property
    def red(self) -> dict[str, list[str]]:
        """What is told of each requirement that is broken."""
        red: dict[str, list[str]] = {}
        for seen in self.scenarios.values():
            for requirement, stated in seen.red.items():
                red.setdefault(requirement, []).append(stated)
        return red

    @property
    def errors(self) -> dict[str, str]:
        """Why scenarios could not be judged."""
        seen = self.scenarios.items()
        return {scenario: each.reason or "" for scenario, each in seen if each.verdict == "ERROR"}


def outcome_of(
    name: str, dialect: str, records: Iterable[Record], complaints: list[str], seconds: float
) -> Outcome:
    """Return what the records of a run come to."""
    scenarios = {record["id"]: _seen(record, dialect) for record in records}
    return Outcome(name, scenarios, complaints, seconds)


def _seen(record: Record, dialect: str) -> Seen:
    red = {}
    for finding in record["findings"]:
        stated = f"{finding['expected']}; {finding['received']}"
        red[finding["requirement"]] = f"by the way in {record['id']}: {stated}"
    if record["verdict"] in RED:
        red[record["requirement"]] = record["id"]
    judged = {
        requirement: stated for requirement, stated in red.items() if _is_of(dialect, requirement)
    }
    return Seen(record["verdict"], judged, record["reason"])


def _is_of(dialect: str, requirement: str) -> bool:
    """Tell whether a requirement is judged: what breaks the contract may break an RFC as well."""
    return dialect == "standards" or requirement.startswith(CONTRACT)
