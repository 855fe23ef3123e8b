"""What a target claims to offer: decided by its target file, then its metadata, then a default."""

import importlib
import pkgutil

from coatcheck.capabilities.decision import Decision
from coatcheck.capabilities.registry import CAPABILITIES, decide, known

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["CAPABILITIES", "Decision", "decide", "known"]
