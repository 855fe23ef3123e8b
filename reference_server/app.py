"""The application: the sound provider, and every faulty one below a path of its own."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route as ServedRoute

from .catalogue import catalogue
from .core import tracing
from .core.dialect import DIALECTS, Dialect
from .core.provider import Provider
from .core.routing import Route, routes, routes_before_issuer
from .core.seams import Substitutes, has_seam


class Providers:
    """The providers of one dialect, each made when it is first asked for."""

    def __init__(self, base: str, dialect: Dialect, otherwise: Substitutes) -> None:
        self._base = base
        self._dialect = dialect
        self._sound = {**dialect.seams, **_of_dialect(dialect, otherwise)}
        self._faults = {
            name: fault for name, fault in catalogue().items() if fault.dialect == dialect.name
        }
        self._made: dict[str, Provider] = {}

    def at(self, name: str) -> Provider | None:
        """The provider with the faults whose names `+` joins; the sound one has the empty name."""
        if name not in self._made:
            if name not in ("", tracing.NAME) and not {*name.split("+")} <= self._faults.keys():
                return None
            prefix = f"/{name}" if name else ""
            self._made[name] = Provider(self._base, prefix, self._seams(name), self._dialect)
        return self._made[name]

    def _seams(self, name: str) -> Substitutes:
        if not name:
            return self._sound
        if name == tracing.NAME:
            return tracing.traced(self._sound, self._faults.values())
        faults = [self._faults[each] for each in name.split("+")]
        return {**self._sound, **{fault.seam: fault.replacement for fault in faults}}

    def serving(self, route: Route, prefix: str = "", suffix: str = "") -> BaseRoute:
        """A route whose handler is told which provider is asked."""

        async def handle(http: Request) -> Response:
            provider = self.at(http.path_params.get("fault", ""))
            if provider is None:
                return PlainTextResponse("There is no such provider.", 404)
            http.state.provider = provider
            used = tracing.begin()
            response = await route.handler(http)
            if used:
                response.headers[tracing.HEADER] = ",".join(sorted(used))
            return response

        path = f"{prefix}{route.path}{suffix}"
        return ServedRoute(path, handle, methods=list(route.methods))


def _of_dialect(dialect: Dialect, otherwise: Substitutes) -> Substitutes:
    return {a: each for a, each in otherwise.items() if has_seam(a, dialect.seams)}


def create_app(base: str, otherwise: Substitutes | None = None) -> Starlette:
    """The application at a base URL; `otherwise` holds what every provider does otherwise.

    Raises ValueError for an address that is no seam of any dialect.
    """
    catalogue()  # every flow and every dialect is known by then
    for address in otherwise or {}:
        if not any(has_seam(address, dialect.seams) for dialect in DIALECTS.values()):
            raise ValueError(f"there is no seam {address}")
    providers = {
        name: Providers(base, dialect, otherwise or {}) for name, dialect in DIALECTS.items()
    }
    found = [_routes(dialect, providers[name]) for name, dialect in DIALECTS.items()]
    app = Starlette(routes=[route for of_dialect in found for route in of_dialect])
    app.state.providers = providers
    return app


def _routes(dialect: Dialect, providers: Providers) -> list[BaseRoute]:
    """What is served for one dialect, below its issuers and before their paths."""
    path = dialect.issuer_path
    below = dialect.endpoints_path.removeprefix(path)
    within = [
        *(providers.serving(route) for route in dialect.routes),
        *(providers.serving(route, below) for route in routes()),
    ]
    early = routes_before_issuer() if dialect.before_issuer else []
    places = (path, f"/{{fault}}{path}")
    return [
        *(providers.serving(route, suffix=place) for place in places for route in early),
        *(Mount(place, routes=within) for place in places),
    ]
