"""A selection: which scenarios to run, by the names that the command line gives."""

from collections.abc import Iterable
from dataclasses import dataclass

from coatcheck.base.errors import UsageError
from coatcheck.base.nearest import asked
from coatcheck.run.collection import contract_of
from coatcheck.run.listing import ListedScenario, all_scenarios, scenarios

LISTED = "`coatcheck list` shows every feature, clause and scenario."


@dataclass(frozen=True, slots=True)
class Selection:
    """Which scenarios to run; naming none chooses all."""

    flow: list[str]
    clause: list[str]
    scenario: list[str]

    @property
    def options(self) -> list[str]:
        """The selection as the plugin's options."""
        named = (("--flow", self.flow), ("--clause", self.clause), ("--scenario", self.scenario))
        return [word for option, values in named for value in values for word in (option, value)]

    def for_contract(self, contract: str | None) -> tuple[ListedScenario, ...]:
        """Return the scenarios chosen for a target that names a contract, or none.

        Those of another contract are left out, unless they are chosen by name. Raises UsageError
        as `require` does.
        """
        listed = self.require()
        if self.options:
            return listed
        return tuple(each for each in listed if contract_of(each.tags) in (None, contract))

    def require(self) -> tuple[ListedScenario, ...]:
        """Return the scenarios chosen. Raises UsageError for a name of nothing, or for none."""
        _require("feature", self.flow, {s.id.partition("/")[0] for s in all_scenarios()})
        _require("scenario", self.scenario, {s.id for s in all_scenarios()})
        for clause in self.clause:
            if not scenarios([], [clause], []):
                _require("clause with a scenario", [clause], _clauses())
        listed = scenarios(self.flow, self.clause, self.scenario)
        if not listed:
            raise UsageError("No scenario matches all these options.", LISTED)
        return listed


def _require(what: str, names: list[str], right: Iterable[str]) -> None:
    right = sorted(right)
    for name in names:
        if name not in right:
            problem = f"No scenario is selected: unknown {what} {name}."
            raise UsageError(problem, asked(name, right, LISTED))


def _clauses() -> set[str]:
    requirements = {scenario.requirement for scenario in all_scenarios()}
    clauses = {name.partition("/")[0] for name in requirements}
    return requirements | clauses | {name.partition("-")[0] for name in clauses}
