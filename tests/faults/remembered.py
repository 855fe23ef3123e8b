"""What every run finds out anew, found out once for thousands of runs."""

import importlib
import inspect
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from unittest import mock

import pytest
from _pytest.config import PytestPluginManager
from _pytest.fixtures import FixtureManager
from pytest_bdd.parser import Step
from pytest_bdd.scenario import find_fixturedefs_for_step

from coatcheck.evidence.redactor import Redactor
from coatcheck.target import target_file

_SCENARIO = importlib.import_module("pytest_bdd.scenario")
_UTILS = importlib.import_module("pytest_bdd.utils")


@contextmanager
def remembered() -> Iterator[None]:
    """Remember target files, and definitions of steps with their signatures; show no exchange.

    No plugin is looked for, either, and no misuse of fixtures.
    """
    with ExitStack() as patches:
        for module, name, value in (
            (_SCENARIO, "find_fixturedefs_for_step", _found),
            (_SCENARIO, "signature", _signature),
            (_UTILS, "signature", _signature),
            (PytestPluginManager, "load_setuptools_entrypoints", lambda *_, **__: 0),
            (FixtureManager, "_check_for_wrapped_fixture", lambda *_, **__: None),
            (target_file, "load", _loaded),
            (Redactor, "exchange", lambda _, exchange: {"id": exchange.id}),
        ):
            patches.enter_context(mock.patch.object(module, name, value))
        yield


_signature = cache(inspect.signature)
_loaded = cache(target_file.load)
_names: dict[tuple[str, str], list[str]] = {}


def _found(
    step: Step, fixturemanager: FixtureManager, node: pytest.Item
) -> Iterator[pytest.FixtureDef[object]]:
    """Yield the definitions that fit a step, of the run that asks, by their remembered names."""
    sentence = step.type, step.name
    if sentence not in _names:
        found = find_fixturedefs_for_step(step, fixturemanager, node)
        _names[sentence] = [definition.argname for definition in found]
    for name in _names[sentence]:
        yield from fixturemanager.getfixturedefs(name, node) or ()
