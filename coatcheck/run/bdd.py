"""All that the suite takes from pytest-bdd beyond its public API.

Public are the decorators `scenario`, `given`, `when` and `then`, the parsers of sentences and the
hooks. Everything else is named here and nowhere else, and turned into values of the suite's own.
"""

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from pytest_bdd import parser
from pytest_bdd.feature import get_features
from pytest_bdd.parsers import StepParser
from pytest_bdd.steps import step_function_context_registry

PLUGIN = "pytest_bdd.plugin"
"""The module of pytest-bdd's plugin, which its entry point names too.

pytest takes either after `-p`; by the module it need not search all that is installed.
"""

RunningScenario = parser.Scenario
"""What the hooks are given for a scenario; its class has no public name."""

RunningStep = parser.Step
"""What the hooks are given for a step; its class has no public name either."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a feature; its type is given, when or then, also after an And."""

    keyword: str
    type: str
    text: str
    table: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario of a feature, with the tags of its rule and its feature."""

    path: Path
    feature: str
    rule: str | None
    title: str
    line: int
    tags: frozenset[str]
    steps: tuple[Step, ...]


@cache
def scenarios_in(path: Path) -> tuple[Scenario, ...]:
    """Return the scenarios of a feature file, in their order.

    Stands for `pytest_bdd.feature.get_features` and the templates it gives: what pytest-bdd has
    read can be had in no public way. Raises its GherkinParseError for what is no feature.
    """
    [feature] = get_features([str(path)])
    return tuple(_scenario(template) for template in feature.scenarios.values())


def _scenario(template: parser.ScenarioTemplate) -> Scenario:
    feature, rule = template.feature, template.rule
    return Scenario(
        Path(feature.filename),
        feature.name,
        rule.name if rule else None,
        template.name,
        template.line_number,
        frozenset({*template.tags, *feature.tags, *(rule.tags if rule else ())}),
        tuple(map(step_of, template.steps)),
    )


def step_of(step: RunningStep) -> Step:
    """Return a step that a hook is given as one of the suite's own.

    Stands for the attributes of `pytest_bdd.parser.Step`: the hooks are public, the class is not.
    """
    rows = step.datatable.rows if step.datatable else ()
    table = tuple(tuple(cell.value for cell in row.cells) for row in rows)
    return Step(step.keyword, step.type, step.name, table)


def leave_out(scenario: RunningScenario, count: int) -> None:
    """Leave out the first steps of a scenario that is about to run.

    Stands for `pytest_bdd.parser.Scenario.steps`, which is made for each run of a test and read
    after `pytest_bdd_before_scenario`. There is no public way to run a part of a scenario.
    """
    del scenario.steps[:count]


@dataclass(frozen=True, slots=True)
class StepDefinition:
    """A function that defines a step, of which type, and the parser of its sentence."""

    type: str
    parser: StepParser
    function: Callable[..., object]


def step_definitions() -> tuple[StepDefinition, ...]:
    """Return every step definition that has been imported, in the order of their import.

    Stands for `pytest_bdd.steps.step_function_context_registry`: the public decorators return the
    function alone.
    """
    contexts = list(step_function_context_registry.values())
    return tuple(StepDefinition(c.type or "", c.parser, c.step_func) for c in contexts)


@contextmanager
def remembered_steps() -> Iterator[None]:
    """Have the definition of each sentence looked for once, whatever number of runs is made.

    Stands for `pytest_bdd.scenario.get_step_function`, which tries every fixture at every step.
    Meant for runs with the same step definitions alone.
    """
    module = importlib.import_module("pytest_bdd.scenario")  # the package's function hides it
    find = module.get_step_function

    def remembered(request: pytest.FixtureRequest, step: RunningStep) -> object:
        sentence = step.type, step.name
        if sentence not in _REMEMBERED:
            _REMEMBERED[sentence] = find(request, step)
        return _REMEMBERED[sentence]

    module.get_step_function = remembered  # type: ignore[attr-defined]
    try:
        yield
    finally:
        module.get_step_function = find  # type: ignore[attr-defined]


_REMEMBERED: dict[tuple[str, str], object] = {}
"""The definition of a sentence, by its type and its text."""
