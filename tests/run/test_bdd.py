"""What is taken from pytest-bdd beyond its public API, with a feature of three scenarios."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, then, when
from pytest_bdd.parsers import StepParser

from coatcheck.run import bdd
from coatcheck.run.bdd import RunningScenario, RunningStep, Step
from coatcheck.run.collection import (
    FeatureFile,
    ScenarioTest,
    function_name,
    requirement_of,
    scenario_id,
)
from coatcheck.run.phases import run_phases

FEATURE = Path(__file__).with_name("coats.feature.txt")


@given("a coat", target_fixture="said")
def a_coat() -> list[str]:
    """The first to say something."""
    return ["a coat"]


@given("a hat", target_fixture="said")
def a_hat(said: list[str]) -> list[str]:
    return [*said, "a hat"]


@when("the guest asks for", target_fixture="said")
def asks(said: list[str], datatable: list[list[str]]) -> list[str]:
    return [*said, str(datatable)]


@when("the ticket is torn", target_fixture="said")
def torn(said: list[str]) -> list[str]:
    raise ValueError("torn")


@then(parsers.parse("{count:d} things were said"))
def were_said(said: list[str], count: int) -> None:
    """Everything was said in this run."""
    assert len(said) == count, said


OPTIONS = ("flow", "clause", "scenario")


class Suite:
    """A plugin that collects features and notes what becomes of them."""

    def __init__(self) -> None:
        self.items: list[pytest.Item] = []
        self.steps: list[Step] = []
        self.marks: dict[str, list[str]] = {}
        self.reports: list[pytest.TestReport] = []

    def pytest_addoption(self, parser: pytest.Parser) -> None:
        for option in OPTIONS:
            parser.addoption(f"--{option}", action="append", default=[])

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_apply_tag(self, tag: str, function: Callable[..., object]) -> bool:
        self.marks.setdefault(function.__name__, []).append(tag)
        return True

    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        is_feature = file_path.suffix == ".feature"
        return FeatureFile.from_parent(parent, path=file_path) if is_feature else None

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = session.items

    def pytest_bdd_before_step(self, step: RunningStep) -> None:
        self.steps.append(bdd.step_of(step))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.reports.append(report)

    @property
    def outcomes(self) -> dict[str, str]:
        """How each test was called."""
        calls = [report for report in self.reports if report.when == "call"]
        return {report.nodeid.rpartition("::")[2]: report.outcome for report in calls}


@pytest.fixture
def feature(tmp_path: Path) -> Path:
    path = tmp_path / "coats.feature"
    path.write_text(FEATURE.read_text(encoding="utf-8"), encoding="utf-8")
    return path


@pytest.fixture
def run(feature: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Run the feature with pytest, these steps and plugins of pytest-bdd alone."""

    def run(*plugins: object, options: tuple[str, ...] = ()) -> None:
        args = ["-c", "/dev/null", "--rootdir", str(feature.parent), "--disable-plugin-autoload"]
        chosen = ["-p", bdd.PLUGIN, "-p", __name__, "-p", "no:cacheprovider", *options]
        pytest.main([*args, *chosen, str(feature)], plugins=[*plugins])

    return run


RETURNED = "A coat that isn't lost is returned"
TORN = "A ticket is torn"


def test_a_scenario_is_read_with_all_that_it_says(feature: Path) -> None:
    torn, returned, forgotten = bdd.scenarios_in(feature)
    assert (returned.path, returned.feature) == (feature, "Coats")
    assert (returned.rule, torn.rule) == ("A coat is handed over once", None)
    assert (returned.title, returned.line) == (RETURNED, 12)
    assert returned.tags == {"feature_wide", "RFC0000-1/coat-returned", "needs:hooks"}
    assert torn.tags == forgotten.tags == {"feature_wide"}
    assert returned.steps[1:3] == (
        Step("And", "given", "a hat", ()),
        Step("When", "when", "the guest asks for", (("colour", "size"), ("green", "42"))),
    )
    assert scenario_id(returned) == "coats/a-coat-that-isnt-lost-is-returned"
    assert requirement_of(returned) == "RFC0000-1/coat-returned"


def test_every_scenario_is_a_test_and_its_tags_are_applied(run: Callable[..., None]) -> None:
    suite = Suite()
    run(suite, options=("--collect-only",))
    assert [item.nodeid for item in suite.items] == [
        "coats.feature::test_a_ticket_is_torn",
        "coats.feature::test_a_coat_that_isnt_lost_is_returned",
        "coats.feature::test_a_coat_is_forgotten",
    ]
    assert all(isinstance(item, ScenarioTest) for item in suite.items)
    assert suite.items[1].location == ("coats.feature", 11, suite.items[1].name)
    tags = [tag for applied in suite.marks.values() for tag in applied]
    assert sorted({*tags}) == ["RFC0000-1/coat-returned", "feature_wide", "needs:hooks"]


