"""Faults in groups: what scenarios come to under several faults at once, told apart by fault.

A fault that can touch few scenarios shares a run with others that touch none of the same: each
scenario then comes out as it would under its one fault alone.

A fault that can touch many is run alone first, against the scenarios that show every way in which
a message is judged that it changes, those that test its requirement, and a few of the rest. Where
most of them come out as they do at the sound provider, the others are run against a group of such
faults, at different seams and against different requirements. A scenario that passes under all of
them at once passes under each, and what it finds by the way belongs to the fault whose requirement
it is: that no other fault of the group breaks it as well has been seen in each way that there is.

Everything else is run again under each fault alone, and so is a fault in all its scenarios that
does not come out as expected.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from coatcheck.run.listing import all_scenarios
from tests.faults.matrix import TOGETHER, Fault
from tests.faults.outcome import RED, Outcome, Seen
from tests.faults.plan import Plan

MANY = 20
"""How many scenarios a fault can touch that is run in part with others that touch the same."""

SIZE = 12
"""How many faults a group has at most."""

SAMPLES = 4
"""How many scenarios, spread evenly, are run under each fault of a group alone in any case."""

SPOILT = 0.2
"""The share of them that do not pass from which on a fault joins no group."""


@dataclass(frozen=True)
class Job:
    """Scenarios that are run against the provider with these faults at once."""

    faults: tuple[Fault, ...]
    scenarios: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the provider."""
        return TOGETHER.join(fault.name for fault in self.faults)


Run = Callable[[list[Job]], Iterable[Outcome]]
"""Runs jobs, and returns what came of each, in their order."""


class Groups:
    """The faults of one dialect, and what has been seen of each."""

    def __init__(self, faults: Iterable[Fault], plans: Mapping[str, Plan]) -> None:
        self._faults = {fault.name: fault for fault in faults}
        self._plans = plans
        self._touched = {name: frozenset(plan.scenarios) for name, plan in plans.items()}
        self.outcomes = {name: Outcome(name) for name in self._faults}

    def judge(self, run: Run) -> list[Outcome]:
        """Return the outcome of each fault in all scenarios that it can touch."""
        unclear = self._take([*self._few(), *self._alone()], run)
        self._take(self._take([*unclear, *self._rest()], run), run)
        self._take([*self._unexpected()], run)
        return [*self.outcomes.values()]

    def _few(self) -> Iterator[Job]:
        """Yield jobs for the faults that can touch few scenarios, none by two of a job."""
        few = [each for each in self._faults.values() if not self._touches_many(each)]
        yield from self._packed(few, self._left, overlapping=False)

    def _alone(self) -> Iterator[Job]:
        """Yield a job for each fault that can touch many, to be seen alone."""
        for fault in filter(self._touches_many, self._faults.values()):
            plan = self._plans[fault.name]
            spread = plan.scenarios[:: -(-len(plan.scenarios) // SAMPLES)]
            chosen = {*plan.ways, *spread, *_testing(fault)}
            yield Job((fault,), tuple(each for each in plan.scenarios if each in chosen))

    def _rest(self) -> Iterator[Job]:
        """Yield jobs for what has not been run of the faults that can touch many."""
        many = [each for each in self._faults.values() if self._left(each)]
        for fault in filter(self._spoils, many):
            yield Job((fault,), self._left(fault))
        rest = [fault for fault in many if not self._spoils(fault)]
        yield from self._packed(rest, self._left, overlapping=True)

    def _unexpected(self) -> Iterator[Job]:
        """Yield a job for each fault that does not break exactly its requirement, to be sure."""
        for name, fault in self._faults.items():
            if set(self.outcomes[name].red) != {fault.requirement}:
                self.outcomes[name] = Outcome(name)
                yield Job((fault,), self._left(fault))

    def _touches_many(self, fault: Fault) -> bool:
        return len(self._touched[fault.name]) >= MANY

    def _left(self, fault: Fault) -> tuple[str, ...]:
        """Return the scenarios that a fault can touch and that have not been run with it."""
        seen = self.outcomes[fault.name].scenarios
        return tuple(each for each in self._plans[fault.name].scenarios if each not in seen)

    def _spoils(self, fault: Fault) -> bool:
        """Tell whether many scenarios do not pass under a fault."""
        verdicts = [seen.verdict for seen in self.outcomes[fault.name].scenarios.values()]
        return sum(verdict != "PASS" for verdict in verdicts) > SPOILT * len(verdicts)

    def _packed(
        self,
        faults: Iterable[Fault],
        wanted: Callable[[Fault], tuple[str, ...]],
        *,
        overlapping: bool,
    ) -> Iterator[Job]:
        """Yield jobs with as many of the faults as may be together, the largest first."""
        groups: list[list[Fault]] = []
        for fault in sorted(faults, key=lambda fault: -len(self._touched[fault.name])):
            fitting = (each for each in groups if self._may_join(fault, each, overlapping))
            group = next(fitting, None)
            if group is None:
                groups.append([fault])
            else:
                group.append(fault)
        for group in groups:
            scenarios = dict.fromkeys(each for fault in group for each in wanted(fault))
            yield Job(tuple(group), tuple(scenarios))

    def _may_join(self, fault: Fault, group: list[Fault], overlapping: bool) -> bool:
        touched = self._touched
        return len(group) < SIZE and all(
            other.seam != fault.seam
            and other.requirement != fault.requirement
            and (overlapping or touched[fault.name].isdisjoint(touched[other.name]))
            for other in group
        )

    def _take(self, jobs: list[Job], run: Run) -> list[Job]:
        """Run jobs, keep what is clear, and return jobs of single faults for what is not."""
        again: dict[Fault, list[str]] = {}
        for job, outcome in zip(jobs, run(jobs), strict=True):
            for scenario in self._unclear(job, outcome):
                for fault in self._touching(job, scenario):
                    again.setdefault(fault, []).append(scenario)
        return [Job((fault,), tuple(scenarios)) for fault, scenarios in again.items()]

    def _unclear(self, job: Job, outcome: Outcome) -> Iterator[str]:
        """Keep what each scenario came to under each fault; yield those that do not tell it."""
        for fault in job.faults:
            self.outcomes[fault.name].complaints += outcome.complaints
            self.outcomes[fault.name].seconds += outcome.seconds / len(job.faults)
        for scenario, seen in outcome.scenarios.items():
            touching = self._touching(job, scenario)
            if len(job.faults) > 1 and not _tells(seen, touching):
                yield scenario
                continue
            for fault in touching:
                own = seen if len(job.faults) == 1 else _share(seen, fault)
                self.outcomes[fault.name].scenarios.setdefault(scenario, own)

    def _touching(self, job: Job, scenario: str) -> list[Fault]:
        """Return the faults of a job that can touch a scenario."""
        return [fault for fault in job.faults if scenario in self._touched[fault.name]]


def _testing(fault: Fault) -> Iterator[str]:
    """Yield the scenarios that test what a fault breaks."""
    for scenario in all_scenarios():
        if scenario.requirement == fault.requirement:
            yield scenario.id


def _tells(seen: Seen, touching: list[Fault]) -> bool:
    """Tell whether it can be said what a scenario would come to under each fault alone."""
    ours = {*seen.red} <= {fault.requirement for fault in touching}
    return ours and (seen.verdict == "PASS" or (len(touching) == 1 and seen.verdict in RED))


def _share(seen: Seen, fault: Fault) -> Seen:
    """Return what one fault has a part in."""
    red = {name: stated for name, stated in seen.red.items() if name == fault.requirement}
    return replace(seen, red=red)
