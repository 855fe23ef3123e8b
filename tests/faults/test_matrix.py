"""Each fault turns exactly its requirement red, and each check can fail."""

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from coatcheck import contract
from coatcheck.expect import RULES
from coatcheck.expect.schema import all_requirements
from coatcheck.register.requirement import register
from coatcheck.run.listing import ListedScenario, all_scenarios
from tests.faults.groups import Groups
from tests.faults.matrix import SOUND, Fault, catalogue, every
from tests.faults.outcome import RED, Outcome
from tests.faults.plan import Plan, plan
from tests.faults.workers import Workers, workers

WORKERS = 2
"""How many processes run faults at once."""

FAULTS = {fault.name: fault for fault in catalogue()}


@pytest.fixture(scope="session")
def matrix(request: pytest.FixtureRequest) -> dict[str, Outcome]:
    """The outcome of every fault, and of the sound providers."""
    alone: bool = request.config.getoption("single")
    with (
        workers(WORKERS) as running,
        ProcessPoolExecutor(len(SOUND), get_context("spawn")) as tracing,
        ThreadPoolExecutor(len(SOUND)) as dialects,
    ):
        plans = {dialect: tracing.submit(plan, dialect) for dialect in SOUND}
        judged = dialects.map(lambda each: _judged(each.result(), running, alone), plans.values())
        sound = running.run((SOUND[dialect], every(dialect)) for dialect in SOUND)
        return {each.name: each for each in (*sound, *(o for part in judged for o in part))}


def _judged(plans: Mapping[str, Plan], running: Workers, alone: bool) -> list[Outcome]:
    """Return the outcomes of the faults of a dialect."""
    if alone:
        return running.run((name, each.scenarios) for name, each in plans.items())
    groups = Groups([FAULTS[name] for name in plans], plans)
    return groups.judge(lambda jobs: running.run((job.name, job.scenarios) for job in jobs))


def test_every_fault_can_touch_a_scenario(matrix: dict[str, Outcome]) -> None:
    assert [name for name in FAULTS if not matrix[name].scenarios] == []


@pytest.mark.parametrize("dialect", SOUND)
def test_sound_provider_is_all_green(dialect: str, matrix: dict[str, Outcome]) -> None:
    sound = matrix[SOUND[dialect]]
    assert sound.red == {}
    assert {name: s for name, s in sound.scenarios.items() if s.verdict != "PASS"} == {}
    assert sorted(sound.scenarios) == sorted(every(dialect))


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_fault_turns_exactly_its_requirement_red(fault: Fault, matrix: dict[str, Outcome]) -> None:
    outcome = matrix[fault.name]
    assert outcome.complaints == []
    assert set(outcome.red) == {fault.requirement}, outcome.red


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_errors_under_a_fault_name_the_control_that_failed(
    fault: Fault, matrix: dict[str, Outcome]
) -> None:
    for scenario, reason in matrix[fault.name].errors.items():
        assert reason.startswith("Not testable: "), (scenario, reason)


def test_every_scenario_is_turned_red_by_a_fault(matrix: dict[str, Outcome]) -> None:
    killed = set(_red_scenarios(matrix))
    alive = [s for s in all_scenarios() if s.id not in killed and not _is_control(s)]
    assert [scenario.id for scenario in alive] == []


def _is_control(scenario: ListedScenario) -> bool:
    """Tell whether a scenario only expects success: what breaks it spoils every control with it."""
    judged = scenario.steps[scenario.keywords.index("when") + 1 :]
    return all(re.fullmatch(r"the [\w ]+ request succeeds", step) for step in judged)


def _red_scenarios(matrix: dict[str, Outcome]) -> Iterator[str]:
    for outcome in matrix.values():
        for scenario, seen in outcome.scenarios.items():
            if seen.verdict in RED:
                yield scenario


def test_every_tested_must_has_a_fault() -> None:
    tested = {scenario.requirement for scenario in all_scenarios()}
    tested |= {rule.requirement for rule in RULES}
    tested |= all_requirements() | contract.all_requirements()
    musts = {name for name in tested if register()[name].level == "MUST"}
    assert musts - {fault.requirement for fault in FAULTS.values()} == set()
