"""The catalogue of faults: each breaks one requirement by one substitution at one seam.

A module of this package holds the faults of one noun in a tuple named `FAULTS`; so do those of
`mosaic.faults` for the provider that speaks that dialect.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache

from ..seams import sound_seams
from .fault import Fault

__all__ = ["Fault", "catalogue"]

SERVER = __name__.rpartition(".")[0]
PACKAGES = (__name__, f"{SERVER}.mosaic.faults")
"""The packages whose modules hold faults."""


@cache
def catalogue() -> Mapping[str, Fault]:
    """Every fault by name; ValueError when two share a name or one has no seam."""
    importlib.import_module(f"{SERVER}.app")  # every module with seams is imported by then
    seams = sound_seams()
    faults: dict[str, Fault] = {}
    for fault in _collected():
        if fault.name in faults:
            raise ValueError(f"two faults are named {fault.name}")
        if fault.seam not in seams:
            raise ValueError(f"the fault {fault.name} has no seam: {fault.seam}")
        faults[fault.name] = fault
    return faults


def _collected() -> Iterator[Fault]:
    for package in PACKAGES:
        paths = importlib.import_module(package).__path__
        for module in sorted(pkgutil.iter_modules(paths), key=lambda found: found.name):
            loaded = importlib.import_module(f"{package}.{module.name}")
            yield from getattr(loaded, "FAULTS", ())
