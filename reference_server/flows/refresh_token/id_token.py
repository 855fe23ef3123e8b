"""The ID Token that a refresh yields: OpenID Connect Core 12.2."""

from __future__ import annotations

from typing import Any

from ...core.seams import ABSENT, Table
from ..tokens.id_token import Claim, IdTokenContext, id_token

refreshed_id_token = Table[Claim]("refreshed_id_token")
refreshed_id_token.share(id_token, without=("nonce",), as_is=True)


@refreshed_id_token
def nonce(context: IdTokenContext) -> Any:
    """OpenID Connect Core 12.2: a refreshed ID Token has no nonce."""
    return ABSENT
