"""A relying party at the provider that speaks the contract's dialect."""

from __future__ import annotations

import base64
import json
from typing import Any

import httpx

from .relying_party import RelyingParty, secret


class ContractParty(RelyingParty):
    """A client of that provider: its endpoints lie elsewhere, its secret goes in the body."""

    @property
    def issuer(self) -> str:
        return f"{self.base}/mosaic/cis/oidc"

    def token(self, **parameters: str) -> httpx.Response:
        return self.http.post(f"{self.issuer}/token", data={**self.credentials, **parameters})

    @property
    def credentials(self) -> dict[str, str]:
        return {"client_id": self.client_id, "client_secret": secret(self.client_id)}

    def push(self, **changes: str | None) -> httpx.Response:
        form = {**self.request(**changes), **self.credentials}
        return self.http.post(f"{self.issuer}/request", data=form)


def claims_of(token: str) -> dict[str, Any]:
    body = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return claims
