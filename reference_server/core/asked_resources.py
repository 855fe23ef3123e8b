"""What the resources must be that a request asks for, at whichever endpoint: RFC 8707 2."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .clients import Client
from .errors import InvalidTarget
from .seams import Rows

ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """The resources for which a client asks."""

    client: Client
    resources: tuple[str, ...]


asked_resources = Rows[Callable[[Asked], None]]()


@asked_resources
def absolute(asked: Asked) -> None:
    """RFC 8707 2: a resource is an absolute URI."""
    if not all(ABSOLUTE.fullmatch(resource) for resource in asked.resources):
        raise InvalidTarget("a resource is no absolute URI")


@asked_resources
def without_fragment(asked: Asked) -> None:
    """RFC 8707 2: a resource has no fragment."""
    if any("#" in resource for resource in asked.resources):
        raise InvalidTarget("a resource has a fragment")


@asked_resources
def known(asked: Asked) -> None:
    """RFC 8707 2: a resource is one that the client may ask for."""
    if not set(asked.resources) <= set(asked.client.resources):
        raise InvalidTarget("a resource is unknown")
