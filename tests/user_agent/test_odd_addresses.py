"""A user agent takes every address that a provider announces, whether or not it is one."""

import pytest

from coatcheck.net.wire import Reply, Request, Wire
from coatcheck.user_agent.agent import follow, stops
from coatcheck.user_agent.cookies import CookieJar

ODD = ("https://[::1", "/relative?id_token_hint=x", "\x1b[2J", "https://\u202e.example", "ftp://x/")


@pytest.mark.parametrize("address", ODD)
def test_an_odd_address_ends_the_way_and_is_no_fault_of_the_suite(address: str) -> None:
    jar, wire = CookieJar(), Wire(1.0)
    jar.keep(Request("GET", "https://op.example/"), Reply(200, (("Set-Cookie", "a=b"),), b""))
    at_the_client = stops(["https://client.example/"], [address])
    arrival = follow(Request("GET", address), at_the_client, jar, wire, "odd")
    wire.close()
    assert arrival.location == ""
    assert arrival.last.error


def test_cookies_of_this_machine_are_taken_for_secure_ones() -> None:
    jar = CookieJar()
    here, there = Request("GET", "http://127.0.0.1:8080/a"), Request("GET", "http://op.example/a")
    for request in (here, there):
        jar.keep(request, Reply(200, (("Set-Cookie", "a=b; Secure"),), b""))
    assert dict(jar.attach(here).headers) == {"Cookie": "a=b"}
    assert jar.attach(there).headers == ()
