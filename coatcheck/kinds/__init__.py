"""The kinds of requests that a client sends, one module each.

A kind says in one place what it is called, how its plain request is made and sent, what has to come
before it, what it brings, and what in it is secret. Everything that goes by kinds asks `KINDS`.
"""

import importlib
import pkgutil

from coatcheck.kinds.kind import KINDS, Kind, secret_names

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["KINDS", "Kind", "secret_names"]
