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

Most scenarios get tokens, a lifetime or a header against caching, and never look into them. A
fault there leaves their course alone, too, and what it breaks by the way is the same wherever the
same requirements apply: one scenario is enough for each set of them.

A fault that can touch many scenarios is seen alone in those that show every way in which a message
is judged that it changes, and in all others together with faults at other seams.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from coatcheck.protocol.provider import Provider
from coatcheck.run.engine import Collector, Record, run
from tests.faults.reading import Judged, Reading, Way, part_of

NAME = "traced"
HEADER = "coatcheck-trace"


@dataclass
class Parts:
    """What a scenario depends on: by answers of its own, and by those that prove its controls."""

    own: set[str]
    controls: dict[int, set[str]]
    judged: list[Judged]
    ways: list[tuple[Way, frozenset[str]]]
    """How each message was judged, with the faults that name it and the seams that this read."""


def dependencies(options: Sequence[str]) -> dict[str, Parts]:
    """Return what each scenario depends on: faults, `@seams` used, and documents' `seams` read.

    Raises AssertionError where the traced provider is not sound: a fault that was tried beside the
    sound function has left traces, and has to say so.
    """
    reading, found = Reading(), {}

    def note(record: Record) -> None:
        traces = {exchange["id"]: set(_trace(exchange)) for exchange in record["exchanges"]}
        seams, judged = reading.take()
        ways = [(each.way, each.seams.union(traces.get(each.exchange, ()))) for each in judged]
        controls = {number: traces.pop(number) for number in record["controls"]}
        found[record["id"]] = Parts(seams.union(*traces.values()), controls, judged, ways)

    collector = Collector(on_record=note)
    with reading.noted():
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
    wanted = _traces_of(fault, seam, found)
    chosen = {scenario for scenario, parts in found.items() if parts.own & wanted}
    if part := part_of(seam):
        chosen = _looking_at(part, {scenario: found[scenario] for scenario in chosen})
    proven: set[int] = set()
    for scenario, parts in found.items():
        proofs = {number for number, names in parts.controls.items() if names & wanted}
        if proofs - proven:
            chosen.add(scenario)
            proven |= proofs
    return [scenario for scenario in found if scenario in chosen]


def ways_shown(fault: str, seam: str, found: dict[str, Parts], among: Iterable[str]) -> list[str]:
    """Return one scenario for each way in which a message is judged that a fault can change."""
    wanted = _traces_of(fault, seam, found)
    shown: set[Way] = set()
    chosen = []
    for scenario in among:
        ways = {way for way, traces in found[scenario].ways if traces & wanted}
        if ways - shown:
            chosen.append(scenario)
            shown |= ways
    return chosen


def _traces_of(fault: str, seam: str, found: dict[str, Parts]) -> set[str]:
    """Return how it is told that something depends on a fault at a seam."""
    named = any(fault in parts.own.union(*parts.controls.values()) for parts in found.values())
    return {fault if named else f"@{seam}", seam}


def _looking_at(part: str, found: dict[str, Parts]) -> set[str]:
    """Return the scenarios that read a part of an answer, and one for each way it is judged by."""
    chosen = {scenario for scenario, parts in found.items() if part in parts.own}
    shown: set[Way] = set()
    for scenario, parts in found.items():
        ways = {judged.way for judged in parts.judged if part in judged.seams}
        if ways - shown:
            chosen.add(scenario)
            shown |= ways
    return chosen


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
    after = judged.under(faulty)
    return {finding.requirement for finding in after.findings} - judged.broken | set(after.crashes)
