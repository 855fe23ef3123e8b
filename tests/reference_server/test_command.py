import json
import subprocess

import httpx
import pytest

from reference_server.__main__ import main
from reference_server.catalogue import catalogue
from tests.reference import SERVER


def test_announces_its_issuer_and_ends_with_its_parent() -> None:
    started = subprocess.Popen(
        [*SERVER, "--fault", "code_reusable", "--until-stdin-closes"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with started as process:
        assert process.stdout is not None
        assert process.stdin is not None
        issuer = json.loads(process.stdout.readline())["issuer"]
        assert issuer.startswith("http://127.0.0.1:")
        assert issuer.endswith("/code_reusable/oidc")
        answered = httpx.get(f"{issuer}/.well-known/openid-configuration").json()
        assert answered["issuer"] == issuer
        process.stdin.close()
        assert process.wait(timeout=5) == 0
        assert process.stdout.read() == ""


def test_lists_its_faults(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list-faults"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [fault["name"] for fault in listed] == list(catalogue())
    assert set(listed[0]) == {"name", "requirement", "seam", "sentence", "dialect"}


def test_takes_lifetimes_that_it_has() -> None:
    command = [*SERVER, "--until-stdin-closes", "--lifetime", "refresh_token=4"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert "refresh_token=4 is not access_token or authorization_code" in done.stderr
