"""Which scenarios a fault can touch: one run against the traced provider tells.

The traced provider names, in every answer, the faults that would have changed it. A scenario can be
touched by a fault that an answer of its own or of its specimens names, and by one in a document
that a worker fetches once, the metadata or the JWK Set, where it read what the fault changes. Under
any other fault it sends the same requests and gets the same answers.

Answers that only prove a positive control are shared by many scenarios, and nothing of them is
used afterwards: under a fault that changes such an answer alone, the control holds, and the
scenario comes out the same, or it fails, and the scenario is an ERROR. What the answer breaks by
the way is the same in each of them, so that one scenario for each such answer is enough.

What is judged by the way leaves the course of a scenario alone. Where nothing else read what a
fault changes in a document, the same messages are judged again with the faulty document: if they
break the fault's requirement and no other, one scenario is enough to see it.
"""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any
from unittest import mock

from coatcheck import published, relying_party
from coatcheck.expect.observe import Observation, observe
from coatcheck.protocol.key_set import KeySet
from coatcheck.protocol.messages import Message
from coatcheck.protocol.provider import Provider
from coatcheck.run.engine import Collector, Record, run

NAME = "traced"
HEADER = "coatcheck-trace"
KEYS = "jwks"
"""What a scenario has read that asked anything of the key set."""


@dataclass(frozen=True)
class Judged:
    """A message that was judged by the way, and the seams of documents that this read."""

    message: Message
    seams: frozenset[str]

    def under(self, faulty: Provider) -> Observation:
        """Judge the message again, with what a faulty provider says of itself."""
        known = replace(self.message.provider, metadata=faulty.metadata, keys=faulty.keys)
        return observe(replace(self.message, provider=known))


@dataclass
class Reading:
    """What a scenario has read of the documents that a worker fetches once."""

    seams: set[str] = field(default_factory=set)
    judged: list[Judged] = field(default_factory=list)

    def provider(self, issuer: str, metadata: dict[str, Any], keys: KeySet) -> Provider:
        """Return what is known of the provider, in a form that notes what is read."""
        noting = _Noting(metadata, lambda name: self.seams.add(f"metadata.{name}"))
        return Provider(issuer, noting, _Asked(keys.document, lambda: self.seams.add(KEYS)))

    def observe(self, message: Message) -> Observation:
        """Judge a message by the way, and keep it with what was read."""
        before, self.seams = self.seams, set()
        seen = observe(message)
        self.judged.append(Judged(message, frozenset(self.seams)))
        self.seams = before
        return seen

    def take(self) -> tuple[set[str], list[Judged]]:
        """Return what was read and judged since the last call."""
        taken = self.seams, self.judged
        self.seams, self.judged = set(), []
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


class _Asked(KeySet):
    """A key set that notes when it is asked for anything."""

    def __init__(self, document: dict[str, Any], note: Any) -> None:
        super().__init__(document)
        object.__setattr__(self, "_note", note)

    def __getattribute__(self, name: str) -> Any:
        if name == "document":
            super().__getattribute__("_note")()
        return super().__getattribute__(name)


@dataclass
class Parts:
    """What a scenario depends on: by answers of its own, and by those that prove its controls."""

    own: set[str]
    controls: dict[int, set[str]]
    judged: list[Judged]


def dependencies(options: Sequence[str]) -> dict[str, Parts]:
    """Return what each scenario depends on: faults, `@seams` used, and documents' `seams` read.

    Raises AssertionError where the traced provider is not sound: a fault that was tried beside the
    sound function has left traces, and has to say so.
    """
    reading, found = Reading(), {}

    def note(record: Record) -> None:
        traces = {exchange["id"]: set(_trace(exchange)) for exchange in record["exchanges"]}
        controls = {number: traces.pop(number) for number in record["controls"]}
        seams, judged = reading.take()
        found[record["id"]] = Parts(seams.union(*traces.values()), controls, judged)

    collector = Collector(on_record=note)
    with ExitStack() as patches:
        patches.enter_context(mock.patch.object(published, "Provider", reading.provider))
        patches.enter_context(mock.patch.object(relying_party, "observe", reading.observe))
        run(options, 1, collector)
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
    chosen = {scenario for scenario, parts in found.items() if parts.own & wanted}
    proven: set[int] = set()
    for scenario, parts in found.items():
        proofs = {number for number, names in parts.controls.items() if names & wanted}
        if proofs - proven:
            chosen.add(scenario)
            proven |= proofs
    return [scenario for scenario in found if scenario in chosen]


def astray_by_the_way(
    requirement: str, seam: str, faulty: Provider, found: dict[str, Parts]
) -> list[str]:
    """Return the scenarios that a faulty document leads astray by the way, and one that shows it.

    Astray is what breaks anything else than the fault's requirement, or cannot be judged.
    """
    shown: list[str] = []
    astray: list[str] = []
    for scenario, parts in found.items():
        broken = set().union(*(_broken(j, faulty) for j in parts.judged if seam in j.seams))
        if broken == {requirement}:
            shown.append(scenario)
        elif broken:
            astray.append(scenario)
    return [*astray, *shown[:1]]


def _broken(judged: Judged, faulty: Provider) -> set[str]:
    """Return what a message breaks under a faulty document, and did not break before."""
    before, after = judged.under(judged.message.provider), judged.under(faulty)
    known = {finding.requirement for finding in before.findings}
    return {f.requirement for f in after.findings} - known | set(after.crashes)
