"""A flow is added by its folder alone: nothing that is there already has to name it."""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

FLOW = {
    "__init__.py": '"""A flow that a test adds."""\n',
    "records.py": """
from dataclasses import dataclass
from ...core.client_endpoint import ClientEndpoint
from ...core.provider import Provider
from ...core.store import Kind

@dataclass(frozen=True)
class Greeted:
    provider: Provider
    count: int

GREETINGS = Kind[int]()
greeting = ClientEndpoint[Greeted]("greeting", "/greeting", ("name",))
""",
    "duties.py": '''
from ...core.client_request import GrantRequest
from ...core.errors import InvalidRequest
from .records import greeting

@greeting.check
def name_present(request: GrantRequest) -> None:
    """Greetings 1: who is greeted has a name."""
    if request.parameters.get("name") is None:
        raise InvalidRequest("name is missing")
''',
    "endpoint.py": '''
from ...core.client_request import GrantRequest
from ...core.clients import TRUSTED
from ...core.metadata import announce, at
from ..token_endpoint.grants import grant_type
from ..tokens.access_token import issue_access_token
from ..tokens.records import Grant, Issued
from .records import GREETINGS, Greeted, greeting

announce(("greeting_endpoint", at(greeting.path), "Greetings 2: where clients greet."))

@greeting.response
def count(greeted: Greeted) -> int:
    """Greetings 3: how often somebody was greeted."""
    return greeted.count

@greeting.answers(scripts=True)
def greet(request: GrantRequest) -> Greeted:
    known, name = request.provider.store[GREETINGS], request.parameters.get("name") or ""
    known[name] = known.get(name, 0) + 1
    return Greeted(request.provider, known[name])

@grant_type("urn:example:greeting", "name", clients=TRUSTED)
def grant_to_polite(request: GrantRequest) -> Issued:
    grant = Grant("g", request.client, request.client.client_id, ("api:read",))
    return Issued(request.provider, issue_access_token(request.provider, grant, grant.scopes))
''',
    "faults.py": """
from ...core.faults.fault import Fault, constant, skipped

FAULTS = (
    Fault("greeting_of_nobody", "X-1/name", "greeting.name_present", skipped, "Nobody is named."),
    Fault("greeting_unannounced", "X-2/at", "metadata.greeting_endpoint", constant(7), "No URL."),
)
""",
}

ASKING = """
import asyncio, json, sys
import httpx
import reference_server.flows as flows
flows.__path__.append(sys.argv[1])
from reference_server.app import create_app

BASE = "http://op.example"
CLIENT = {
    "client_id": "client-post",
    "client_secret": "secret-of-client-post-for-tests-only-0123456789",
}

async def asked():
    transport = httpx.ASGITransport(create_app(BASE))
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as http:
        async def post(path, **data):
            return (await http.post(path, data=data)).json()
        async def metadata(fault):
            return (await http.get(f"{fault}/oidc/.well-known/openid-configuration")).json()
        token = await post("/oidc/token", grant_type="urn:example:greeting", **CLIENT)
        return {
            "greeted": [(await post("/oidc/greeting", name="A", **CLIENT))["count"] for _ in "12"],
            "refused": (await post("/oidc/greeting", **CLIENT))["error"],
            "unknown client": (await post("/oidc/greeting", name="Ada"))["error"],
            "under a fault": (await post("/greeting_of_nobody/oidc/greeting", **CLIENT))["count"],
            "token_type": token["token_type"],
            "grants": "urn:example:greeting" in (await metadata(""))["grant_types_supported"],
            "at": [(await metadata(f))["greeting_endpoint"] for f in ("", "/greeting_unannounced")],
            "in a dialect": (await http.post("/mosaic/cis/oidc/greeting")).status_code,
        }

json.dump(asyncio.run(asked()), sys.stdout)
"""


def test_a_folder_brings_its_endpoint_grant_store_metadata_and_faults(tmp_path: Path) -> None:
    folder = tmp_path / "greeting"
    folder.mkdir()
    for name, text in FLOW.items():
        (folder / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-W", "error", "-c", ASKING, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "greeted": [1, 2],
        "refused": "invalid_request",
        "unknown client": "invalid_client",
        "under a fault": 1,
        "token_type": "Bearer",
        "grants": True,
        "at": ["http://op.example/oidc/greeting", 7],
        "in a dialect": 400,
    }