def test_the_options_name_scenarios(run: Callable[..., None]) -> None:
    for option, name, count in (
        ("--flow", "coats", 3),
        ("--clause", "RFC0000-1", 1),
        ("--scenario", "coats/a-ticket-is-torn", 1),
        ("--flow", "hats", 0),
    ):
        suite = Suite()
        run(suite, options=("--collect-only", option, name))
        assert len(suite.items) == count, option


def test_a_run_does_the_steps_and_hands_their_tables_on(run: Callable[..., None]) -> None:
    suite = Suite()
    run(suite)
    assert suite.outcomes == {
        function_name(RETURNED): "passed",
        "test_a_coat_is_forgotten": "failed",
        function_name(TORN): "failed",
    }
    tables = [step.table for step in suite.steps if step.table]
    assert tables == [(("colour", "size"), ("green", "42"))]
    torn = next(r for r in suite.reports if r.nodeid.endswith("torn") and r.when == "call")
    assert "ValueError: torn" in torn.longreprtext
    forgotten = next(r for r in suite.reports if "forgotten" in r.nodeid and r.when == "call")
    assert "StepDefinitionNotFoundError" in forgotten.longreprtext


def definitions() -> dict[str, bdd.StepDefinition]:
    own = (each for each in bdd.step_definitions() if each.function.__module__ == __name__)
    return {str(each.parser.name): each for each in own}


def test_step_definitions_are_known_by_their_functions_and_parsers() -> None:
    found = definitions()
    assert list(found) == [
        "a coat",
        "a hat",
        "the guest asks for",
        "the ticket is torn",
        "{count:d} things were said",
    ]
    first, last = found["a coat"], found["{count:d} things were said"]
    assert (first.type, last.type, first.function) == ("given", "then", a_coat)
    assert isinstance(last.parser, StepParser)
    assert last.parser.is_matching("3 things were said")
    assert not last.parser.is_matching("no things were said")


class Parts:
    """A plugin that runs a scenario a second time, but for the steps that are done."""

    def __init__(self, done: int) -> None:
        self.done = done
        self.reports: list[list[pytest.TestReport]] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool:
        assert isinstance(item, ScenarioTest)
        self.reports.append(run_phases(item))
        self.reports.append(run_phases(item.next_part()))
        return True

    def pytest_bdd_before_scenario(
        self, request: pytest.FixtureRequest, scenario: RunningScenario
    ) -> None:
        if request.node.part > 1:
            bdd.leave_out(scenario, self.done)


RETURN = ("--scenario", "coats/a-coat-that-isnt-lost-is-returned")


@pytest.mark.parametrize(("done", "outcome"), [(0, "passed"), (1, "failed")])
def test_a_second_part_does_the_steps_that_are_left_with_nothing_of_the_first(
    run: Callable[..., None], done: int, outcome: str
) -> None:
    parts, suite = Parts(done), Suite()
    run(parts, suite, options=RETURN)
    first, second = parts.reports
    assert [(each.when, each.outcome) for each in first] == [
        ("setup", "passed"),
        ("call", "passed"),
        ("teardown", "passed"),
    ]
    assert second[1].outcome == outcome
    assert len(suite.steps) == (8 if done == 0 else 5)
    assert suite.reports == []
    if done:
        assert "fixture 'said' not found" in second[1].longreprtext


class Ending:
    """A plugin that ends a test at its setup."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        self.seen: list[str] = []
        self.ended = False

    def pytest_runtest_setup(self) -> None:
        raise self.error

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool:
        self.seen = [f"{each.when} {each.outcome}" for each in run_phases(item)]
        return True

    def pytest_keyboard_interrupt(self) -> None:
        self.ended = True


@pytest.mark.parametrize(
    ("error", "seen", "ended"),
    [
        (ValueError(), ["setup failed", "teardown passed"], False),
        (pytest.skip.Exception("no"), ["setup skipped", "teardown passed"], False),
        (KeyboardInterrupt(), [], True),
        (pytest.exit.Exception("enough"), [], True),
    ],
)
def test_a_test_is_not_called_where_its_setup_fails_and_the_run_may_be_ended(
    run: Callable[..., None], error: BaseException, seen: list[str], ended: bool
) -> None:
    ending = Ending(error)
    run(ending, Suite(), options=RETURN)
    assert (ending.seen, ending.ended) == (seen, ended)


def test_remembered_steps_are_those_that_are_found(
    run: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered: dict[tuple[str, str], Any] = {}
    monkeypatch.setattr(bdd, "_REMEMBERED", remembered)
    plain, first, again = Suite(), Suite(), Suite()
    run(plain)
    assert remembered == {}
    with bdd.remembered_steps():
        run(first)
        known = {**remembered}
        run(again)
    assert plain.outcomes == first.outcomes == again.outcomes
    assert plain.steps == first.steps == again.steps
    assert remembered == known
    assert remembered["given", "a coat"].step_func is a_coat
    assert remembered["when", "nobody ever defined this"] is None
    run(Suite())
    assert remembered == known
