"""The authorization response with a code: RFC 6749 4.1.2."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...core.seams import Table
from ..authorization.answer import answer_member
from ..authorization.delivery import QUERY
from ..authorization.request import AuthorizationRequest
from ..authorization.response_types import response_type
from .code import Code, issue_code


@dataclass(frozen=True, slots=True)
class Granted:
    """A request that is granted, with its code."""

    request: AuthorizationRequest
    code: Code


authorization_response = Table[Callable[[Granted], Any]]("authorization_response")


@authorization_response.fixed
def code(granted: Granted) -> Any:
    """RFC 6749 4.1.2: the authorization code."""
    return granted.code.value


authorization_response.share(answer_member)


@response_type("code", mode=QUERY)
def with_code(request: AuthorizationRequest) -> Mapping[str, Any]:
    """What the response to a granted request holds."""
    return request.provider.build(authorization_response, Granted(request, issue_code(request)))
