"""What the resources must be that a request asks for, at either endpoint."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..errors import InvalidTarget
from ..models import Client
from ..seams import Table

ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """The resources for which a client asks."""

    client: Client
    resources: tuple[str, ...]


authorization_resource = Table[Callable[[Asked], None]]("authorization_resource")
token_resource = Table[Callable[[Asked], None]]("token_resource")


@authorization_resource
@token_resource
def absolute(asked: Asked) -> None:
    """RFC 8707 2: a resource is an absolute URI."""
    if not all(ABSOLUTE.fullmatch(resource) for resource in asked.resources):
        raise InvalidTarget("a resource is no absolute URI")


@authorization_resource
@token_resource
def without_fragment(asked: Asked) -> None:
    """RFC 8707 2: a resource has no fragment."""
    if any("#" in resource for resource in asked.resources):
        raise InvalidTarget("a resource has a fragment")


@authorization_resource
@token_resource
def known(asked: Asked) -> None:
    """RFC 8707 2: a resource is one that the client may ask for."""
    if not set(asked.resources) <= set(asked.client.resources):
        raise InvalidTarget("a resource is unknown")
