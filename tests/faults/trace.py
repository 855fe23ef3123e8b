"""Which scenarios a fault can touch: one run against the traced provider tells.

The traced provider names, in every answer, the faults that would have changed it. A scenario can be
touched by a fault that an answer of its own or of its specimens names, and by one in a metadata
member, or in the keys, where it read them. Under any other fault it sends the same requests and
gets the same answers.

Answers that only prove a positive control are shared by many scenarios, and nothing of them is
used afterwards: under a fault that changes such an answer alone, the control holds, and the
scenario comes out the same, or it fails, and the scenario is an ERROR. What the answer breaks by
the way is the same in each of them, so that one scenario for each such answer is enough.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from coatcheck import relying_party
from coatcheck.engine import Collector, Record, run
from coatcheck.protocol.provider import Provider

NAME = "traced"
HEADER = "coatcheck-trace"
KEYS = ("jwk.", "jwks.")


@dataclass
class Reading:
    """What a scenario has read of the documents that a worker fetches once."""

    seams: set[str] = field(default_factory=set)

    def provider(self, issuer: str, metadata: dict[str, Any], keys: dict[str, Any]) -> Provider:
        """Return what is known of the provider, in dictionaries that note what is read."""
        noting = _Noting(metadata, lambda name: self.seams.add(f"metadata.{name}"))
        return Provider(issuer, noting, _Noting(keys, lambda name: self.seams.add("jwks.")))

    def take(self) -> set[str]:
        """Return what was read since the last call."""
        taken, self.seams = self.seams, set()
        return taken


class _Noting(dict[str, Any]):
    """A dictionary that notes which members are asked for."""

    def __init__(self, members: dict[str, Any], note: Any) -> None:
        super().__init__(members)
        self._note = note

    def get(self, name: str, default: Any = None) -> Any:
        self._note(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> Any:
        self._note(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._note(str(name))
        return super().__contains__(name)


@dataclass
class Parts:
    """What a scenario depends on: by answers of its own, and by those that prove its controls."""

    own: set[str]
    controls: dict[int, set[str]]


def dependencies(options: Iterable[str], scenarios: Iterable[str]) -> dict[str, Parts]:
    """Return what each scenario depends on: faults, `@seams` used, and documents' `seams` read.

    Raises AssertionError where the traced provider is not sound: a fault that was tried beside the
    sound function has left traces, and has to say so.
    """
    reading, found = Reading(), {}

    def note(record: Record) -> None:
        traces = {exchange["id"]: set(_trace(exchange)) for exchange in record["exchanges"]}
        controls = {number: traces.pop(number) for number in record["controls"]}
        found[record["id"]] = Parts(reading.take().union(*traces.values()), controls)

    collector = Collector(on_record=note)
    with mock.patch.object(relying_party, "Provider", reading.provider):
        chosen = [word for scenario in scenarios for word in ("--scenario", scenario)]
        run([*options, "--user-agent", "http", *chosen], 1, collector)
    unsound = [r["id"] for r in collector.records if r["verdict"] != "PASS" or _astray(r)]
    assert unsound == []
    return found


def _astray(record: Record) -> bool:
    """Tell whether something was found by the way in the document that the scenario is of."""
    document = record["requirement"].partition("-")[0]
    contract = document == "MOSAIC"
    return any(
        not contract or finding["requirement"].startswith(document)
        for finding in record["findings"]
    )


def _trace(exchange: dict[str, Any]) -> Iterable[str]:
    for name, value in (exchange["response"] or {"headers": []})["headers"]:
        if name == HEADER:
            yield from value.split(",")


def touched(fault: str, seam: str, found: dict[str, Parts]) -> list[str]:
    """Return the scenarios that a fault at a seam can touch, and one for each control it can."""
    named = any(fault in parts.own.union(*parts.controls.values()) for parts in found.values())
    wanted = {fault if named else f"@{seam}", seam}
    wanted |= {"jwks."} if seam.startswith(KEYS) else set()
    chosen = {scenario for scenario, parts in found.items() if parts.own & wanted}
    proven: set[int] = set()
    for scenario, parts in found.items():
        proofs = {number for number, names in parts.controls.items() if names & wanted}
        if proofs - proven:
            chosen.add(scenario)
            proven |= proofs
    return [scenario for scenario in found if scenario in chosen]
