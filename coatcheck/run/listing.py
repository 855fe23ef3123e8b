"""The scenarios that come with the suite, read without running anything."""

from dataclasses import dataclass
from functools import cache

from pytest_bdd.feature import get_features

from coatcheck.base import files
from coatcheck.run.collection import chosen, requirement_of, scenario_id, tags_of


@dataclass(frozen=True, slots=True)
class ListedScenario:
    """A scenario as it stands in a feature."""

    id: str
    title: str
    requirement: str
    tags: tuple[str, ...]
    steps: tuple[str, ...]
    keywords: tuple[str, ...]


@cache
def all_scenarios() -> tuple[ListedScenario, ...]:
    """Return every scenario of the features, in their order."""
    paths = [str(path) for path in sorted(files.FEATURES.glob("*.feature"))]
    return tuple(
        ListedScenario(
            scenario_id(template),
            template.name,
            requirement_of(template),
            tuple(sorted(tags_of(template))),
            tuple(step.name for step in template.steps),
            tuple(step.type for step in template.steps),
        )
        for feature in get_features(paths)
        for template in feature.scenarios.values()
    )


def scenarios(flows: list[str], clauses: list[str], names: list[str]) -> tuple[ListedScenario, ...]:
    """Return the scenarios chosen by feature, clause and id; naming none chooses all."""
    return tuple(
        listed
        for listed in all_scenarios()
        if chosen(listed.id, listed.requirement, flows=flows, clauses=clauses, scenarios=names)
    )
