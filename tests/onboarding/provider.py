"""A small provider with a login in two pages, and clients that can be registered."""

import base64
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.served import served

PASSWORD = "swordfish & chips"

NAME = """<h1>Sign in</h1><form method="post" action="/name?{query}"><label for="f1">E-mail</label>
<input id="f1" name="identifier" type="email"><button type="submit">Next</button></form>
<a href="/register">No account? Register</a>"""

SECRET = """<h1>Welcome</h1><form method="post" action="/password?{query}">
<input type="hidden" name="identifier" value="{name}"><label>Password
<input name="credential" type="password"></label><button type="submit">Sign in</button></form>"""

AT_ONCE = """<h1>Sign in</h1><form method="post" action="/password?{query}">
<input name="identifier"><input name="credential" type="password"><button>Sign in</button></form>"""

CONSENT = """<h1>Grant access?</h1>
<form method="post" action="/consent?{query}"><input type="hidden" name="approval" value="approve">
<button type="submit">Grant access</button></form>
<form method="post" action="/consent?{query}"><input type="hidden" name="approval" value="reject">
<button type="submit">Cancel</button></form>"""


@dataclass
class Behaviour:
    """How the provider behaves in one test."""

    metadata: dict[str, Any] = field(default_factory=dict)
    token: str | None = None
    registrations: int = 100
    first_page: str = NAME
    login_again: str | None = None
    consents: bool = True
    reaches_acr: bool = True
    scopes: tuple[str, ...] = ()
    grant_error: str = "unauthorized_client"
    registered: list[dict[str, Any]] = field(default_factory=list)
    made: dict[str, Any] = field(default_factory=dict)
    """What a registration answers otherwise than a sound one."""


class Provider:
    """The endpoints; each is at the path of its name."""

    def __init__(self, how: Behaviour) -> None:
        self.how = how

    def page(self, text: str, request: Request, name: str = "") -> HTMLResponse:
        query = str(request.query_params)
        return HTMLResponse(text.replace("{query}", query).replace("{name}", name))

    def back(self, request: Request, **more: str) -> RedirectResponse:
        asked = request.query_params
        answer = urlencode({**more, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{answer}", 303)

    async def metadata(self, request: Request) -> Response:
        at = f"http://{request.url.netloc}"
        members = {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": f"{at}/token",
            "jwks_uri": f"{at}/jwks",
            "registration_endpoint": f"{at}/register",
            "grant_types_supported": ["authorization_code", "client_credentials"],
            "token_endpoint_auth_methods_supported": ["client_secret_post", "none"],
            **self.how.metadata,
        }
        return JSONResponse({name: value for name, value in members.items() if value})

    async def jwks(self, request: Request) -> Response:
        return JSONResponse({"keys": []})

    async def authorize(self, request: Request) -> Response:
        if not request.query_params["redirect_uri"].startswith("https://"):
            return HTMLResponse("<p>unregistered</p>", 400)
        if self.how.scopes and not {*request.query_params["scope"].split()} <= {*self.how.scopes}:
            return self.back(request, error="invalid_scope")
        again = request.query_params.get("prompt") == "login" and self.how.login_again
        return self.page(again or self.how.first_page, request)

    async def name(self, request: Request) -> Response:
        return self.page(SECRET, request, (await _form(request))["identifier"])

    async def password(self, request: Request) -> Response:
        form = await _form(request)
        never = "claims" in request.query_params and not self.how.reaches_acr
        if form["credential"] != PASSWORD or never:
            return self.page(SECRET, request, form["identifier"])
        return self.page(CONSENT, request) if self.how.consents else self.back(request, code="c")

    async def consent(self, request: Request) -> Response:
        if (await _form(request))["approval"] == "approve":
            return self.back(request, code="c")
        return self.back(request, error="access_denied")

    async def token(self, request: Request) -> Response:
        if (await _form(request))["grant_type"] != "authorization_code":
            return JSONResponse({"error": self.how.grant_error}, 400)
        parts = ({"alg": "ES256"}, {"sub": "ann"})
        encoded = [base64.urlsafe_b64encode(json.dumps(p).encode()).decode() for p in parts]
        id_token = ".".join([part.rstrip("=") for part in encoded] + ["AA"])
        body = {"access_token": "a", "token_type": "Bearer", "expires_in": 300}
        return JSONResponse({**body, "id_token": id_token})

    async def register(self, request: Request) -> Response:
        how = self.how
        if how.token and request.headers.get("authorization") != f"Bearer {how.token}":
            return JSONResponse({"error": "invalid_token"}, 401)
        if len(how.registered) == how.registrations:
            return JSONResponse({"error": "invalid_client_metadata"}, 400)
        asked = json.loads(await request.body())
        how.registered.append(asked)
        made = {"client_id": f"made-{len(how.registered)}", "registration_access_token": "rat's"}
        if asked["token_endpoint_auth_method"] != "none":
            made["client_secret"] = secrets.token_urlsafe()
        return JSONResponse({**asked, **made, **how.made}, 201)

    @property
    def routes(self) -> list[Route]:
        posts = (self.name, self.password, self.consent, self.token, self.register)
        acts = {
            "/.well-known/openid-configuration": self.metadata,
            "/elsewhere": self.metadata,
            "/jwks": self.jwks,
            "/authorize": self.authorize,
        }
        gets = [Route(path, act) for path, act in acts.items()]
        return [*gets, *(Route(f"/{act.__name__}", act, methods=["POST"]) for act in posts)]


async def _form(request: Request) -> dict[str, str]:
    body = (await request.body()).decode()
    return {name: values[0] for name, values in parse_qs(body).items()}


@contextmanager
def serving(how: Behaviour) -> Iterator[str]:
    """Serve the provider; yields its issuer."""
    app = Starlette(routes=Provider(how).routes)
    with served(app) as base:
        yield base
