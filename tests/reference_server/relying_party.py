"""A relying party of the tests' own: it walks the pages by their forms and redeems codes."""

from __future__ import annotations

import base64
import hashlib
import re
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import OctKey

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


def asserted(client_id: str, audience: str, alg: str = "HS256", **changes: Any) -> dict[str, str]:
    """The parameters of a client that shows an assertion, with its claims changed."""
    now = int(time.time())
    claims = {
        "iss": client_id,
        "sub": client_id,
        "aud": audience,
        "exp": now + 60,
        "iat": now,
        "jti": str(uuid.uuid4()),
        **changes,
    }
    stated = {name: value for name, value in claims.items() if value is not None}
    key = OctKey.import_key(secret(client_id))
    return {
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": jwt.encode({"alg": alg}, stated, key, algorithms=[alg]),
    }


def refused(response: httpx.Response, error: str, status: int = 400) -> None:
    """Expect an error of an endpoint that clients call."""
    assert (response.json()["error"], response.status_code) == (error, status)
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-type"] == "application/json"


def csrf(page: httpx.Response) -> str:
    """What the form of a page proves to be its own with."""
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found is not None, page.text
    return found[1]


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
        return self.http.post(page_url, data={"csrf": csrf(page), **entered})

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

    @property
    def clock(self) -> str:
        return f"{self.issuer}/control/clock"

    def advance_clock(self, seconds: int) -> None:
        self.http.post(self.clock, data={"seconds": str(seconds)})

    def clock_offset(self) -> float:
        """How far the provider's clock has been moved."""
        offset: float = self.http.get(self.clock).json()["offset"]
        return offset

    def reset_clock(self) -> None:
        self.http.delete(self.clock)
