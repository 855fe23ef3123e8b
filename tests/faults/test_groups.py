"""Faults in groups come to what they come to alone, and a wrong expectation is found out."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count

import pytest

from tests.faults.groups import MANY, Groups, Job
from tests.faults.matrix import Fault
from tests.faults.outcome import Outcome, Seen
from tests.faults.plan import Plan

SCENARIOS = tuple(f"flow/{number}" for number in range(3 * MANY))
WAYS = 5
"""How many ways there are in which a message is judged; each scenario shows one."""

Effect = Mapping[str, Mapping[str, str]]
"""What a fault brings about: by scenario, the verdict for each requirement that it breaks."""


def fault(name: str) -> Fault:
    """Return a fault that is expected to break the requirement of its name."""
    return Fault(name, f"RFC/{name}", f"seam.{name}", "A sentence.", "standards")


class Provider:
    """A provider that is told what its faults bring about, and how many scenarios it has run."""

    def __init__(self, effects: Mapping[str, Effect]) -> None:
        self.effects = effects
        self.runs = 0

    def run(self, jobs: list[Job]) -> list[Outcome]:
        """Run jobs: several faults bring about what each does, and an error hides all of it."""
        self.runs += sum(len(job.scenarios) for job in jobs)
        return [
            Outcome(job.name, {scenario: self._seen(job, scenario) for scenario in job.scenarios})
            for job in jobs
        ]

    def _seen(self, job: Job, scenario: str) -> Seen:
        broken = [self.effects[each.name].get(scenario, {}) for each in job.faults]
        red = {name: verdict for each in broken for name, verdict in each.items()}
        if "ERROR" in red.values():
            return Seen("ERROR", {})
        verdict = "FAIL" if "FAIL" in red.values() else "PASS"
        return Seen(verdict, dict.fromkeys(red, scenario))


def incidental(name: str, scenarios: tuple[str, ...] = SCENARIOS) -> Effect:
    """Return a requirement that is found broken in scenarios which pass."""
    return {scenario: {f"RFC/{name}": "PASS"} for scenario in scenarios}


def judged(
    effects: Mapping[str, Effect], faults: list[Fault]
) -> tuple[dict[str, Outcome], Provider]:
    """Return what the faults come to in groups, and the provider that was asked."""
    provider = Provider(effects)
    plans = {
        name: Plan([*effect], [*effect][:WAYS] if len(effect) >= MANY else [])
        for name, effect in effects.items()
    }
    found = Groups(faults, plans).judge(provider.run)
    return {outcome.name: outcome for outcome in found}, provider


def alone(effects: Mapping[str, Effect], faults: list[Fault]) -> dict[str, dict[str, Seen]]:
    """Return what each fault comes to when it is run by itself."""
    provider = Provider(effects)
    jobs = [Job((each,), (*effects[each.name],)) for each in faults]
    outcomes = zip(faults, provider.run(jobs), strict=True)
    return {each.name: outcome.scenarios for each, outcome in outcomes}


def mixed() -> dict[str, Effect]:
    """Return effects of all kinds: on many and few scenarios, failures, errors, findings."""
    numbers = count()
    effects: dict[str, Effect] = {f"wide{n}": incidental(f"wide{n}") for n in range(20)}
    for name in ("wide3", "wide7", "wide11"):
        own = SCENARIOS[10 + next(numbers)]
        effects[name] = {**effects[name], own: {f"RFC/{name}": "FAIL"}}
    spoilt = {scenario: {"RFC/control": "ERROR"} for scenario in SCENARIOS}
    effects["spoiling"] = {**spoilt, **incidental("spoiling", SCENARIOS[:3])}
    for number in range(30):
        own = f"RFC/few{number}"
        effects[f"few{number}"] = {SCENARIOS[number]: {own: "FAIL"}, SCENARIOS[number + 1]: {}}
    effects["few0"] = {SCENARIOS[0]: {"RFC/few0": "FAIL"}, SCENARIOS[9]: {"RFC/control": "ERROR"}}
    return effects


def test_each_fault_comes_to_what_it_comes_to_alone() -> None:
    effects = mixed()
    faults = [fault(name) for name in effects]
    outcomes, provider = judged(effects, faults)
    single = alone(effects, faults)
    assert {name: outcome.scenarios for name, outcome in outcomes.items()} == single
    assert provider.runs < sum(map(len, effects.values())) / 2


@pytest.mark.parametrize("name", ["wide5", "wide3", "spoiling", "few4", "few0"])
def test_a_wrong_expectation_is_found_out(name: str) -> None:
    effects = mixed()
    wrong = replace(fault(name), requirement="RFC/another")
    outcomes, _ = judged(effects, [wrong if each == name else fault(each) for each in effects])
    assert set(outcomes[name].red) == {f"RFC/{name}"}
    for other in effects.keys() - {name}:
        assert set(outcomes[other].red) == {f"RFC/{other}"}


def test_an_expectation_of_what_another_breaks_is_found_out() -> None:
    effects = mixed()
    wrong = replace(fault("wide5"), requirement="RFC/wide6")
    outcomes, _ = judged(effects, [wrong if e == "wide5" else fault(e) for e in effects])
    assert set(outcomes["wide5"].red) == {"RFC/wide5"}
    assert set(outcomes["wide6"].red) == {"RFC/wide6"}


@pytest.mark.parametrize("name", ["wide5", "few4"])
def test_a_fault_without_effect_is_found_out(name: str) -> None:
    effects = mixed()
    effects[name] = {scenario: {} for scenario in effects[name]}
    outcomes, _ = judged(effects, [fault(each) for each in effects])
    assert outcomes[name].red == {}


@pytest.mark.parametrize("verdict", ["PASS", "FAIL"])
@pytest.mark.parametrize("also", ["RFC/wide6", "RFC/few4", "RFC/another"])
def test_a_fault_that_breaks_more_is_found_out(also: str, verdict: str) -> None:
    effects = mixed()
    wide = effects["wide5"]
    effects["wide5"] = {s: {**broken, also: verdict} for s, broken in wide.items()}
    outcomes, _ = judged(effects, [fault(each) for each in effects])
    assert set(outcomes["wide5"].red) == {"RFC/wide5", also}
    assert set(outcomes["wide6"].red) == {"RFC/wide6"}


def test_faults_at_one_seam_or_of_one_requirement_are_never_together() -> None:
    effects = {f"wide{n}": incidental("shared") for n in range(4)}
    effects |= {f"other{n}": incidental(f"other{n}") for n in range(4)}
    faults = [replace(fault(n), requirement="RFC/shared") for n in effects if "wide" in n]
    faults += [replace(fault(n), seam="seam.shared") for n in effects if "other" in n]
    seen: list[Job] = []
    provider = Provider(effects)

    def run(jobs: list[Job]) -> list[Outcome]:
        seen.extend(jobs)
        return provider.run(jobs)

    Groups(faults, {name: Plan([*effects[name]], []) for name in effects}).judge(run)
    for job in seen:
        assert len({each.seam for each in job.faults}) == len(job.faults)
        assert len({each.requirement for each in job.faults}) == len(job.faults)
    assert any(len(job.faults) > 1 for job in seen)
