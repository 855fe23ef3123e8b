"""Givens that could be left out: conditions that hold anyhow, or that no later step takes.

A flow is its history, which tells what has been said, and the conditions under which it goes on:
the client, how it authenticates, the user agent. A Given that sets nothing but conditions is a
filler where they are so already, and where neither another Given nor the When takes any of them.
What a step sets, and what it takes, is read from its function.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from types import FunctionType
from typing import Any, cast

from coatcheck.kinds import KINDS, acts
from coatcheck.run.listing import ListedScenario
from coatcheck.run.vocabulary import Definition, definitions
from coatcheck.scenario.flow import Flow
from coatcheck.scenario.history import History

CONDITIONS = {field.name for field in fields(Flow)} - {field.name for field in fields(History)}


@dataclass(frozen=True)
class Use:
    """What a function does with its flow: what it sets in a copy, and what it takes from it."""

    sets: frozenset[str]
    takes: frozenset[str]

    @property
    def is_condition(self) -> bool:
        """Tell whether a Given sets conditions, and nothing else."""
        return bool(self.sets) and self.sets <= CONDITIONS


def fillers(scenario: ListedScenario) -> Iterator[str]:
    """Yield the Givens of a scenario that could be left out."""
    when = scenario.keywords.index("when")
    printed = scenario.steps[: when + 1]
    steps = [definition(*step) for step in zip(scenario.keywords, printed, strict=False)]
    flow = _empty()
    for number, (text, given) in enumerate(zip(printed, steps[:-1], strict=False)):
        use = use_of(given.function)
        taken = [use_of(later.function).takes for later in steps[number + 1 :]]
        untaken = use.is_condition and not any(use.sets & each for each in taken)
        after = _carried_out(text, given, flow)
        if untaken or after == flow:
            yield text
        flow = after or flow


def definition(kind: str, step: str) -> Definition:
    """Return the definition of a step."""
    return next(each for each in definitions() if each.type == kind and each.matches(step))


@cache
def use_of(function: Callable[..., Any], position: int = 0) -> Use:
    """Return what a function does with the flow that is its argument at a position.

    It is followed into the functions of the suite that it hands the flow to, and takes everything
    where it hands that to others.
    """
    [tree] = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    nodes = list(ast.walk(tree))
    flow = cast(ast.FunctionDef, tree).args.args[position].arg
    named = {node for node in nodes if isinstance(node, ast.Name) and node.id == flow}
    calls = [node for node in nodes if isinstance(node, ast.Call) and node.args]
    copies = [c for c in calls if ast.unparse(c.func) == "replace" and c.args[0] in named]
    parts = [node for node in nodes if isinstance(node, ast.Attribute) and node.value in named]
    followed = {c: use for c in calls if (use := _followed(c, named, function)) is not None}
    stored = {node for node in named if isinstance(node.ctx, ast.Store)}
    dealt_with = {argument for call in (*copies, *followed) for argument in call.args}
    handed_on = named - stored - dealt_with - {part.value for part in parts}
    sets = frozenset(key.arg or "" for copy in copies for key in copy.keywords)
    taken = _taken([part.attr for part in parts]).union(*(u.takes for u in followed.values()))
    return Use(sets, frozenset(CONDITIONS) if handed_on else taken)


def _followed(call: ast.Call, named: set[ast.Name], caller: Callable[..., Any]) -> Use | None:
    """Return what a call does with the flow that it is handed, None where that cannot be told."""
    at = [number for number, argument in enumerate(call.args) if argument in named]
    called = _resolved(call.func, caller)
    if called in (acts.send, acts.done) and isinstance(call.args[0], ast.Constant):
        return use_of(type(KINDS[cast(str, call.args[0].value)]).send, 1)
    own = isinstance(called, FunctionType) and called.__module__.startswith("coatcheck.kinds")
    return use_of(called, at[0]) if own and called is not acts.send and at else None


def _resolved(function: ast.expr, caller: Callable[..., Any]) -> Any:
    """Return the function of a module, or a module's function, that a call names."""
    found: Any = None
    for number, name in enumerate(ast.unparse(function).split(".")):
        within = getattr(caller, "__globals__", {})
        found = within.get(name) if number == 0 else getattr(found, name, None)
    return found


def _taken(attributes: list[str]) -> frozenset[str]:
    """Return the conditions that stand behind attributes of a flow."""
    taken = frozenset(attributes) & CONDITIONS
    for attribute in (getattr(Flow, name, None) for name in attributes):
        method = attribute.fget if isinstance(attribute, property) else attribute
        if isinstance(method, FunctionType):
            taken |= use_of(method).takes
    return taken


def _empty() -> Flow:
    nobody = cast(Any, None)
    return Flow(party=nobody, specimens=nobody, client=nobody, user_agent=nobody)


def _carried_out(text: str, given: Definition, flow: Flow) -> Flow | None:
    """Return a flow after a Given that takes nothing of it but the conditions that it sets."""
    use = use_of(given.function)
    if not use.is_condition or use.takes != use.sets:
        return None
    return cast(Flow, given.function(flow, **(given.parser.parse_arguments(text) or {})))
