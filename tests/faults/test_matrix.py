"""Each fault turns exactly its requirement red, and each check can fail."""

import json
import re
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from coatcheck import contract
from coatcheck.expect import RULES
from coatcheck.expect.schema import all_requirements
from coatcheck.register.requirement import register
from coatcheck.run.listing import ListedScenario, all_scenarios
from tests.conftest import ROOT
from tests.faults.matrix import SOUND, Fault, Outcome, catalogue, every
from tests.faults.plan import plan as planned

WORKERS = 2
"""How many faults are run at once."""

FAULTS = {fault.name: fault for fault in catalogue()}


@pytest.fixture(scope="session")
def plan() -> dict[str, list[str]]:
    """The scenarios that each fault can touch; a sound provider runs all of its dialect."""
    return {**{name: [] for name in SOUND.values()}, **planned()}


@pytest.fixture(scope="session")
def matrix(plan: dict[str, list[str]]) -> dict[str, Outcome]:
    """The outcome of every fault, and of the sound provider."""
    waiting = deque(sorted(plan.items(), key=lambda item: -len(item[1] or every("standards"))))
    with ThreadPoolExecutor(WORKERS) as pool:
        shares = [pool.submit(_outcomes, waiting) for _ in range(WORKERS)]
    return {outcome.name: outcome for share in shares for outcome in share.result()}


def _outcomes(waiting: deque[tuple[str, list[str]]]) -> list[Outcome]:
    """Run fault after fault, the largest first, until none is waiting any more."""
    command = [sys.executable, "-m", "tests.faults.matrix", "--plan", "--json"]
    pipe, found = subprocess.PIPE, []
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        for name, scenarios in _taken(waiting):
            worker.stdin.write(f"{json.dumps({name: scenarios})}\n")
            worker.stdin.flush()
            found.append(Outcome(**json.loads(worker.stdout.readline())))
        worker.stdin.close()
    assert worker.returncode == 0
    return found


def _taken(waiting: deque[tuple[str, list[str]]]) -> Iterator[tuple[str, list[str]]]:
    """Yield the next of those that wait, while there is one: several may take from the queue."""
    with suppress(IndexError):
        while True:
            yield waiting.popleft()


def test_every_fault_can_touch_a_scenario(plan: dict[str, list[str]]) -> None:
    assert [name for name in FAULTS if not plan[name]] == []


@pytest.mark.parametrize("dialect", SOUND)
def test_sound_provider_is_all_green(dialect: str, matrix: dict[str, Outcome]) -> None:
    sound = matrix[SOUND[dialect]]
    assert sound.red == {}
    assert {name: v for name, v in sound.scenarios.items() if v != "PASS"} == {}
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
        for scenario, verdict in outcome.scenarios.items():
            if verdict in ("FAIL", "WARNING"):
                yield scenario


def test_every_tested_must_has_a_fault() -> None:
    tested = {scenario.requirement for scenario in all_scenarios()}
    tested |= {rule.requirement for rule in RULES}
    tested |= all_requirements() | contract.all_requirements()
    musts = {name for name in tested if register()[name].level == "MUST"}
    assert musts - {fault.requirement for fault in FAULTS.values()} == set()
