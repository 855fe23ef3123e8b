"""Which certificate a request shows: that of the client which sends it, or that of the target."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from coatcheck.base.errors import TargetFileError
from coatcheck.evidence.evidence import Recorder
from coatcheck.kinds.client_credentials import CLIENT_CREDENTIALS
from coatcheck.kinds.revocation import REVOCATION
from coatcheck.kinds.specimens import Specimens
from coatcheck.kinds.userinfo import USERINFO
from coatcheck.net.route import Route
from coatcheck.net.wire import Request, Wire
from coatcheck.relying_party.party import RelyingParty
from coatcheck.scenario.flow import Flow
from coatcheck.target import target_file
from coatcheck.target.target import Target
from coatcheck.user_agent.forms import FormDriver
from tests.authority import Authority


class Asking(BaseHTTPRequestHandler):
    """Tells whose certificate was shown on a connection, which it keeps open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        members = self.metadata() if "well-known" in self.path else self.shown()
        body = json.dumps(members).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def metadata(self) -> dict[str, Any]:
        names = ("token_endpoint", "userinfo_endpoint", "revocation_endpoint")
        base = f"https://{self.headers['Host']}"
        return {"issuer": base} | {name: f"{base}/{name}" for name in names}

    def shown(self) -> dict[str, Any]:
        certificate = self.connection.getpeercert()
        [name] = [value for ((_, value),) in certificate["subject"]] if certificate else [None]
        port = self.client_address[1]
        return {"shown": name, "port": port, "access_token": "token", "token_type": "Bearer"}

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """The authority of the provider and of its clients."""
    return Authority.made(tmp_path)


@pytest.fixture
def provider(authority: Authority) -> Iterator[str]:
    """A provider that asks for certificates; its issuer."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Asking)
    server.daemon_threads = True
    server.socket = authority.server_tls(asks=True).wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def stated(wire: Wire, url: str, *arguments: Any) -> tuple[str | None, int]:
    """Return whose certificate was shown, and on which connection."""
    members = wire.send("test", Request("GET", url), *arguments).answer.members
    return members["shown"], members["port"]


def test_each_certificate_has_connections_of_its_own(authority: Authority, provider: str) -> None:
    one, two = authority.issue("one"), authority.issue("two")
    with closing(Wire(5.0, route=Route(ca_file=authority.ca_file))) as wire:
        seen = [stated(wire, provider, each) for each in (None, one, two, None, one, two)]
    assert [name for name, _ in seen] == [None, "one", "two", None, "one", "two"]
    assert seen[:3] == seen[3:]
    assert len({port for _, port in seen}) == 3


def test_a_certificate_takes_the_place_of_that_of_the_whole_target(
    authority: Authority, provider: str
) -> None:
    route = Route(ca_file=authority.ca_file, certificate=authority.issue("whole"))
    with closing(Wire(5.0, route=route)) as wire:
        names = [stated(wire, provider, each)[0] for each in (None, authority.issue("own"))]
    assert names == ["whole", "own"]


def test_connections_are_made_anew_after_an_answer_that_was_late(
    authority: Authority, provider: str
) -> None:
    own = authority.issue("own")
    with closing(Wire(5.0, route=Route(ca_file=authority.ca_file))) as wire:
        before = stated(wire, provider, own)
        wire.timeout = 0.0
        assert wire.send("test", Request("GET", provider), own).reply is None
        wire.timeout = 5.0
        after = stated(wire, provider, own)
    assert (before[0], after[0]) == ("own", "own")
    assert before[1] != after[1]


@pytest.fixture
def text(provider: str) -> str:
    """The text of a target file of two clients, one of which has a certificate."""
    client = {
        "token_endpoint_auth_method": "none",
        "redirect_uris": ["https://client.example/"],
        "grant_types": ["client_credentials"],
    }
    own = {"file": "own.pem", "key_file": "own.key"}
    return yaml.safe_dump(
        {
            "name": "asking",
            "issuer": provider,
            "ca_file": "authority.pem",
            "client_certificate": {"file": "whole.pem", "key_file": "whole.key"},
            "clients": [
                {"client_id": "one", **client, "certificate": own},
                {"client_id": "two", **client},
            ],
            "users": [{"username": "alice", "password": "secret"}],
            "login": [],
        }
    )


@pytest.fixture
def file(text: str, authority: Authority) -> Path:
    """A target file beside the certificates that it names."""
    authority.issue("whole")
    authority.issue("own")
    written = authority.folder / "target.yaml"
    written.write_text(text, encoding="utf-8")
    return written


@pytest.fixture
def target(file: Path) -> Target:
    """A target whose first client has a certificate."""
    return target_file.load(file)


@pytest.fixture
def flows(target: Target) -> Iterator[list[Flow]]:
    """A flow of each client, which has just got an access token."""
    party = RelyingParty(target, FormDriver(), Recorder())
    specimens = Specimens(party)
    yield [CLIENT_CREDENTIALS.send(specimens.flow(client)) for client in target.clients]
    party.wire.close()


def shown(flow: Flow, kind: str) -> object:
    return flow.answer(kind).members["shown"]


def test_every_request_of_a_client_shows_its_certificate(flows: list[Flow]) -> None:
    for flow, name in zip(flows, ("own", "whole"), strict=True):
        assert shown(flow, "token") == name
        assert shown(REVOCATION.send(flow), "revocation") == name
        assert shown(USERINFO.send(flow), "UserInfo") == name


@pytest.mark.parametrize("name", ["own.pem", "own.key"])
def test_a_file_of_a_certificate_that_cannot_be_used_is_told_by_its_key(
    file: Path, name: str
) -> None:
    (file.parent / name).write_text("nothing", encoding="utf-8")
    with pytest.raises(TargetFileError, match=r"clients\[0\]\.certificate\.file: .*own\.pem"):
        target_file.load(file)
