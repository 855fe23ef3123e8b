"""A relying party of the tests' own: it walks the pages by their forms and redeems codes."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import httpx

CALLBACK = "https://client.example/callback"
VERIFIER = "a-verifier-of-the-tests-0123456789-0123456789"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode()[:43]
PASSWORDS = {"alice": "correct horse battery staple", "bob": "hunter2 hunter2"}


def secret(client_id: str) -> str:
    return f"secret-of-{client_id}-for-tests-only-0123456789"


def answer(response: httpx.Response) -> dict[str, str]:
    """The parameters that a redirect carries to the client."""
    assert response.status_code == 303, response.text
    assert response.headers["location"].startswith(CALLBACK)
    return dict(parse_qsl(urlsplit(response.headers["location"]).query))


@dataclass
class RelyingParty:
    base: str
    fault: str = ""
    client_id: str = "client-basic"
    http: httpx.Client = field(default_factory=lambda: httpx.Client(verify=False))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def as_client(self, client_id: str) -> RelyingParty:
        """Another client in the same user agent."""
        return replace(self, client_id=client_id)

    @property
    def issuer(self) -> str:
        return f"{self.base}/{self.fault}/oidc" if self.fault else f"{self.base}/oidc"

    def request(self, **changes: str | None) -> dict[str, str]:
        parameters = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": CALLBACK,
            "scope": "openid",
            "state": "a state",
            "nonce": "a nonce",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
            **changes,
        }
        return {name: value for name, value in parameters.items() if value is not None}

    def authorize(self, **changes: str | None) -> httpx.Response:
        return self.http.get(f"{self.issuer}/auth", params=self.request(**changes))

    def submit(self, page_url: str, **entered: str) -> httpx.Response:
        page = self.http.get(page_url)
        csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
        assert csrf is not None, page.text
        return self.http.post(page_url, data={"csrf": csrf[1], **entered})

    def log_in(
        self, response: httpx.Response, username: str = "alice", decision: str = "allow"
    ) -> httpx.Response:
        """Walk the pages, entering what they ask for, until the client is reached."""
        for _ in range(4):
            if "/interaction/" not in response.headers.get("location", ""):
                break
            url = response.headers["location"]
            if 'name="password"' in self.http.get(url).text:
                entered = {"username": username, "password": PASSWORDS[username]}
                response = self.submit(url, **entered)
            else:
                response = self.submit(url, decision=decision)
        return response

    def code(self, **changes: str | None) -> str:
        return answer(self.log_in(self.authorize(**changes)))["code"]

    def token(self, **parameters: str) -> httpx.Response:
        """A token request with the client's Basic credentials, or its client_id alone."""
        if self.client_id.startswith("client-public"):
            parameters = {"client_id": self.client_id, **parameters}
            return self.http.post(f"{self.issuer}/token", data=parameters)
        basic = httpx.BasicAuth(self.client_id, secret(self.client_id))
        return self.http.post(f"{self.issuer}/token", data=parameters, auth=basic)

    def redeem(self, code: str, /, **changes: str | None) -> httpx.Response:
        parameters = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": CALLBACK,
            "code_verifier": VERIFIER,
            **changes,
        }
        return self.token(**{name: value for name, value in parameters.items() if value})

    def tokens(self, **changes: str | None) -> Mapping[str, Any]:
        response = self.redeem(self.code(**changes))
        assert response.status_code == 200, response.text
        members: Mapping[str, Any] = response.json()
        return members

    def userinfo(self, access_token: str) -> httpx.Response:
        headers = {"authorization": f"Bearer {access_token}"}
        return self.http.get(f"{self.issuer}/me", headers=headers)

    def advance_clock(self, seconds: int) -> None:
        self.http.post(f"{self.issuer}/control/clock", data={"seconds": str(seconds)})
