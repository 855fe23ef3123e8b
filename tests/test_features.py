"""What holds of every feature, every scenario and the register."""

import re
from collections import Counter
from pathlib import Path

import pytest

from coatcheck import contract
from coatcheck.base import files
from coatcheck.capabilities import known
from coatcheck.expect import RULES
from coatcheck.expect.schema import all_requirements, requirement_of_member
from coatcheck.kinds import KINDS
from coatcheck.kinds.kind import MESSAGES
from coatcheck.kinds.sending import EndpointKind
from coatcheck.register.requirement import register
from coatcheck.run.bdd import Scenario, scenarios_in
from coatcheck.run.collection import scenario_id
from coatcheck.run.listing import ListedScenario, all_scenarios
from coatcheck.run.vocabulary import definitions

FEATURES = sorted(files.FEATURES.glob("*.feature"))
SCENARIOS = all_scenarios()
by_id = pytest.mark.parametrize("scenario", SCENARIOS, ids=[s.id for s in SCENARIOS])


def titles(path: Path) -> list[str]:
    """Return every scenario's title as it stands in the file, duplicates and all."""
    text = path.read_text(encoding="utf-8")
    return re.findall(r"^ *Scenario(?: Outline)?: (.+?) *$", text, re.MULTILINE)


@pytest.mark.parametrize("path", FEATURES, ids=[p.stem for p in FEATURES])
def test_titles_are_unique_within_a_feature(path: Path) -> None:
    repeated = [title for title, count in Counter(titles(path)).items() if count > 1]
    assert repeated == []


def test_no_scenario_is_lost_by_the_parser() -> None:
    assert len(SCENARIOS) == sum(len(titles(path)) for path in FEATURES)
    assert len({scenario.id for scenario in SCENARIOS}) == len(SCENARIOS)


@pytest.mark.parametrize("path", FEATURES, ids=[p.stem for p in FEATURES])
def test_features_keep_to_their_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert "Examples:" not in text
    assert "\t" not in text


@by_id
def test_titles_are_statements(scenario: ListedScenario) -> None:
    assert len(scenario.title) < 80
    assert not scenario.title.endswith(".")
    assert not re.search(r"\bshould\b|\btest that\b", scenario.title, re.IGNORECASE)


@by_id
def test_a_scenario_has_three_to_eight_steps_and_one_when(scenario: ListedScenario) -> None:
    assert 3 <= len(scenario.steps) <= 8
    assert scenario.keywords.count("when") == 1


@by_id
def test_a_scenario_names_one_requirement_of_the_register(scenario: ListedScenario) -> None:
    named = [tag for tag in scenario.tags if "/" in tag and ":" not in tag]
    assert named == [scenario.requirement]
    assert scenario.requirement in register()
    assert register()[scenario.requirement].untested is None


@by_id
def test_capabilities_and_modules_are_known(scenario: ListedScenario) -> None:
    for tag in scenario.tags:
        name, _, value = tag.partition(":")
        if name == "needs":
            assert known(value)
        elif name == "oidf":
            assert re.fullmatch(r"oidcc?-[a-z0-9-]+", value)


def judgements(scenario: ListedScenario) -> list[str]:
    """Return the requirements of the rules and members that a scenario's steps judge."""
    found = []
    for step in scenario.steps:
        for name, named in MESSAGES.items():
            member = re.fullmatch(rf"the {name}'s \"([^\"]+)\" is well-formed", step)
            if member:
                found.append(requirement_of_member(named.kind, member[1]))
            found += [
                rule.requirement
                for rule in RULES
                if step == f"the {name} {rule.phrase}" and issubclass(named.kind, rule.message)
            ]
    return found


@by_id
def test_what_a_scenario_judges_is_the_requirement_it_names(scenario: ListedScenario) -> None:
    assert set(judgements(scenario)) <= {scenario.requirement}


def sent(scenario: Scenario) -> tuple[object, ...]:
    """Return what a scenario sends: its When with the table, and how the client presents itself."""
    [when] = [step for step in scenario.steps if step.type == "when"]
    presented = [step.text for step in scenario.steps if " presents " in step.text]
    return when.text, when.table, presented


def needs(scenario: Scenario) -> set[str]:
    return {tag for tag in scenario.tags if tag.startswith("needs:")}


REFUSAL_DEMANDED = [
    kind.name for kind in KINDS.values() if isinstance(kind, EndpointKind) and kind.refusal_demanded
]


@pytest.mark.parametrize("kind", REFUSAL_DEMANDED)
def test_a_refusal_that_is_judged_is_demanded_wherever_it_is_judged(kind: str) -> None:
    every = [one for path in FEATURES for one in scenarios_in(path)]
    ends = {scenario_id(one): one.steps[-1].text for one in every}
    refusing = re.compile(rf"the {kind} request is (refused|not granted)")
    demanding = [one for one in every if refusing.match(ends[scenario_id(one)])]
    told = f"the {kind} error response"
    judged = [one for one in every if ends[scenario_id(one)].startswith(told)]
    assert judged
    for judging in judged:
        assert any(
            sent(one) == sent(judging) and needs(one) <= needs(judging) for one in demanding
        ), scenario_id(judging)


def test_every_requirement_is_tested_or_says_why_not() -> None:
    tested = {s.requirement for s in SCENARIOS}
    tested |= {rule.requirement for rule in RULES} | all_requirements()
    tested |= contract.all_requirements()
    assert tested - register().keys() == set()
    silent = [r.id for r in register().values() if r.untested is None and r.id not in tested]
    assert silent == []
    both = [r.id for r in register().values() if r.untested is not None and r.id in tested]
    assert both == []


def test_the_vocabulary_is_small_and_used() -> None:
    steps = [step for scenario in SCENARIOS for step in scenario.steps]
    unused = [d.sentence for d in definitions() if not any(d.matches(step) for step in steps)]
    assert unused == []
    assert len(SCENARIOS) / len(definitions()) >= 6


def test_every_phrase_is_used_by_a_scenario_or_judged_by_the_way() -> None:
    phrases = Counter((rule.message, rule.phrase) for rule in RULES)
    assert [phrase for phrase, count in phrases.items() if count > 1] == []
