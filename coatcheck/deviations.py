"""Known deviations: what the target file declares, and what became of it in a run."""

import datetime
from collections.abc import Iterable
from typing import Any

from coatcheck.target import Deviation


class Deviations:
    """The declared deviations on one day; an entry must occur, and lapses when it expires."""

    def __init__(self, declared: Iterable[Deviation], today: datetime.date) -> None:
        declared = tuple(declared)
        self._live = {entry.id: entry for entry in declared if entry.expires >= today}
        self._expired = [entry for entry in declared if entry.expires < today]
        self._seen: set[str] = set()

    def excuse(self, *names: str) -> dict[str, Any] | None:
        """Return the entry that declares a requirement, or a scenario, of one of these names."""
        entry = next((self._live[name] for name in names if name in self._live), None)
        if entry is None:
            return None
        self._seen.add(entry.id)
        return {
            "reason": entry.reason,
            "link": entry.link,
            "expires": entry.expires.isoformat(),
        }

    def problems(self) -> list[str]:
        """Return what is wrong with the declarations after a whole run."""
        expired = [f"known deviation {e.id} expired on {e.expires}" for e in self._expired]
        stale = [
            f"known deviation {name} did not occur: remove it from the target file"
            for name in self._live
            if name not in self._seen
        ]
        return expired + stale
