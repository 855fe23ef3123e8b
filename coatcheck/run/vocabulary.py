"""The vocabulary: every sentence that a feature may use, read from the step definitions."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pytest_bdd.parsers import StepParser

from coatcheck.base import files
from coatcheck.run.bdd import StepDefinition, step_definitions

_PACKAGE = "coatcheck.steps"


@dataclass(frozen=True)
class Definition:
    """A step definition: when it is said, how, and what it means."""

    type: str
    sentence: str
    meaning: str
    module: str
    parser: StepParser
    function: Callable[..., Any]

    def matches(self, step: str) -> bool:
        """Tell whether a step is an instance of this sentence."""
        return bool(self.parser.is_matching(step))


@cache
def definitions() -> tuple[Definition, ...]:
    """Return every step definition, in the order of their modules."""
    return tuple(_definitions())


def _definitions() -> Iterator[Definition]:
    for each in pkgutil.iter_modules([str(files.STEPS)]):
        importlib.import_module(f"{_PACKAGE}.{each.name}")
    for found in step_definitions():
        module = found.function.__module__
        if module.startswith(f"{_PACKAGE}."):
            yield _definition(found, module.rpartition(".")[2])


def _definition(found: StepDefinition, module: str) -> Definition:
    doc = (found.function.__doc__ or "").strip().partition("\n")[0]
    sentence, function = _sentence(found.parser), found.function
    return Definition(found.type, sentence, doc, module, found.parser, function)


def _sentence(parser: StepParser) -> str:
    """Return a sentence as a person would write it: alternatives and gaps, no regex."""
    text = str(parser.name).rstrip("$").replace("\\'", "'")
    return re.sub(r"\(\?P<(\w+)>([^)]*)\)\??", _gap, text)


def _gap(group: re.Match[str]) -> str:
    few = re.fullmatch(r"[\w |]+", group[2]) and group[2].count("|") < 4
    return f"({group[2]})" if few else f"{{{group[1]}}}"
