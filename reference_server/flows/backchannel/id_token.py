"""The ID Token of backchannel authentication: CIBA 10.1.1."""

from __future__ import annotations

from ...core.seams import Table
from ..tokens.id_token import Claim, id_token

backchannel_id_token = Table[Claim]("backchannel_id_token", id_token)
