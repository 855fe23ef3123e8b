"""What the server is made of: every module of its rooms is found, and brings what it has.

A flow or a dialect is known by its folder. Its modules add their routes, seams and the rest to the
core when they are imported; those of its faults hold them in a tuple named `FAULTS`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache

from .core.dialect import DIALECTS
from .core.faults.fault import Fault
from .core.seams import function_at

SERVER = __name__.rpartition(".")[0]
ROOT = importlib.import_module(SERVER)


@cache
def catalogue() -> Mapping[str, Fault]:
    """Every fault by name; ValueError when two share a name or one has no seam."""
    faults: dict[str, Fault] = {}
    for fault in _collected():
        if fault.name in faults:
            raise ValueError(f"two faults are named {fault.name}")
        faults[fault.name] = fault
    for fault in faults.values():
        function_at(fault.seam, DIALECTS[fault.dialect].seams)
    return faults


def _collected() -> Iterator[Fault]:
    modules = sorted(_modules(), key=_is_of_faults)  # faults are of what is there already
    for name in modules:
        yield from getattr(importlib.import_module(name), "FAULTS", ())


def _modules() -> Iterator[str]:
    """The modules of the rooms, which are the packages of the server."""
    for found in pkgutil.walk_packages(ROOT.__path__, f"{SERVER}."):
        if found.name.removeprefix(f"{SERVER}.").partition(".")[2]:
            yield found.name


def _is_of_faults(name: str) -> bool:
    return "faults" in name.split(".")
