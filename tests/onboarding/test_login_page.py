"""What is made of login pages as providers have them."""

import pytest

from coatcheck.onboarding.login_page import Understood, understand
from coatcheck.onboarding.outline import READ, Outline
from coatcheck.onboarding.recipe import recipe
from coatcheck.onboarding.selector import is_stable
from coatcheck.user_agent.browser import BrowserDriver


def outline(browser: BrowserDriver, html: str) -> Outline:
    with browser.context() as context:
        tab = context.new_page()
        tab.set_content(html)
        return Outline.of("https://op.example/page", tab.content(), tab.evaluate(READ))


def stated(browser: BrowserDriver, html: str, *, logged_in: bool = False) -> Understood | None:
    return understand(outline(browser, html), logged_in=logged_in)


ALL_AT_ONCE = """<form id="login-form" method="post">
<label for="user">Username or email</label><input id="user" name="username" autocomplete="username">
<label for="pass">Password</label><input id="pass" name="password" type="password">
<button type="button" aria-label="Show password"></button>
<input type="checkbox" id="rememberMe" name="rememberMe">
<input type="submit" id="go" name="login" value="Sign In"></form>
<form><input name="q" type="search"><button>Search</button></form>"""

SAME_IDS = """<form method="post"><input type="hidden" name="code" value="8f3a9c1d77">
<input type="submit" name="accept" id="go" value="Yes">
<input type="submit" name="cancel" id="no" value="No"></form>"""

MADE_UP_IDS = """<form><input id="input28" name="a8f3c21d94" autocomplete="username" type="text">
<input id=":r1:" type="password"><button id="ember4711" class="primary">Sign in</button>
<button type="button" class="quiet">Sign in with another account</button></form>"""

REGISTRATION_BESIDE = """<form id="up"><input name="new_email" type="email">
<input name="new_password" type="password" autocomplete="new-password"><button>Sign up</button>
</form><form id="in"><input name="email" type="email"><input name="pw" type="password">
<button>Continue</button></form>"""

HONEYPOT = """<form><input name="username" style="display:none"><input name="account">
<input name="pw" type="password"><button>OK</button></form>"""

ONE_TIME_CODE = '<form><label>Code <input name="otp"></label><button>Verify</button></form>'

STAY = """<form><h1>Stay signed in?</h1><input type="submit" id="back" value="No">
<input type="submit" id="next" value="Yes"></form>"""


def test_all_at_once(browser: BrowserDriver) -> None:
    page = stated(browser, ALL_AT_ONCE)
    assert page is not None
    assert page.fill == {
        "input[name=username]": "{username}",
        "input[name=password]": "{password}",
    }
    assert (page.page, page.press, page.refuse) == ("login", "#go", None)


def test_pages_that_share_an_id_are_told_apart(browser: BrowserDriver) -> None:
    seen = [stated(browser, ALL_AT_ONCE), stated(browser, SAME_IDS, logged_in=True)]
    login, consent = recipe([page for page in seen if page is not None])
    assert (login.page, login.when) == ("login", "input[name=password]")
    assert (consent.page, consent.when) == ("consent", "#no")
    assert (consent.press, consent.refuse) == ("#go", "#no")


def test_made_up_ids_are_not_used(browser: BrowserDriver) -> None:
    page = stated(browser, MADE_UP_IDS)
    assert page is not None
    assert list(page.fill) == ["input[autocomplete=username]", "input[type=password]"]
    assert page.press == "button.primary"


def test_registration_beside_the_login(browser: BrowserDriver) -> None:
    page = stated(browser, REGISTRATION_BESIDE)
    assert page is not None
    assert list(page.fill) == ["input[name=email]", "input[name=pw]"]
    assert page.press == "form[id=in] button"


def test_hidden_fields_are_left_alone(browser: BrowserDriver) -> None:
    page = stated(browser, HONEYPOT)
    assert page is not None
    assert list(page.fill) == ["input[name=account]", "input[name=pw]"]


@pytest.mark.parametrize("logged_in", [False, True])
def test_one_time_code_is_not_understood(browser: BrowserDriver, logged_in: bool) -> None:
    assert stated(browser, ONE_TIME_CODE, logged_in=logged_in) is None


def test_staying_signed_in_is_no_consent(browser: BrowserDriver) -> None:
    page = stated(browser, STAY, logged_in=True)
    assert page is not None
    assert (page.page, page.press) == ("other", "#next")


def test_buttons_before_the_login_are_not_understood(browser: BrowserDriver) -> None:
    assert stated(browser, STAY) is None


@pytest.mark.parametrize("value", ["username", "kc-login", "j_username", "user.email", "loginfmt"])
def test_stable(value: str) -> None:
    assert is_stable(value)


@pytest.mark.parametrize("value", ["", ":r1:", "ember4711", "a8f3c21d94", "0c9f2e7a-11", "x" * 60])
def test_not_stable(value: str) -> None:
    assert not is_stable(value)
