"""A fault of this dialect, and a server that breaks down before an end-user."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...core.errors import PageError
from ...core.faults.fault import Fault, breaking
from ...core.seams import Function


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


class FailureOfPage(PageError):
    """A failure of the server before an end-user."""

    status = 500


def breaking_page(check: Function, when: Callable[[Any], bool]) -> Function:
    """A check that breaks down in some cases, before an end-user."""
    return breaking(check, when, FailureOfPage)
