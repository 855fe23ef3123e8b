"""Where a logout ended, and what that proves."""

import datetime

import pytest

from coatcheck.base.verdict import Nonconformance, NotTestable
from coatcheck.expect import outcome
from coatcheck.net.wire import Exchange, Reply, Request
from coatcheck.protocol.logout import LogoutMessage, LogoutPage, LogoutRequest, LogoutResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client
from coatcheck.protocol.provider import Provider

LOGGED_OUT = "https://client.example/logged-out"
CLIENT = Client("client", "none", ("https://client.example/callback",))


def request(uri: str | None) -> LogoutRequest:
    return LogoutRequest(CLIENT, Parameters.of(post_logout_redirect_uri=uri))


def page(status: int, pages: tuple[str, ...], uri: str | None = None) -> LogoutPage:
    now = datetime.datetime.now(datetime.UTC)
    sent = Request("GET", "https://op.example/end")
    exchange = Exchange(1, "logout request", sent, Reply(status, (), b""), None, now, 0.0)
    return LogoutPage(Provider("https://op.example"), exchange, request(uri), "", pages)


def fulfilled(message: LogoutMessage) -> bool:
    """Tell whether a logout came to its end."""
    try:
        outcome.received(message, LogoutMessage, "logout")
    except Nonconformance:
        return False
    return True


@pytest.mark.parametrize("pages", [("logout",), ("logout", "end"), ("end",)])
def test_without_an_address_a_logout_ends_at_a_page(pages: tuple[str, ...]) -> None:
    assert fulfilled(page(200, pages))


def test_with_an_address_it_ends_at_the_client() -> None:
    stays = page(200, ("logout", "end"), LOGGED_OUT)
    assert not fulfilled(stays)
    assert fulfilled(LogoutResponse(stays.provider, stays.exchange, stays.request, LOGGED_OUT))


def test_an_error_page_is_no_end_of_a_logout() -> None:
    assert not fulfilled(page(400, ()))


@pytest.mark.parametrize("uri", [None, LOGGED_OUT])
def test_a_page_that_nobody_knows_proves_nothing(uri: str | None) -> None:
    with pytest.raises(NotTestable, match="knows no page logout or end"):
        outcome.received(page(200, (), uri), LogoutMessage, "logout")


def test_nor_does_it_tell_whether_the_end_user_was_asked() -> None:
    with pytest.raises(NotTestable, match="knows no page logout or end"):
        outcome.asked(page(200, ()), "log out", expected=True)
    with pytest.raises(Nonconformance):
        outcome.asked(page(200, ("end",)), "log out", expected=True)


def test_nor_that_the_user_agent_stays() -> None:
    with pytest.raises(NotTestable, match="knows no page logout or end"):
        outcome.not_redirected(page(200, (), LOGGED_OUT))
    for stays in (page(200, ("logout", "end"), LOGGED_OUT), page(400, (), LOGGED_OUT)):
        outcome.not_redirected(stays)
    with pytest.raises(Nonconformance):
        outcome.not_redirected(
            LogoutResponse(stays.provider, stays.exchange, stays.request, LOGGED_OUT)
        )
