"""What every run finds out anew, found out once for thousands of runs."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from unittest import mock

import pytest

from coatcheck.evidence.redactor import Redactor
from coatcheck.run.bdd import remembered_steps
from coatcheck.target import target_file


@contextmanager
def remembered() -> Iterator[None]:
    """Remember target files and definitions of steps; show no exchange, look for no plugin."""
    with ExitStack() as patches:
        patches.enter_context(remembered_steps())
        for owner, name, value in (
            (pytest.PytestPluginManager, "load_setuptools_entrypoints", lambda *_, **__: 0),
            (target_file, "load", _loaded),
            (Redactor, "exchange", lambda _, exchange: {"id": exchange.id}),
        ):
            patches.enter_context(mock.patch.object(owner, name, value))
        yield


_loaded = cache(target_file.load)
