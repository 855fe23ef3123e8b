"""The application: the sound provider, and every faulty one below a path of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from . import tracing
from .endpoints.authorization import authorize
from .endpoints.control import clock
from .endpoints.documents import keys, oauth_authorization_server, openid_configuration
from .endpoints.interaction import interaction
from .endpoints.token import token
from .endpoints.userinfo import me
from .faults import Fault, catalogue
from .provider import Provider
from .seams import sound_seams

Handler = Callable[[Request], Awaitable[Response]]
EVERY_METHOD = ["GET", "POST", "PUT", "PATCH", "DELETE"]
PREFLIGHT = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "Authorization, Content-Type",
}


class Providers:
    """The providers of one process, each made when it is first asked for."""

    def __init__(self, base: str, faults: Mapping[str, Fault]) -> None:
        self._base = base
        self._faults = faults
        self._made: dict[str, Provider] = {}

    def at(self, name: str) -> Provider | None:
        """The provider with the fault of that name; the sound one has the empty name."""
        if name not in self._made:
            if name and name not in self._faults and name != tracing.NAME:
                return None
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Provider:
        seams = sound_seams()
        if not name:
            return Provider(self._base, "", seams)
        if name == tracing.NAME:
            traced = tracing.traced(seams, self._faults.values())
            return Provider(self._base, f"/{name}", traced)
        fault = self._faults[name]
        return Provider(self._base, f"/{name}", {**seams, fault.seam: fault.replacement})


def create_app(base: str) -> Starlette:
    """The application as it is reached at a base URL."""
    below_issuer = _routes()
    well_known = "/.well-known/oauth-authorization-server"
    app = Starlette(
        routes=[
            *_document(f"{well_known}/oidc", oauth_authorization_server),
            *_document(f"{well_known}/{{fault}}/oidc", oauth_authorization_server),
            Mount("/oidc", routes=below_issuer),
            Mount("/{fault}/oidc", routes=below_issuer),
        ]
    )
    app.state.providers = Providers(base, catalogue())
    return app


def _routes() -> list[BaseRoute]:
    return [
        Route("/auth", _of_provider(authorize), methods=["GET", "POST"]),
        Route("/interaction/{interaction_id}", _of_provider(interaction), methods=["GET", "POST"]),
        *_document("/.well-known/openid-configuration", openid_configuration),
        *_document("/jwks", keys),
        Route("/token", preflight, methods=["OPTIONS"]),
        Route("/token", _of_provider(token), methods=EVERY_METHOD),
        Route("/me", preflight, methods=["OPTIONS"]),
        Route("/me", _of_provider(me), methods=["GET", "POST"]),
        Route("/control/clock", _of_provider(clock), methods=["GET", "POST", "DELETE"]),
    ]


def _document(path: str, handler: Handler) -> list[BaseRoute]:
    return [
        Route(path, _of_provider(handler), methods=["GET"]),
        Route(path, preflight, methods=["OPTIONS"]),
    ]


def _of_provider(handler: Handler) -> Handler:
    async def handle(http: Request) -> Response:
        providers: Providers = http.app.state.providers
        provider = providers.at(http.path_params.get("fault", ""))
        if provider is None:
            return PlainTextResponse("There is no such provider.", 404)
        http.state.provider = provider
        used = tracing.begin()
        response = await handler(http)
        if used:
            response.headers[tracing.HEADER] = ",".join(sorted(used))
        return response

    return handle


async def preflight(http: Request) -> Response:
    """Allow a script of any origin to use an endpoint that takes no cookies (RFC 9700 2.6)."""
    return Response(status_code=204, headers=PREFLIGHT)
