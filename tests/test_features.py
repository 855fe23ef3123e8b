"""What holds of every feature, every scenario and the register."""

import re
from collections import Counter
from collections.abc import Iterator
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
from tests.offenders import refuse

FEATURES = sorted(files.FEATURES.glob("*.feature"))
SCENARIOS = all_scenarios()
ORDER = re.compile(r"(given )*when( then)+")
"""The kinds of a scenario's steps, in their order."""


def titles(path: Path) -> list[str]:
    """Return every scenario's title as it stands in the file, duplicates and all."""
    text = path.read_text(encoding="utf-8")
    return re.findall(r"^ *Scenario(?: Outline)?: (.+?) *$", text, re.MULTILINE)


def test_titles_are_unique_within_a_feature() -> None:
    counted = [(path.name, Counter(titles(path))) for path in FEATURES]
    refuse(f"{name}: {title}" for name, all_ in counted for title, n in all_.items() if n > 1)


def test_no_scenario_is_lost_by_the_parser() -> None:
    assert len(SCENARIOS) == sum(len(titles(path)) for path in FEATURES)
    assert len({scenario.id for scenario in SCENARIOS}) == len(SCENARIOS)


def faults_of_form(text: str) -> Iterator[str]:
    if len(text.splitlines()) > 400:
        yield "has more than 400 lines"
    if "Examples:" in text:
        yield "has Examples"
    if "\t" in text:
        yield "has tabs"


def test_features_keep_to_their_form() -> None:
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in FEATURES]
    refuse(f"{name} {fault}" for name, text in texts for fault in faults_of_form(text))


def is_statement(title: str) -> bool:
    prescribes = re.search(r"\bshould\b|\btest that\b", title, re.IGNORECASE)
    return len(title) < 80 and not title.endswith(".") and not prescribes


def test_titles_are_statements() -> None:
    refuse(f"{each.id}: {each.title}" for each in SCENARIOS if not is_statement(each.title))


def test_a_scenario_has_one_when_a_then_and_eight_steps_at_most() -> None:
    printed = [(each.id, " ".join(each.keywords)) for each in SCENARIOS]
    refuse(f"{id_}: {steps}" for id_, steps in printed if len(steps.split()) > 8)
    refuse(f"{id_}: {steps}" for id_, steps in printed if not ORDER.fullmatch(steps))


def names_one_requirement(scenario: ListedScenario) -> bool:
    """Tell whether a scenario has the tag of one requirement, which is not said to be untested."""
    named = [tag for tag in scenario.tags if "/" in tag and ":" not in tag]
    row = register().get(scenario.requirement)
    return named == [scenario.requirement] and row is not None and row.untested is None


def test_a_scenario_names_one_requirement_of_the_register() -> None:
    refuse(f"{s.id}: {' '.join(s.tags)}" for s in SCENARIOS if not names_one_requirement(s))


TARGETS = [path.read_text(encoding="utf-8") for path in files.TARGETS.rglob("*.yaml")]
GRANTS = {word for text in TARGETS for word in re.findall(r"[\w:.-]+", text) if ":" in word}
"""What may be a grant type in a target file that comes with the suite."""


def is_known(tag: str) -> bool:
    """Tell whether a capability or a module that a tag names can exist."""
    name, _, value = tag.partition(":")
    if name == "needs":
        return known(value) and (not value.startswith("grant(") or value[6:-1] in GRANTS)
    return name != "oidf" or bool(re.fullmatch(r"oidcc?-[a-z0-9-]+", value))


def test_capabilities_and_modules_are_known() -> None:
    tags = [(each.id, tag) for each in SCENARIOS for tag in each.tags]
    refuse(f"{id_}: @{tag}" for id_, tag in tags if not is_known(tag))


def by_sentence() -> dict[str, list[str]]:
    """Return the requirements of all rules by the sentences that judge them."""
    found: dict[str, list[str]] = {}
    for name, named in MESSAGES.items():
        for rule in RULES:
            if issubclass(named.kind, rule.message):
                found.setdefault(f"the {name} {rule.phrase}", []).append(rule.requirement)
    return found


def requirement_of_sentence(step: str) -> list[str]:
    """Return the requirement of the member that a step judges, if it judges one."""
    judged = re.fullmatch(r"the (.+)'s \"([^\"]+)\" is well-formed", step)
    if judged is None or judged[1] not in MESSAGES:
        return []
    return [requirement_of_member(MESSAGES[judged[1]].kind, judged[2])]


def test_what_a_scenario_judges_is_the_requirement_it_names() -> None:
    rules = by_sentence()
    refuse(
        f"{scenario.id} judges {requirement}"
        for scenario in SCENARIOS
        for step in scenario.steps
        for requirement in (*rules.get(step, ()), *requirement_of_sentence(step))
        if requirement != scenario.requirement
    )


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
    stated = f"the {kind} error response"
    judged = [one for one in every if ends[scenario_id(one)].startswith(stated)]
    assert judged
    refuse(
        scenario_id(judging)
        for judging in judged
        if not any(sent(one) == sent(judging) and needs(one) <= needs(judging) for one in demanding)
    )


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
