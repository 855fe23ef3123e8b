"""A provider that is started may have a certificate authority of its own, trusted for that run."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Error

from coatcheck.base.errors import TargetUnreachable
from coatcheck.net.listener import Listener
from coatcheck.net.route import Route, RunAuthority
from coatcheck.net.wire import Reply, Request
from coatcheck.run.session import Session
from coatcheck.target import target_file
from coatcheck.target.target import Target
from coatcheck.user_agent.browser import BrowserDriver
from tests.authority import Authority
from tests.conftest import Coatcheck
from tests.reference import target_text
from tests.runs import results, verdicts

PROVIDER = """
import json, os, socket, sys, threading
import uvicorn
from reference_server.app import create_app

announced = json.loads(sys.argv[1])
config = uvicorn.Config(
    None, port=0, log_level="error", ws="none", lifespan="off",
    ssl_certfile="server.pem", ssl_keyfile="server.key",
)
listening = config.bind_socket()
listening.listen()
base = f"https://127.0.0.1:{listening.getsockname()[1]}"
config.app = create_app(base)
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
print(json.dumps({"issuer": f"{base}/oidc", **announced}), flush=True)
uvicorn.Server(config).run(sockets=[listening])
"""
"""The reference provider over TLS; it announces what it is told to."""

PAGE = Reply(200, (("Content-Type", "text/html"),), b"reached")


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """The provider's own authority, which has certified it."""
    made = Authority.made(tmp_path, "own-authority")
    made.issue("server")
    return made


def target_at(authority: Authority, announced: object, **start: object) -> Target:
    """Return the target of a provider that announces this besides its issuer."""
    folder = authority.folder
    (folder / "provider.py").write_text(PROVIDER, encoding="utf-8")
    data = yaml.safe_load(target_text())
    command = ["{python}", "{here}/provider.py", json.dumps(announced)]
    data |= {"start": {"command": command, **start}, "timeout": 5, "user_agent": "http"}
    file = folder / "target.yaml"
    file.write_text(yaml.safe_dump(data), encoding="utf-8")
    return target_file.load(file)


@pytest.fixture
def target(authority: Authority) -> Target:
    """The target of a provider that announces its authority."""
    return target_at(authority, {"ca_file": authority.ca_file.name})


@contextmanager
def serving(authority: Authority) -> Iterator[str]:
    """Serve a page over TLS, with a certificate of this authority; yields its address."""
    with closing(Listener(tls=authority.server_tls())) as listener:
        listener.put("/", PAGE)
        yield listener.url("/")


def shows(browser: BrowserDriver, url: str) -> str:
    """Return the text of a page. Raises Error where the browser does not come to it."""
    with browser.context(url) as context:
        tab = context.new_page()
        tab.goto(url)
        return tab.inner_text("body")


def test_the_suite_and_its_browser_trust_the_authority_of_a_started_provider(
    target: Target, tmp_path: Path
) -> None:
    with closing(Session(target)) as session:
        metadata, issuer = session.party.published.metadata, session.target.issuer or ""
        assert metadata.answer.members["issuer"] == issuer
        assert issuer in shows(session.browser, metadata.request.url)
        with serving(Authority.made(tmp_path / "other", "own-authority")) as other:
            refused = session.party.wire.send("test", Request("GET", other))
            assert "CERTIFICATE_VERIFY_FAILED" in (refused.error or "")
            with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
                shows(session.browser, other)


def test_an_authority_that_is_not_announced_is_not_trusted(authority: Authority) -> None:
    with closing(Session(target_at(authority, {}))) as session:
        assert "CERTIFICATE_VERIFY_FAILED" in (session.party.published.metadata.error or "")


def test_the_browser_does_not_start_where_another_authority_has_certified(tmp_path: Path) -> None:
    own, other = Authority.made(tmp_path / "own"), Authority.made(tmp_path / "other")
    with serving(own) as url:
        route = Route(run_authority=RunAuthority(other.ca_file, url))
        with (
            closing(BrowserDriver(route=route)) as browser,
            pytest.raises(TargetUnreachable, match="CERTIFICATE_VERIFY_FAILED"),
        ):
            shows(browser, url)


def test_without_an_authority_nothing_is_told_to_the_browser() -> None:
    assert Route().pins() == ()


@pytest.mark.parametrize("ca_file", ["missing.pem", "server.key", 1])
def test_an_announced_file_that_cannot_be_used_is_told(
    authority: Authority, ca_file: object
) -> None:
    with pytest.raises(TargetUnreachable, match=f"cannot be used, {ca_file}: "):
        Session(target_at(authority, {"ca_file": ca_file}))


def test_the_authority_of_a_shared_provider_is_trusted_by_its_workers(
    authority: Authority, coatcheck: Coatcheck, tmp_path: Path
) -> None:
    target = target_at(authority, {"ca_file": authority.ca_file.name}, shared=True)
    scenario, out = "authorization_request/a-request-by-get-is-granted", tmp_path / "reports"
    options = ("--target", str(target.file), "--out", str(out), "--scenario", scenario)
    code, printed = coatcheck("run", *options)
    assert code == 0, printed
    assert verdicts(results(out)) == {scenario: "PASS"}
