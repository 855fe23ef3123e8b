"""Collecting .feature files, so that `pytest features/pkce.feature` works without a test module."""

import re
import types
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import scenario
from pytest_bdd.feature import get_features
from pytest_bdd.parser import ScenarioTemplate
from pytest_bdd.scenario import scenario_wrapper_template_registry


class FeatureFile(pytest.Module):
    """A feature file, as a module with a test function for each scenario that the options name."""

    def _getobj(self) -> types.ModuleType:
        module = types.ModuleType(self.path.stem)
        module.__file__ = str(self.path)
        for feature in get_features([str(self.path)]):
            for title, template in feature.scenarios.items():
                if self._names(template):
                    setattr(module, function_name(title), _test(self.path, title))
        return module

    def _names(self, template: ScenarioTemplate) -> bool:
        return chosen(
            scenario_id(template),
            requirement_of(template),
            flows=self.config.getoption("flow"),
            clauses=self.config.getoption("clause"),
            scenarios=self.config.getoption("scenario"),
        )


def _test(path: Path, title: str) -> Any:
    @scenario(path.name, title, features_base_dir=str(path.parent))
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


def template_of(item: pytest.Item) -> ScenarioTemplate | None:
    """Return the scenario behind a test, or None for a test that is no scenario."""
    function = getattr(item, "function", None)
    return scenario_wrapper_template_registry.get(function) if function else None


def scenario_id(template: ScenarioTemplate) -> str:
    """Return the stable, public id of a scenario: feature stem and slug of its title."""
    return f"{Path(template.feature.filename).stem}/{slug(template.name)}"


def requirement_of(template: ScenarioTemplate) -> str:
    """Return the requirement that a scenario tests: its one tag with a slash and no prefix."""
    tags = sorted(tag for tag in tags_of(template) if "/" in tag and ":" not in tag)
    return next(iter(tags), "")


def tags_of(template: ScenarioTemplate) -> set[str]:
    """Return the tags of a scenario, those of its rule and its feature among them."""
    return {*template.tags, *template.feature.tags, *(template.rule.tags if template.rule else ())}


CONTRACT = "needs:contract_"


def contract_of(tags: Iterable[str]) -> str | None:
    """Return the contract that a scenario with these tags is of, if it is of one."""
    named = (tag.removeprefix(CONTRACT) for tag in tags if tag.startswith(CONTRACT))
    return next(named, None)


def chosen(
    scenario: str, requirement: str, *, flows: list[str], clauses: list[str], scenarios: list[str]
) -> bool:
    """Tell whether a scenario is among those named; naming none names all."""
    clause = requirement.partition("/")[0]
    within = (
        clause == named or requirement == named or clause.startswith((f"{named}.", f"{named}-"))
        for named in clauses
    )
    return (
        (not flows or scenario.partition("/")[0] in flows)
        and (not clauses or any(within))
        and (not scenarios or scenario in scenarios)
    )
