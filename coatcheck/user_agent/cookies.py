"""The cookie jar of a user agent, shared between plain HTTP and the browser."""

import io
from collections.abc import Iterable
from email.message import Message
from http.cookiejar import Cookie, CookieJar as Jar
from typing import Any
from urllib.request import Request as Probe
from urllib.response import addinfo

from coatcheck.net.address import parsed
from coatcheck.net.wire import Reply, Request

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class CookieJar:
    """Cookies as a user agent keeps them (RFC 6265, 5)."""

    def __init__(self) -> None:
        self._cookies = Jar()

    def attach(self, request: Request) -> Request:
        """Return the request with the cookies that belong to its address."""
        probe = _probe(request) if len(self._cookies) else None
        if probe is None:
            return request
        self._cookies.add_cookie_header(probe)
        cookie = probe.get_header("Cookie")
        headers = (*request.headers, ("Cookie", cookie)) if cookie else request.headers
        return Request(request.method, request.url, headers, request.body)

    def keep(self, request: Request, reply: Reply) -> None:
        """Take in the cookies that a reply sets."""
        setting = Message()
        for name, value in reply.headers:
            if name.lower() == "set-cookie":
                setting[name] = value
        probe = _probe(request) if setting else None
        if probe is not None:
            answer: Any = addinfo(io.BytesIO(), setting)  # the jar asks for headers alone
            self._cookies.extract_cookies(answer, probe)

    def for_browser(self) -> list[Any]:
        """Return the cookies in Playwright's form."""
        return [
            {
                "name": cookie.name,
                "value": cookie.value or "",
                "domain": cookie.domain.removesuffix(".local"),
                "path": cookie.path,
                "expires": cookie.expires or -1,
                "secure": cookie.secure,
            }
            for cookie in self._cookies
        ]

    def from_browser(self, cookies: Iterable[Any]) -> None:
        """Take over the cookies that a browser holds, instead of those held so far."""
        self._cookies = Jar()
        for cookie in cookies:
            self._cookies.set_cookie(_cookie(cookie))


def _probe(request: Request) -> Probe | None:
    """Return a request for cookies to match: as in browsers, loopback has those that are Secure.

    Browsers take loopback for potentially trustworthy (Secure Contexts, 3.1). None where the
    address is not one of HTTP, which has no cookies.
    """
    parts = parsed(request.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    trusted = parts.hostname in LOOPBACK or parts.hostname.endswith(".localhost")
    url = parts._replace(scheme="https").geturl() if trusted else request.url
    return Probe(url, method=request.method)


def _cookie(cookie: dict[str, Any]) -> Cookie:
    domain = cookie["domain"]
    if "." not in domain:
        domain += ".local"
    return Cookie(
        version=0,
        name=cookie["name"],
        value=cookie["value"],
        port=None,
        port_specified=False,
        domain=domain,
        domain_specified=domain.startswith("."),
        domain_initial_dot=domain.startswith("."),
        path=cookie["path"],
        path_specified=True,
        secure=cookie["secure"],
        expires=None if cookie["expires"] < 0 else int(cookie["expires"]),
        discard=cookie["expires"] < 0,
        comment=None,
        comment_url=None,
        rest={},
    )
