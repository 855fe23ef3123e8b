"""The traced provider: sound, and every answer names the faults that could have changed it.

Whenever a seam is used, the functions that faults put there are called as well, and a fault is
named where its function would have answered, or objected, otherwise. A scenario none of whose
answers names a fault comes out the same under it: so the trace of one run tells which scenarios a
fault can touch at all. A seam that always answers nothing may have its effect elsewhere; where it
was used stands in the trace as `@noun.name`.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from .faults.fault import Fault
from .seams import Function, Substitutes, function_at

NAME = "traced"
"""The path segment below which the traced provider is served."""

HEADER = "coatcheck-trace"

_trace: ContextVar[set[str] | None] = ContextVar("trace", default=None)


def begin() -> set[str]:
    """Start the trace of one request and return it; it fills as seams are used."""
    trace: set[str] = set()
    _trace.set(trace)
    return trace


def traced(substitutes: Substitutes, faults: Iterable[Fault]) -> dict[str, Function]:
    """The substitutes, and functions that note what a fault would have changed at its seam."""
    at: dict[str, list[Fault]] = {}
    for fault in faults:
        at.setdefault(fault.seam, []).append(fault)
    traced = {a: _noting(a, function_at(a, substitutes), found) for a, found in at.items()}
    return {**substitutes, **traced}


def _noting(address: str, function: Function, faults: list[Fault]) -> Function:
    @wraps(function)
    def noting(*context: Any) -> Any:
        trace = _trace.get()
        came = _came_of(function, context)
        if trace is not None:
            trace.add(f"@{address}")
            trace.update(fault.name for fault in faults if _changes(fault, came, context))
        answer, objection = came
        if objection is not None:
            raise objection
        return answer

    return noting


Outcome = tuple[Any, Exception | None]


def _changes(fault: Fault, came: Outcome, context: tuple[Any, ...]) -> bool:
    """Tell whether something else would have come of it under a fault."""
    return fault.leaves_traces or _differ(came, _came_of(fault.replacement, context))


def _came_of(function: Function, context: tuple[Any, ...]) -> Outcome:
    try:
        return function(*context), None
    except Exception as objection:  # whatever a function raises is what comes of it
        return None, objection


def _differ(one: Outcome, other: Outcome) -> bool:
    return bool(one[0] != other[0]) or _stated(one[1]) != _stated(other[1])


def _stated(objection: Exception | None) -> tuple[object, ...]:
    return (type(objection), *(objection.args if objection else ()))
