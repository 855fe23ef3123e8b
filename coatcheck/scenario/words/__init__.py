"""The words in parentheses in tables, for values that are known only in the run.

Each module of this package has those about one noun, as `WORDS`.
"""

import importlib
import pkgutil
from collections.abc import Callable

from coatcheck.protocol.parameters import Changes
from coatcheck.scenario.flow import Flow

WORDS: dict[str, Callable[[Flow], str]] = {}
"""The value of each word in a flow."""

for _found in pkgutil.iter_modules(__path__):
    _module = importlib.import_module(f"{__name__}.{_found.name}")
    WORDS.update(getattr(_module, "WORDS", {}))


def filled_in(changes: Changes, flow: Flow) -> Changes:
    """Return changes with the words replaced by their values in a flow."""
    return tuple((name, _filled_in(value, flow)) for name, value in changes)


def _filled_in(value: str, flow: Flow) -> str:
    for word, stands_for in WORDS.items():
        if word in value:
            value = value.replace(word, stands_for(flow))
    return value
