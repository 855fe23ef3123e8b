"""What an endpoint may make of the resources that a request asks for."""

from __future__ import annotations

from dataclasses import replace

from ..asked_resources import Asked, absolute, known, without_fragment
from ..errors import InvalidRequest
from .fault import Fault, misreported


def first_known(asked: Asked) -> None:
    """A check that looks at the first of the resources alone."""
    known(replace(asked, resources=asked.resources[:1]))


def resources_misreported(noun: str, clause: str) -> tuple[Fault, ...]:
    """A resource that is not acceptable is refused with another error code at an endpoint."""
    return tuple(
        Fault(
            f"resource_not_{check.__name__}_misreported_by_{noun}",
            f"{clause}/{slug}",
            f"{noun}_resource.{check.__name__}",
            misreported(check, InvalidRequest),
            f"A resource {what} is answered with invalid_request.",
        )
        for check, slug, what in (
            (absolute, "relative-resource-refused", "that is not an absolute URI"),
            (without_fragment, "fragment-refused", "with a fragment"),
            (known, "unknown-resource-refused", "that is unknown"),
        )
    )
