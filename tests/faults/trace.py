"""Which scenarios a fault can touch: one run against the traced provider tells.

A scenario depends on a seam that had a part in one of its exchanges, its specimens' included, and
on a metadata member, or on the keys, where it read them. Whatever stands at any other seam, it
sends the same requests and gets the same answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from coatcheck import relying_party
from coatcheck.engine import Collector, Record, run
from coatcheck.protocol.messages import Provider

NAME = "traced"
HEADER = "coatcheck-seams"
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


def dependencies(issuer: str) -> dict[str, set[str]]:
    """Return the seams that each scenario depends on."""
    reading, found = Reading(), {}

    def note(record: Record) -> None:
        found[record["id"]] = reading.take() | set(_seams(record["exchanges"]))

    with mock.patch.object(relying_party, "Provider", reading.provider):
        run(["--issuer", issuer, "--user-agent", "http"], 1, Collector(on_record=note))
    return found


def _seams(exchanges: Iterable[dict[str, Any]]) -> Iterable[str]:
    for exchange in exchanges:
        for name, value in (exchange["response"] or {"headers": []})["headers"]:
            if name == HEADER:
                yield from value.split(",")


def touched(seam: str, acting: bool, found: dict[str, set[str]]) -> list[str]:
    """Return the scenarios that a substitution at a seam can touch.

    `acting` narrows it to those in which the sound function objected or answered something; one
    that never does either has its effect elsewhere, and is not narrowed.
    """
    acts = any(f"{seam}!" in seams for seams in found.values())
    wanted = {f"{seam}!" if acting and acts else seam}
    wanted |= {"jwks."} if seam.startswith(KEYS) else set()
    wanted |= {seam} if seam.startswith("metadata.") else set()
    return [scenario for scenario, seams in found.items() if seams & wanted]
