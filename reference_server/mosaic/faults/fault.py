"""A fault of this dialect, and a server that breaks down over what its documents leave open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...errors import OAuthError, PageError
from ...faults.fault import Fault
from ...seams import Function

SENTENCE = "Something went wrong - Internal server error"


def fault(
    name: str,
    requirement: str,
    seam: str,
    replacement: Function,
    sentence: str,
    *,
    leaves_traces: bool = False,
) -> Fault:
    """A fault by the name that it has within the dialect, of a requirement of its contract."""
    return Fault(
        f"mosaic_{name}",
        f"MOSAIC-{requirement}",
        seam,
        replacement,
        sentence,
        leaves_traces,
        dialect="mosaic",
    )


class BreakdownOfPage(PageError):
    """A failure of the server before an end-user."""

    status = 500


class Breakdown(OAuthError):
    """A failure of the server before a client."""

    code, status = "server_error", 500


def breaking(check: Function, when: Callable[[Any], bool]) -> Function:
    """A check that breaks down in some cases, before a client."""
    return _breaking(check, when, Breakdown)


def breaking_page(check: Function, when: Callable[[Any], bool]) -> Function:
    """A check that breaks down in some cases, before an end-user."""
    return _breaking(check, when, BreakdownOfPage)


def _breaking(
    check: Function, when: Callable[[Any], bool], failure: type[Breakdown | BreakdownOfPage]
) -> Function:
    def broken(context: Any) -> None:
        if when(context):
            raise failure(SENTENCE)
        check(context)

    return broken
