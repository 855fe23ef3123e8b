"""A user agent's cookies (RFC 6265)."""

import pytest

from coatcheck.net.wire import Reply, Request
from coatcheck.user_agent.cookies import CookieJar


def kept(*cookies: str, url: str = "http://127.0.0.1:8000/oidc/auth") -> CookieJar:
    jar = CookieJar()
    reply = Reply(200, tuple(("Set-Cookie", cookie) for cookie in cookies), b"")
    jar.keep(Request("GET", url), reply)
    return jar


def sent(jar: CookieJar, url: str) -> str | None:
    return dict(jar.attach(Request("GET", url)).headers).get("Cookie")


def test_cookie_goes_back_to_where_it_came_from() -> None:
    jar = kept("sid=1; Path=/; HttpOnly")
    assert sent(jar, "http://127.0.0.1:8000/oidc/token") == "sid=1"
    assert sent(jar, "http://client.example/callback") is None


def test_path_is_respected() -> None:
    jar = kept("a=1; Path=/oidc", "b=2; Path=/auth")
    assert sent(jar, "http://127.0.0.1:8000/oidc/auth") == "a=1"
    assert sent(jar, "http://127.0.0.1:8000/elsewhere") is None


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000", "op.localhost"])
def test_secure_cookie_is_kept_on_loopback(host: str) -> None:
    jar = kept("a=1; Path=/; Secure", url=f"http://{host}/")
    assert sent(jar, f"http://{host}/oidc/auth") == "a=1"


def test_secure_cookie_needs_https_elsewhere() -> None:
    jar = kept("a=1; Path=/; Secure", "b=2; Path=/", url="https://op.example/")
    assert sent(jar, "https://op.example/auth") == "a=1; b=2"
    assert sent(jar, "http://op.example/auth") == "b=2"


def test_cookie_of_no_age_is_forgotten() -> None:
    jar = kept("sid=1; Path=/")
    gone = Reply(200, (("Set-Cookie", "sid=; Path=/; Max-Age=0"),), b"")
    jar.keep(Request("GET", "http://127.0.0.1:8000/"), gone)
    assert sent(jar, "http://127.0.0.1:8000/") is None


def test_cookies_survive_the_way_through_a_browser() -> None:
    jar, other = kept("sid=1; Path=/oidc"), CookieJar()
    other.from_browser(jar.for_browser())
    assert sent(other, "http://127.0.0.1:8000/oidc/auth") == "sid=1"
