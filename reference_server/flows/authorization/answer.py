"""The authorization response: what is in every one, and what tells of a refusal.

RFC 6749 4.1.2 and 4.1.2.1, RFC 9207 2. What a granted request brings is its response type's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from starlette.responses import Response

from ...core.errors import OAuthError
from ...core.seams import ABSENT, Rows, Table
from .delivery import delivered
from .request import AuthorizationRequest


class Answer(Protocol):
    """What a request is answered with."""

    @property
    def request(self) -> AuthorizationRequest:
        """The request."""
        ...


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that is refused, with the reason."""

    request: AuthorizationRequest
    error: OAuthError


answer_member = Rows[Callable[[Answer], Any]]()


@answer_member
def state(answer: Answer) -> Any:
    """RFC 6749 4.1.2: the state as it was received, if it was."""
    return answer.request.parameters.get("state") or ABSENT


@answer_member
def iss(answer: Answer) -> Any:
    """RFC 9207 2: the issuer, in every answer."""
    return answer.request.provider.issuer


authorization_error = Table[Callable[[Refused], Any]]("authorization_error", answer_member)


@authorization_error
def error(refused: Refused) -> Any:
    """RFC 6749 4.1.2.1: the error code."""
    return refused.error.code


@authorization_error
def error_description(refused: Refused) -> Any:
    """RFC 6749 4.1.2.1: a sentence in the characters of the clause."""
    return refused.error.description


@authorization_error
def error_uri(refused: Refused) -> Any:
    """RFC 6749 4.1.2.1: a page about the error, which is optional and not offered."""
    return ABSENT


def failure(request: AuthorizationRequest, refusal: OAuthError) -> Response:
    """The response that carries an error."""
    members = request.provider.build(authorization_error, Refused(request, refusal))
    return delivered(request, members)
