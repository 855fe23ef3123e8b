"""The reference provider behind other doors: a login in steps, or HTTP Basic authentication."""

import base64
import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coatcheck.protocol.totp import Totp
from reference_server.app import create_app
from reference_server.core.provider import Provider
from reference_server.core.sessions import SESSION_COOKIE, SESSIONS, Session
from reference_server.core.store import unguessable
from tests.served import served

SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
TOTP = Totp.of(SEED)

LATE = "setTimeout(() => document.querySelector('form').insertAdjacentHTML('beforeend', `{}`), 200)"
PAGES = {
    "name": '<input name="identifier" id="identifier"><button id="next">Next</button>',
    "password": '<input name="credential" type="password"><button id="enter">Enter</button>',
    "code": '<input name="otp" inputmode="numeric"><button id="verify">Verify</button>',
    "stay": "<p id=stay>Stay signed in?</p><button name=kept value=no>No</button>",
    "terms": '<label><input type="checkbox" name="agreed"> I agree</label>'
    f"<script>{LATE.format('<button id=late>Go on</button>')}</script>",
}
"""The steps of a login; the last one has a button that a script adds."""

FRAMED_BY_NOBODY = {
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
}


@dataclass
class Doors:
    """An application in front of the reference provider, which logs end-users in its own way."""

    steps: tuple[str, ...] = ()
    basic: bool = False
    logins: int = 0
    wrong_codes: list[str] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)
    provider: Provider = field(init=False)
    _inner: ASGIApp = field(init=False)
    _entered: dict[str, dict[str, str]] = field(default_factory=dict)

    def serve(self, base: str) -> None:
        """Serve the provider at a base URL."""
        app = create_app(base)
        self._inner = app
        provider = app.state.providers["standards"].at("")
        assert provider is not None
        self.provider = provider

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or have the provider do it."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
        elif self.basic and scope["path"] == "/oidc/auth":
            await self._ask(scope, receive, send)
        elif self.steps and "/interaction/" in scope["path"]:
            await self._step(Request(scope, receive), send)
        else:
            await self._inner(scope, receive, send)

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> None:
        http = Request(scope)
        user = self._authenticated(http.headers.get("authorization", ""))
        if user is None:
            challenge = {"WWW-Authenticate": 'Basic realm="op", charset="UTF-8"'}
            await Response("who?", 401, challenge)(scope, receive, send)
            return
        sessions = self.provider.store[SESSIONS]
        if http.cookies.get(SESSION_COOKIE, "") in sessions:
            await self._inner(scope, receive, send)
            return
        self.logins += 1
        now = int(self.provider.clock.now())
        session = Session(unguessable(), self.provider.users[user], now, "urn:coatcheck:loa:1")
        sessions[session.session_id] = session
        cookie = f"{SESSION_COOKIE}={session.session_id}"
        headers = [*scope["headers"], (b"cookie", cookie.encode())]
        setting = f"{cookie}; Path=/oidc; HttpOnly".encode()
        await self._inner({**scope, "headers": headers}, receive, _with_cookie(send, setting))

    def _authenticated(self, header: str) -> str | None:
        scheme, _, credentials = header.partition(" ")
        if scheme != "Basic":
            return None
        name, _, password = base64.b64decode(credentials).decode().partition(":")
        return name if self._knows(name, password) else None

    def _knows(self, name: str, password: str) -> bool:
        user = self.provider.users.get(name)
        return user is not None and user.password == password

    async def _step(self, http: Request, send: Send) -> None:
        body = await http.body()
        form = {k: v[0] for k, v in parse_qs(body.decode()).items()}
        if "step" not in form:
            await self._inner(http.scope, _received(body), self._in_steps(http, send))
            return
        csrf, step = form["csrf"], form["step"]
        known = self._entered.setdefault(csrf, {})
        known.update(form)
        if not self._accepts(step, known):
            await self._page(step, csrf)(http.scope, http.receive, send)
            return
        following = [*self.steps, ""][self.steps.index(step) + 1]
        if following:
            await self._page(following, csrf)(http.scope, http.receive, send)
        else:
            await self._log_in(http, send, known)

    async def _log_in(self, http: Request, send: Send, known: dict[str, str]) -> None:
        """Enter what the provider's own login page asks for."""
        self.logins += 1
        password = self.provider.users[known["identifier"]].password
        entered = {"csrf": known["csrf"], "username": known["identifier"], "password": password}
        encoded = urlencode(entered).encode()
        headers = [(k, v) for k, v in http.scope["headers"] if k != b"content-length"]
        await self._inner({**http.scope, "headers": headers}, _received(encoded), send)

    def _accepts(self, step: str, form: dict[str, str]) -> bool:
        if step == "password":
            return self._knows(form["identifier"], form["credential"])
        if step == "terms":
            return form.get("agreed") == "on"
        return step != "code" or self._verifies(form["identifier"], form["otp"])

    def _verifies(self, name: str, code: str) -> bool:
        """Verify a code as RFC 6238, 5.2 asks: each one once, and of a step ago at most."""
        step = TOTP.step(self.provider.clock.now())
        right = code in (TOTP.code(step), TOTP.code(step - 1)) and (name, code) not in self.used
        self.used.add((name, code))
        if not right:
            self.wrong_codes.append(code)
        return right

    def _page(self, step: str, csrf: str) -> HTMLResponse:
        hidden = f'<input type=hidden name=csrf value="{html.escape(csrf)}">'
        hidden += f"<input type=hidden name=step value={step}>"
        markup = f"<!doctype html><form method=post>{hidden}{PAGES[step]}</form>"
        return HTMLResponse(markup, headers=FRAMED_BY_NOBODY)

    def _in_steps(self, http: Request, send: Send) -> Send:
        """Have the first step shown in place of the provider's own login page."""
        held: list[Message] = []

        async def take(message: Message) -> None:
            held.append(message)
            if message["type"] != "http.response.body" or message.get("more_body"):
                return
            page = b"".join(each.get("body", b"") for each in held).decode()
            csrf = re.search(r'name="csrf" value="([^"]+)"', page)
            if csrf is not None and 'name="password"' in page:
                await self._page(self.steps[0], csrf[1])(http.scope, http.receive, send)
                return
            for each in held:
                await send(each)

        return take


def _received(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _with_cookie(send: Send, setting: bytes) -> Send:
    async def take(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], (b"set-cookie", setting)]}
        await send(message)

    return take


@contextmanager
def serving(doors: Doors) -> Iterator[str]:
    """Serve the provider behind these doors; yields its issuer."""
    with served(doors, doors.serve) as base:
        yield f"{base}/oidc"
