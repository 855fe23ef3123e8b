"""Routes: what is served at which path, as the modules that answer there say it themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

Handler = Callable[[Request], Awaitable[Response]]
EVERY_METHOD = ("GET", "POST", "PUT", "PATCH", "DELETE")

PREFLIGHT = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "Authorization, Content-Type",
}


@dataclass(frozen=True)
class Route:
    """A path, who answers there, and to which methods."""

    path: str
    handler: Handler
    methods: tuple[str, ...]

    @property
    def has_parameters(self) -> bool:
        """Whether the path stands for many."""
        return "{" in self.path


_routes: list[Route] = []
_before_issuer: list[Route] = []


def route(
    path: str, *methods: str, scripts: bool = False, before_issuer: bool = False
) -> Callable[[Handler], Handler]:
    """Serve what a handler answers at a path, to `scripts` of any origin as well.

    The path is one below that of the endpoints, or one that stands before the issuer's path.
    """
    found = _before_issuer if before_issuer else _routes

    def served(handler: Handler) -> Handler:
        found.append(Route(path, handler, methods))
        if scripts:
            found.append(Route(path, preflight, ("OPTIONS",)))
        return handler

    return served


def routes() -> list[Route]:
    """The routes below the path of the endpoints; a path of its own comes before a pattern."""
    return sorted(_routes, key=lambda route: route.has_parameters)


def routes_before_issuer() -> list[Route]:
    """The routes that stand before the issuer's path (RFC 8414 3.1)."""
    return list(_before_issuer)


async def preflight(http: Request) -> Response:
    """Allow a script of any origin to use an endpoint that takes no cookies (RFC 9700 2.6)."""
    return Response(status_code=204, headers=PREFLIGHT)
