"""Known deviations: which the target file declares, and which occurred in a run."""

import datetime
from collections.abc import Collection, Iterable
from typing import Any

from coatcheck.base.nearest import asked
from coatcheck.target.target import Deviation


class Deviations:
    """The known deviations on one day. An entry must occur, and does not count after it expires."""

    def __init__(self, declared: Iterable[Deviation], today: datetime.date) -> None:
        declared = tuple(declared)
        self._live = {entry.id: entry for entry in declared if entry.expires >= today}
        self._expired = [entry for entry in declared if entry.expires < today]
        self._seen: set[str] = set()

    def excuse(self, *names: str) -> dict[str, Any] | None:
        """Return the entry for a requirement or a scenario with one of these names."""
        entry = next((self._live[name] for name in names if name in self._live), None)
        if entry is None:
            return None
        self._seen.add(entry.id)
        return {
            "reason": entry.reason,
            "link": entry.link,
            "expires": entry.expires.isoformat(),
        }

    def problems(self, known: Collection[str]) -> list[str]:
        """Return the problems of the entries, given the existing names."""
        expired = [f"Known deviation {e.id} expired on {e.expires}." for e in self._expired]
        unknown = [name for name in self._live if name not in known]
        return expired + [
            f"Known deviation {name} matches no requirement and no scenario. "
            + asked(name, known, "Correct it, or remove it from the target file.")
            for name in unknown
        ]

    def stale(self, known: Collection[str], untold: Collection[str]) -> list[str]:
        """Return the entries that did not occur in a whole run, except where that is unknown."""
        return [
            f"Known deviation {name} did not occur. Remove it from the target file."
            for name in self._live
            if name not in self._seen and name in known and name not in untold
        ]
