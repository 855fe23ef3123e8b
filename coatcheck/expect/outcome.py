"""The outcome of a request: success, or a refusal for the right reason."""

import re
from collections.abc import Collection
from functools import cache
from typing import Any

from coatcheck.base.verdict import NotTestable
from coatcheck.expect.rule import answered, applicable, expect, is_answer, testable
from coatcheck.protocol.authorization import (
    AuthorizationErrorResponse,
    AuthorizationMessage,
    AuthorizationPage,
)
from coatcheck.protocol.endpoints import EndpointErrorResponse, EndpointMessage
from coatcheck.protocol.introspection import IntrospectionResponse
from coatcheck.protocol.logout import LogoutMessage, LogoutPage
from coatcheck.protocol.message import Message, kinds_of_messages
from coatcheck.protocol.messages import TokenErrorResponse, TokenMessage, TokenResponse
from coatcheck.protocol.revocation import RevocationErrorResponse
from coatcheck.protocol.userinfo import UserInfoErrorResponse

POLLING = ("authorization_pending", "slow_down", "access_denied", "expired_token")
"""What a client acts on that polls, or has asked the end-user (RFC 8628, 3.5; CIBA Core, 11)."""


_REFUSALS = (
    AuthorizationErrorResponse,
    TokenErrorResponse,
    UserInfoErrorResponse,
    EndpointErrorResponse,
)


@cache
def granted_members() -> frozenset[str]:
    """Return the members that only a request brings that is granted, of whatever kind."""
    return frozenset(member for kind in kinds_of_messages() for member in kind.brings)


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
    answered(message)
    wanted = "a refusal with " + (" or ".join(f'"{e}"' for e in errors) or "an error code")
    expect(is_error_response(message), wanted, described(message))
    error = error_of(message)
    silent = isinstance(message, UserInfoErrorResponse) and message.reply.status == 401
    fitting = error in errors or (not errors and error) or (silent and error is None)
    fitting = fitting or (error is None and in_other_words(message) and not _for_clients(errors))
    expect(fitting and not _granted(message), wanted, described(message))


def is_error_response(message: Message | None) -> bool:
    """Tell whether an error was told; a server that fails (RFC 9110, 15.6) refuses nothing."""
    return isinstance(message, _REFUSALS) and message.reply.status < 500


def _for_clients(errors: Collection[str]) -> bool:
    """Tell whether clients act on the error code, so that no text can replace it."""
    return bool(errors) and set(errors) <= set(POLLING)


def in_other_words(message: Message | None) -> bool:
    """Tell whether an answer has the members by which the target file knows a refusal."""
    members = message.provider.refusal_members if message else ()
    return bool(members) and message is not None and message.members.keys() >= set(members)


def _granted(message: Message | None) -> bool:
    """Tell whether a response has a code or tokens despite its error."""
    at_client = isinstance(message, AuthorizationMessage)
    undue = granted_members() if at_client else {*TokenResponse.brings}
    return bool(undue & _members_of(message).keys())


def _members_of(message: Message | None) -> dict[str, Any]:
    """Return the members of an answer, wherever in a redirection URI they stand."""
    if isinstance(message, AuthorizationMessage):
        return dict(reversed(message.delivered.pairs))
    return message.members if message else {}


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


def offered(message: Message | None) -> None:
    """Raise NotApplicable where an answer says, as it may, that this is not offered.

    A provider need not revoke access tokens (RFC 7009, 2.2.1), nor tell of refresh tokens.
    """
    if isinstance(message, RevocationErrorResponse) and not message.request.is_of_refresh_token:
        unsupported = error_of(message) == "unsupported_token_type"
        applicable(not unsupported, "the provider does not revoke tokens of this type")
    if isinstance(message, IntrospectionResponse) and message.request.is_of_refresh_token:
        active = message.members.get("active")
        applicable(active is not False, "the provider gives no information about refresh tokens")


def received(message: Message | None, goods: type[Message], kind: str) -> None:
    """Expect what a request of this kind asks for: a message such as `goods`."""
    answered(message)
    expect(isinstance(message, goods), f"success of the {kind} request", described(message))
    _usable(message)
    if isinstance(message, IntrospectionResponse):
        active = message.members.get("active") is True
        expect(active, "an active token", described(message))
    if isinstance(message, LogoutMessage):
        _logged_out(message)


def _usable(message: Message | None) -> None:
    """Raise NotTestable where an answer lacks what it is for, another requirement's business."""
    for member in message.brings[:1] if message else ():
        value = _members_of(message).get(member)
        usable = isinstance(value, str) and value
        testable(usable, f"the response has no {member}: {described(message)}")


def _logged_out(message: LogoutMessage) -> None:
    """Expect that a logout led to the client, or without an address to a page, not an error's."""
    _known(message)
    expect(message.fulfilled, "the end of the logout, at the URI of the client", described(message))


def _known(message: Message) -> None:
    """Raise NotTestable where a logout stays at a page that nobody knows: it may be a question."""
    if not isinstance(message, LogoutPage) or {"logout", "end"} & set(message.pages):
        return
    if message.reply.status < 400:
        where = message.exchange.request.url
        raise NotTestable(
            f"login in the target file has no logout or end page that matches {where}"
        )


def either(message: Message | None, goods: type[Message], kind: str) -> str:
    """Expect what a request asks for, or a refusal, and return which of both came.

    For what the documents leave open: only an answer that is neither breaks anything.
    """
    answered(message)
    granted = isinstance(message, goods)
    if isinstance(message, TokenMessage | EndpointMessage):
        granted = granted or bool(granted_members() & message.members.keys())
    if isinstance(message, LogoutMessage):
        granted = message.fulfilled
    pages = (AuthorizationPage, LogoutPage)
    refusal = isinstance(message, (*_REFUSALS, TokenMessage, EndpointMessage, *pages))
    lawful = granted or (refusal and message is not None and message.reply.status < 500)
    expect(lawful, f"success of the {kind} request, or a refusal", described(message))
    return f"{'granted' if granted else 'refused'}: {described(message)}"


def is_refused(message: Message, goods: type[Message]) -> bool:
    """Tell whether a request that asks for `goods` was refused, by an error or by a page."""
    return not isinstance(message, goods) and is_answer(message) and message.reply.status < 500


def not_granted(message: Message) -> None:
    """Expect that nothing was granted, however the provider said so: by an error, or by a page."""
    answered(message)
    refusal = message.reply.status < 500 and not granted_members() & _members_of(message).keys()
    expect(refusal, "a request that is not granted", described(message))


def not_redirected(message: Message) -> None:
    """Expect that the user agent stays (RFC 6749, 4.1.2.1; RP-Initiated Logout 1.0, 3)."""
    answered(message)
    _known(message)
    page = isinstance(message, AuthorizationPage | LogoutPage)
    expect(page, "a page at which the user agent stays", described(message))


_PAGES = {"log in": "login", "consent": "consent", "log out": "logout"}


def asked(message: Message, act: str, *, expected: bool) -> None:
    """Expect that the end-user was shown a page for an act, or was not."""
    assert isinstance(message, AuthorizationMessage | LogoutMessage)
    answered(message)
    _known(message)
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
    if isinstance(message, AuthorizationPage | LogoutPage):
        return (
            f"the user agent stays at {message.exchange.request.url} ({message.exchange.summary})"
        )
    if isinstance(message, AuthorizationMessage | LogoutMessage):
        return f"a redirect to {message.location}"
    what = message.reply.text[:300] if message.exchange.reply else ""
    challenge = message.reply.header("www-authenticate")
    return f"{message.exchange.summary} {what} {challenge or ''}".strip()
