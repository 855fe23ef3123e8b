"""The application: the sound provider, and every faulty one below a path of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from . import tracing
from .dialect import STANDARDS, Dialect
from .endpoints.authorization import authorize
from .endpoints.backchannel import authentication_device, backchannel_authentication
from .endpoints.control import clock
from .endpoints.device import device_authorization_request, verification, verification_page
from .endpoints.documents import keys, oauth_authorization_server, openid_configuration
from .endpoints.interaction import interaction
from .endpoints.introspection import introspect
from .endpoints.logout import end_session, logout_question, session_is_ended, session_is_kept
from .endpoints.pushed_authorization import pushed_authorization_request
from .endpoints.revocation import revoke
from .endpoints.token import token
from .endpoints.userinfo import me
from .faults import catalogue
from .mosaic import MOSAIC
from .mosaic.backchannel import complete
from .provider import Provider
from .seams import Function, sound_seams

Handler = Callable[[Request], Awaitable[Response]]
EVERY_METHOD = ["GET", "POST", "PUT", "PATCH", "DELETE"]
COMPLETION = "/cis/auth/backchannel/complete"
"""Where the documented contract has end-users decide, beside the endpoints of OpenID Connect."""

PREFLIGHT = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "Authorization, Content-Type",
}


class Providers:
    """The providers of one dialect, each made when it is first asked for."""

    def __init__(self, base: str, dialect: Dialect) -> None:
        self._base = base
        self._dialect = dialect
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

    def _seams(self, name: str) -> Mapping[str, Function]:
        seams = {**sound_seams(), **self._dialect.seams}
        if not name:
            return seams
        if name == tracing.NAME:
            return tracing.traced(seams, self._faults.values())
        faults = [self._faults[each] for each in name.split("+")]
        return {**seams, **{fault.seam: fault.replacement for fault in faults}}


def create_app(base: str, seams: Mapping[str, Function] | None = None) -> Starlette:
    """The application at a base URL; `seams` holds what every provider does otherwise."""
    completion = Route(COMPLETION, _of_provider(complete), methods=["POST"])
    standards = _speaking(base, _with(STANDARDS, seams or {}))
    mosaic = _speaking(base, _with(MOSAIC, seams or {}), completion)
    well_known = "/.well-known/oauth-authorization-server"
    app = Starlette(
        routes=[
            *_document(f"{well_known}/oidc", oauth_authorization_server),
            *_document(f"{well_known}/{{fault}}/oidc", oauth_authorization_server),
            Mount("/oidc", app=standards),
            Mount("/{fault}/oidc", app=standards),
            Mount("/mosaic", app=mosaic),
            Mount("/{fault}/mosaic", app=mosaic),
        ]
    )
    app.state.providers = standards.state.providers
    return app


def _with(dialect: Dialect, seams: Mapping[str, Function]) -> Dialect:
    return replace(dialect, seams={**dialect.seams, **seams})


def _speaking(base: str, dialect: Dialect, *further: BaseRoute) -> Starlette:
    """The application below the issuers of one dialect."""
    below = dialect.endpoints_path.removeprefix(dialect.issuer_path)
    routes = [Mount(below, routes=_routes())] if below else _routes()
    app = Starlette(routes=[*further, *routes])
    app.state.providers = Providers(base, dialect)
    return app


def _routes() -> list[BaseRoute]:
    return [
        Route("/auth", _of_provider(authorize), methods=["GET", "POST"]),
        Route("/interaction/{interaction_id}", _of_provider(interaction), methods=["GET", "POST"]),
        *_document("/.well-known/openid-configuration", openid_configuration),
        *_document("/jwks", keys),
        Route("/token", preflight, methods=["OPTIONS"]),
        Route("/token", _of_provider(token), methods=EVERY_METHOD),
        Route("/token/revocation", preflight, methods=["OPTIONS"]),
        Route("/token/revocation", _of_provider(revoke), methods=EVERY_METHOD),
        Route("/token/introspection", _of_provider(introspect), methods=EVERY_METHOD),
        Route("/request", preflight, methods=["OPTIONS"]),
        Route("/request", _of_provider(pushed_authorization_request), methods=EVERY_METHOD),
        Route("/backchannel", _of_provider(backchannel_authentication), methods=EVERY_METHOD),
        Route("/device/auth", _of_provider(device_authorization_request), methods=EVERY_METHOD),
        Route("/device", _of_provider(verification), methods=["GET"]),
        Route("/device/{interaction_id}", _of_provider(verification_page), methods=["GET", "POST"]),
        Route("/authentication-device", _of_provider(authentication_device), methods=["POST"]),
        Route("/me", preflight, methods=["OPTIONS"]),
        Route("/me", _of_provider(me), methods=["GET", "POST"]),
        Route("/session/end", _of_provider(end_session), methods=["GET", "POST"]),
        Route("/session/end/{logout_id}", _of_provider(logout_question), methods=["GET", "POST"]),
        Route("/session/ended", _of_provider(session_is_ended), methods=["GET"]),
        Route("/session/kept", _of_provider(session_is_kept), methods=["GET"]),
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
