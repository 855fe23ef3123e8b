"""What the pages for end-users share: one user agent, forms that were shown in it, the login."""

from __future__ import annotations

import hmac
from typing import Protocol, TypeVar

from starlette.requests import Request

from .errors import PageError
from .http import form_of
from .parameters import Parameters
from .provider import Provider
from .sessions import BROWSER_COOKIE
from .users import User

GONE = "this page is no longer valid; go back to the application and start again"
WRONG_PASSWORD = "The user name or the password is wrong."


class Pending(Protocol):
    """What an end-user has begun in one user agent."""

    @property
    def browser(self) -> str:
        """What the cookie of the user agent holds."""
        ...

    @property
    def csrf(self) -> str:
        """What the forms shown there hold."""
        ...


P = TypeVar("P", bound=Pending)


def of_this_browser(http: Request, pending: P | None) -> P:
    """What was begun in this very user agent; PageError for anything else."""
    browser = http.cookies.get(BROWSER_COOKIE, "")
    if pending is None or not hmac.compare_digest(browser.encode(), pending.browser.encode()):
        raise PageError(GONE)
    return pending


async def entered(http: Request, pending: Pending) -> Parameters:
    """What was entered into a form; PageError when the form was not shown to the end-user."""
    if http.method != "POST":
        return Parameters()
    form = await form_of(http)
    if not hmac.compare_digest((form.get("csrf") or "").encode(), pending.csrf.encode()):
        raise PageError(GONE)
    return form


def authenticated_by(provider: Provider, form: Parameters) -> User | None:
    """The end-user whose name and password were entered."""
    user = provider.users.get(form.get("username") or "")
    return user if user and user.has_password(form.get("password") or "") else None
