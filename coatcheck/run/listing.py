"""The scenarios that come with the suite, read without running anything."""

from dataclasses import dataclass
from functools import cache
from itertools import chain

from coatcheck.base import files
from coatcheck.run.bdd import scenarios_in
from coatcheck.run.collection import NEEDS, chosen, contract_of, requirement_of, scenario_id


@dataclass(frozen=True, slots=True)
class ListedScenario:
    """A scenario of a feature."""

    id: str
    title: str
    requirement: str
    tags: tuple[str, ...]
    steps: tuple[str, ...]
    keywords: tuple[str, ...]

    @property
    def text(self) -> str:
        """The scenario as it is read: its tags, its title and its steps."""
        return "\n".join((*self.tags, self.title, *self.steps))


@cache
def all_scenarios() -> tuple[ListedScenario, ...]:
    """Return every scenario, in the order of the features' titles."""
    found = chain.from_iterable(map(scenarios_in, sorted(files.FEATURES.glob("*.feature"))))
    return tuple(
        ListedScenario(
            scenario_id(scenario),
            scenario.title,
            requirement_of(scenario),
            tuple(sorted(scenario.tags)),
            tuple(step.text for step in scenario.steps),
            tuple(step.type for step in scenario.steps),
        )
        for scenario in sorted(found, key=lambda each: each.feature)
    )


@cache
def needed_capabilities() -> tuple[str, ...]:
    """Return the capabilities that scenarios need, but for that of belonging to a contract."""
    needs = (tag for scenario in all_scenarios() for tag in scenario.tags if tag.startswith(NEEDS))
    return tuple(
        dict.fromkeys(need.removeprefix(NEEDS) for need in needs if not contract_of([need]))
    )


def scenarios(flows: list[str], clauses: list[str], names: list[str]) -> tuple[ListedScenario, ...]:
    """Return the scenarios chosen by feature, clause and id; naming none chooses all."""
    return tuple(
        listed
        for listed in all_scenarios()
        if chosen(listed.id, listed.requirement, flows=flows, clauses=clauses, scenarios=names)
    )
