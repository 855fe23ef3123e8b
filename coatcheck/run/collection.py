"""Collecting .feature files, so that `pytest features/pkce.feature` works without a test module."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import scenario as runs

from coatcheck.register.requirement import within
from coatcheck.run import bdd
from coatcheck.run.bdd import Scenario


class ScenarioTest(pytest.Function):
    """A test that runs a scenario, or what is left of it after earlier parts."""

    scenario: Scenario
    part: int

    @classmethod
    def of(cls, parent: pytest.Collector, scenario: Scenario, part: int = 1) -> "ScenarioTest":
        """Return the test of a scenario, under its feature file.

        Each part has a name of its own, since what steps hand on stays with the name.
        """
        name = function_name(scenario.title) + (f" (part {part})" if part > 1 else "")
        test: ScenarioTest = cls.from_parent(parent, name=name, callobj=_function(scenario))
        test.scenario, test.part = scenario, part
        return test

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the scenario stands, counted from 0, and the name of the test."""
        return self.path, self.scenario.line - 1, self.name

    def next_part(self) -> "ScenarioTest":
        """Return a test for what is left of the scenario."""
        assert isinstance(self.parent, pytest.Collector)
        return self.of(self.parent, self.scenario, self.part + 1)


class FeatureFile(pytest.File):
    """A feature file, with a test for each scenario that the options name."""

    def collect(self) -> Iterator[ScenarioTest]:
        """Yield the tests, in the order of the scenarios."""
        for scenario in bdd.scenarios_in(self.path):
            if self._is_named(scenario):
                yield ScenarioTest.of(self, scenario)

    def _is_named(self, scenario: Scenario) -> bool:
        return chosen(
            scenario_id(scenario),
            requirement_of(scenario),
            flows=self.config.getoption("flow"),
            clauses=self.config.getoption("clause"),
            scenarios=self.config.getoption("scenario"),
        )


def _function(scenario: Scenario) -> Any:
    path = scenario.path

    @runs(path.name, scenario.title, features_base_dir=str(path.parent))
    def test() -> None:
        """Every step has been run by now."""

    return test


def function_name(title: str) -> str:
    """Return the name of the test function for a scenario."""
    return "test_" + slug(title).replace("-", "_")


def slug(title: str) -> str:
    """Return a title as the second half of a scenario's id."""
    words = title.lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")


def scenario_id(scenario: Scenario) -> str:
    """Return the stable, public id of a scenario: feature stem and slug of its title."""
    return f"{scenario.path.stem}/{slug(scenario.title)}"


def requirement_of(scenario: Scenario) -> str:
    """Return the requirement that a scenario tests: its one tag with a slash and no prefix."""
    tags = sorted(tag for tag in scenario.tags if "/" in tag and ":" not in tag)
    return next(iter(tags), "")


NEEDS = "needs:"
"""How the tags begin that name capabilities."""

CONTRACT = f"{NEEDS}contract_"
"""How the tags begin that name the contract that a scenario is of."""


def contract_of(tags: Iterable[str]) -> str | None:
    """Return the contract that a scenario with these tags is of, if it is of one."""
    named = (tag.removeprefix(CONTRACT) for tag in tags if tag.startswith(CONTRACT))
    return next(named, None)


def chosen(
    scenario: str, requirement: str, *, flows: list[str], clauses: list[str], scenarios: list[str]
) -> bool:
    """Tell whether a scenario is among those named; naming none names all."""
    return (
        (not flows or scenario.partition("/")[0] in flows)
        and (not clauses or any(within(named, requirement) for named in clauses))
        and (not scenarios or scenario in scenarios)
    )
