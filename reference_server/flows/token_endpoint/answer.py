"""The token response: RFC 6749 5.1."""

from __future__ import annotations

import math
from typing import Any

from ...core.seams import ABSENT
from ..tokens.records import Issued
from .endpoint import token


@token.response
def access_token(issued: Issued) -> Any:
    """RFC 6749 5.1: the access token."""
    return issued.access_token.value


@token.response
def token_type(issued: Issued) -> Any:
    """RFC 6749 5.1 and 7.1: how to use the token."""
    return "Bearer"


@token.response
def expires_in(issued: Issued) -> Any:
    """RFC 6749 5.1: the seconds for which the access token is good."""
    return math.ceil(issued.access_token.expires_at - issued.provider.clock.now())


@token.response
def scope(issued: Issued) -> Any:
    """RFC 6749 5.1: what was granted, which may differ from what was asked."""
    return " ".join(issued.access_token.scopes) or ABSENT


@token.response.fixed
def refresh_token(issued: Issued) -> Any:
    """RFC 6749 5.1: the refresh token, where one is due."""
    return issued.refresh_token or ABSENT


@token.response.fixed
def id_token(issued: Issued) -> Any:
    """OpenID Connect Core 3.1.3.3: the ID Token, in answer to an authentication request."""
    return issued.id_token or ABSENT
