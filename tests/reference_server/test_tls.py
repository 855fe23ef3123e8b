"""The provider over https, by a certificate of an authority that is thrown away in the end."""

import json
import signal
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.reference import SERVER

Ending = Callable[[subprocess.Popen[str]], None]


def close_stdin(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.close()


@pytest.mark.parametrize(
    "end", [close_stdin, lambda process: process.send_signal(signal.SIGTERM)], ids=["stdin", "term"]
)
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_serves_over_tls_and_leaves_nothing_behind(end: Ending, host: str) -> None:
    command = [*SERVER, "--tls", "--host", host, "--until-stdin-closes"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        stated = json.loads(process.stdout.readline())
        issuer, ca_file = stated["issuer"], Path(stated["ca_file"])
        assert issuer.startswith("https://")
        with httpx.Client(verify=ssl.create_default_context(cafile=ca_file)) as http:
            metadata = http.get(f"{issuer}/.well-known/openid-configuration").json()
        assert metadata["issuer"] == issuer
        assert metadata["token_endpoint"] == f"{issuer}/token"
        end(process)
        assert process.wait(timeout=10) == 0
        assert process.stderr.read() == ""
    assert not ca_file.parent.exists()


def test_nobody_trusts_the_authority_unasked() -> None:
    command = [*SERVER, "--tls", "--until-stdin-closes"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        issuer = json.loads(process.stdout.readline())["issuer"]
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            httpx.get(f"{issuer}/jwks")
        close_stdin(process)
