"""The end-user's authentication device of CIBA, as a test can work it.

Keycloak delegates the authentication: it POSTs each request to `/requests` with a token, and is
told the end-user's decision at its callback endpoint with that token. The decision comes by a POST
to `/decision` of the form parameters auth_req_id and decision, approve or deny. The token and the
auth_req_id name the request alike, the latter in what Keycloak has encrypted with the realm's key.
"""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx
from coatcheck.targets.started import HOST
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

REALM = Path(__file__).with_name("realm.json")
PORT = 17847
"""A fixed one, as the target file has to name it."""

REQUESTS = f"http://{HOST}:{PORT}/requests"
STATUS = {"approve": "SUCCEED", "deny": "UNAUTHORIZED"}
CALLBACK = "/protocol/openid-connect/ext/ciba/auth/callback"


class Device(ThreadingHTTPServer):
    """Holds the tokens of the requests that wait, by the name of the request."""

    daemon_threads = True

    def __init__(self, issuer: str) -> None:
        super().__init__((HOST, PORT), _Handler)
        self.callback = issuer + CALLBACK
        self.key = _key()
        self.waiting: dict[str, str] = {}

    def tell(self, token: str, decision: str) -> int:
        """Tell Keycloak a decision and return the status of its answer."""
        answer = httpx.post(
            self.callback,
            headers={"Authorization": token},
            json={"status": STATUS[decision]},
            trust_env=False,
        )
        return answer.status_code

    def named_by(self, auth_req_id: str) -> str | None:
        """Return the name of the request that an auth_req_id stands for; None for anything else."""
        try:
            _, _, iv, text, _ = (_bytes(part) for part in auth_req_id.split("."))
            opened = Cipher(algorithms.AES(self.key), modes.CBC(iv)).decryptor().update(text)
            name: str = _claims(opened.decode("ascii", "ignore"))["auth_result_id"]
        except (ValueError, LookupError):
            return None
        return name


def _key() -> bytes:
    """Return the key with which Keycloak encrypts what only it is to read."""
    providers = json.loads(REALM.read_text(encoding="utf-8"))["components"]
    keys = providers["org.keycloak.keys.KeyProvider"]
    [secret] = (each["config"]["secret"] for each in keys if each["providerId"] == "aes-generated")
    return _bytes(secret[0])


def _bytes(encoded: str) -> bytes:
    return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))


def _claims(jwt: str) -> dict[str, Any]:
    claims: dict[str, Any] = json.loads(_bytes(jwt.split(".")[1]))
    return claims


class _Handler(BaseHTTPRequestHandler):
    server: Device

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status = {"/requests": self._take_request, "/decision": self._take_decision}.get(self.path)
        self.send_response(status(body) if status else 404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _take_request(self, body: bytes) -> int:
        token = self.headers["Authorization"]
        self.server.waiting[_claims(token)["jti"]] = token
        return 201

    def _take_decision(self, body: bytes) -> int:
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        if form.get("decision") not in STATUS:
            return 400
        name = self.server.named_by(form.get("auth_req_id", ""))
        token = self.server.waiting.pop(name, None) if name else None
        if token is None:
            return 404
        return 204 if self.server.tell(token, form["decision"]) == 200 else 502

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of requests that came."""


@contextmanager
def device(issuer: str) -> Iterator[None]:
    """Serve the device beside the provider. Ends this program where its port is taken."""
    try:
        server = Device(issuer)
    except OSError as error:
        raise SystemExit(
            f"Port {PORT}, where the authentication device is, cannot be had: {error}. "
            "Does another run of this target go on?"
        ) from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
