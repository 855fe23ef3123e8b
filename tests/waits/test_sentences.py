"""Which sentences wait, and when a scenario goes on after one."""

import ast
import math
import re
from collections.abc import Iterator
from typing import Any

import pytest

from coatcheck.base import files
from coatcheck.protocol.clock import Wait
from coatcheck.run.suspension import WAITS, Suspension, latest


@pytest.mark.parametrize(
    ("sentence", "late"),
    [
        ("590 seconds pass", 5),
        ("the client waits for the interval of the device authorization response", 5),
        ("the device code has nearly expired", 5),
        ("the device code has expired", math.inf),
    ],
)
def test_what_is_waited_out_may_not_be_over(sentence: str, late: float) -> None:
    wait = Wait(1000, 590)
    assert latest(wait, sentence, (60, 600, 3600)) == wait.ends + late
    assert latest(wait, sentence, (60, 590)) == math.inf


def test_a_scenario_goes_on_before_another_that_might_take_too_long() -> None:
    unused: Any = None
    for too_late, longest, due in ((math.inf, 60, 1030), (1035, 5, 1030), (1035, 20, 1015)):
        waiting = Suspension(unused, unused, [], Wait(1000, 30), too_late, unused)
        assert waiting.due(longest) == due


def definitions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield every step definition with its decorator as it is written."""
    for path in sorted(files.STEPS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield from ((ast.unparse(decorator), node) for decorator in node.decorator_list)


def test_every_sentence_that_waits_is_known() -> None:
    for decorator, function in definitions():
        sentence = re.search(r"['\"](.+?)['\"]", decorator)
        assert sentence is not None, decorator
        waits = "pass_time" in ast.unparse(function)
        assert bool(WAITS.fullmatch(re.sub(r"{\w+(:\w)?}", "5", sentence[1]))) is waits, decorator


def test_a_step_that_waits_does_nothing_else_before() -> None:
    for _, function in definitions():
        if "pass_time" in ast.unparse(function):
            assert "pass_time" in ast.unparse(function.body[-1])
            assert all(isinstance(line, ast.Expr | ast.Assign) for line in function.body)


def test_the_flow_is_all_that_steps_hand_on() -> None:
    handed = {
        ast.unparse(keyword.value)
        for decorator, _ in definitions()
        for node in ast.walk(ast.parse(decorator))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "target_fixture"
    }
    assert handed == {"'flow'"}
