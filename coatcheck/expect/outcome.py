"""What came of a request: what was asked for, or a refusal for the right reason."""

import re
from collections.abc import Collection

from coatcheck.expect.rule import expect
from coatcheck.protocol.messages import (
    AuthorizationErrorResponse,
    AuthorizationMessage,
    AuthorizationPage,
    AuthorizationResponse,
    Message,
    TokenErrorResponse,
    TokenResponse,
    UserInfoErrorResponse,
    UserInfoResponse,
)
from coatcheck.verdict import NotTestable

GOODS: dict[str, type[Message]] = {
    "authorization": AuthorizationResponse,
    "token": TokenResponse,
    "UserInfo": UserInfoResponse,
}
"""What a request is to bring, by its kind."""

OUT_OF_ORDER = (429, 502, 503, 504)
"""What a server answers that has no time for a request, or no way to it (RFC 6585, 4; RFC 9110)."""

_REFUSALS = (AuthorizationErrorResponse, TokenErrorResponse, UserInfoErrorResponse)


def alternatives(errors: str) -> tuple[str, ...]:
    """Return the error codes in `"a" or "b"`; none for `an error`, where the text names none.

    Raises ValueError for other words.
    """
    if errors == "an error":
        return ()
    found = tuple(re.findall(r'"(\w+)"', errors))
    if not found:
        raise ValueError(f"no error code in {errors!r}")
    return found


def refused(message: Message | None, errors: Collection[str]) -> None:
    """Expect a refusal, delivered where it belongs, with one of these error codes, or with any.

    An error of the authorization endpoint belongs to the redirection URI (RFC 6749, 4.1.2.1; to
    which part of it is a requirement of its own), one of the token endpoint into a JSON body (5.2),
    one of the UserInfo endpoint into WWW-Authenticate (RFC 6750, 3), where a 401 need not have one.
    """
    _answered(message)
    wanted = "a refusal with " + (" or ".join(f'"{e}"' for e in errors) or "an error code")
    expect(isinstance(message, _REFUSALS), wanted, described(message))
    error = error_of(message)
    silent = isinstance(message, UserInfoErrorResponse) and message.reply.status == 401
    told = error in errors or (not errors and error) or (silent and error is None)
    expect(told and not _granted(message), wanted, described(message))


def _granted(message: Message | None) -> bool:
    """Tell whether an answer holds tokens in spite of its error."""
    tokens = ("access_token", "refresh_token", "id_token")
    return message is not None and any(name in message.members for name in tokens)


def _answered(message: Message | None) -> None:
    """Raise NotTestable where the provider could not be reached, which proves nothing."""
    if message is None:
        return
    unanswered = message.exchange.reply is None and not message.readable
    if unanswered or message.reply.status in OUT_OF_ORDER:
        raise NotTestable(f"no answer came: {message.exchange.summary}")


def error_of(message: Message | None) -> str | None:
    """Return the error code of a refusal.

    Where a challenge of the UserInfo endpoint has none, which RFC 6750, 3 allows, the body may.
    """
    if isinstance(message, UserInfoErrorResponse):
        challenge = message.reply.header("www-authenticate") or ""
        found = re.search(r'\berror="?([^",\s]+)', challenge)
        if found:
            return found[1]
    if isinstance(message, AuthorizationMessage):
        return message.delivered.get("error")
    error = message.members.get("error") if message else None
    return error if isinstance(error, str) else None


def received(message: Message | None, kind: str) -> None:
    """Expect what a request of this kind asks for. Raises KeyError for an unknown kind."""
    _answered(message)
    expect(
        isinstance(message, GOODS[kind]), f"what the {kind} request asks for", described(message)
    )
    if isinstance(message, TokenResponse) and not message.access_token:
        raise NotTestable(f"the token response has no access token: {described(message)}")


def not_redirected(message: AuthorizationMessage) -> None:
    """Expect that nothing goes to the redirection URI (RFC 6749, 4.1.2.1)."""
    stayed = isinstance(message, AuthorizationPage) and message.exchange.reply is not None
    expect(stayed, "a page at which the user agent stays", described(message))


_PAGES = {"log in": "login", "consent": "consent"}


def asked(message: AuthorizationMessage, act: str, *, expected: bool) -> None:
    """Expect that the end-user was shown a page for an act, or was not."""
    shown = _PAGES[act] in message.pages
    stuck = isinstance(message, AuthorizationPage)
    wanted = f"the end-user {'is' if expected else 'is not'} asked to {act}"
    pages = ", ".join(message.pages) or "none"
    expect(
        shown == expected and (expected or not stuck),
        wanted,
        f"pages shown: {pages}; {described(message)}",
    )


def described(message: Message | None) -> str:
    """Return what came, in words for a report."""
    if message is None:
        return "nothing was sent"
    if isinstance(message, AuthorizationPage):
        return (
            f"the user agent stays at {message.exchange.request.url} ({message.exchange.summary})"
        )
    if isinstance(message, AuthorizationMessage):
        return f"a redirect to {message.location}"
    what = message.reply.text[:300] if message.exchange.reply else ""
    challenge = message.reply.header("www-authenticate")
    return f"{message.exchange.summary} {what} {challenge or ''}".strip()
